import type { Choice, Prompts } from '../prompts.ts';
import { EXIT } from '../exit-codes.ts';
import { failed, leftAlone, misused, ok, type Result } from '../result.ts';
import type { Shell } from '../shell.ts';

type Asking = Pick<Shell, 'prompts'>;

/** What was given; else what a person at the terminal says to it; else that it is missing. */
export async function needed<T>(
  { prompts }: Asking,
  given: T | undefined,
  name: string,
  ask: (prompts: Prompts) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (given !== undefined) return ok(given);
  return prompts === undefined ? misused(`${name} is missing, and there is no terminal to ask at.`) : ask(prompts);
}

export function neededText(shell: Asking, given: string | undefined, name: string, question: string) {
  return needed(shell, given, name, async (prompts) => said(await prompts.text(question)));
}

/** Nobody is asked to choose from nothing. */
export async function chosen(
  prompts: Prompts,
  question: string,
  choices: Result<readonly Choice[]>,
  nothing: string,
): Promise<Result<string>> {
  if (!choices.ok) return choices;
  if (choices.value.length === 0) return failed(EXIT.refused, 'not_found', nothing);
  return said(await prompts.choose(question, choices.value));
}

export function said<T>(answer: T | undefined): Result<T> {
  return answer === undefined ? leftAlone() : ok(answer);
}
