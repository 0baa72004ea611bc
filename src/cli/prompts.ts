/** What a person at a terminal is asked; nothing: they would rather not. */
export interface Prompts {
  text(question: string, hint?: string): Promise<string | undefined>;
  secret(question: string): Promise<string | undefined>;
  choose(question: string, choices: readonly Choice[]): Promise<string | undefined>;
  chooseSome(question: string, choices: readonly Choice[]): Promise<readonly string[] | undefined>;
  confirm(question: string): Promise<boolean>;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}
