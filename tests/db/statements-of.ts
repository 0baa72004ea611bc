import { STATEMENTS } from '../../src/db/database.ts';

/** Runs the work and tells which statements it took; nothing else may use a database meanwhile. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  const hear = (text: unknown) => void seen.push(String(text));
  STATEMENTS.subscribe(hear);
  await work().finally(() => STATEMENTS.unsubscribe(hear));
  return seen;
}
