export type DatabaseAddress =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly poolSize?: number };

export type Dialect = 'sqlite' | 'postgres';

export interface Answer {
  readonly rows: readonly Record<string, unknown>[];
  readonly changed: number;
}

/** Asks what is there: between transactions, or in one. */
export interface Reader {
  readonly dialect: Dialect;
  /** One statement. Its values are bound to the `?`s, so that the text is the same each time and is prepared once. */
  ask(text: string, values?: readonly unknown[]): Promise<Answer>;
}

/** While it lasts, only this may be used: another connection would wait for it, and it for that one. */
export interface Transaction extends Reader {
  /** A statement whose answer nobody waits for: what is wrong with it is said by the commit at the latest. */
  tell(text: string, values?: readonly unknown[]): Promise<void>;
  /** The same of one that has to change something: where it does not, nothing of the transaction stands, and this is why. */
  demand(text: string, values: readonly unknown[], otherwise: () => Error): Promise<void>;
}

export interface Connections {
  readonly reader: Reader;
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Of two transactions at once, one had the other in its way, and did nothing. */
  lostRace(error: unknown): boolean;
  close(): Promise<void>;
}
