import type { Answer } from '../client.ts';
import { flag, type Said } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import type { Request } from '../output/request-sentence.ts';
import { ok, type Result } from '../result.ts';
import type { Shell } from '../shell.ts';
import { type Goal, saidOf, untilSettled } from '../waiting.ts';

export const RECORDED = 'Recorded; not applied yet. It takes effect when a worker is back.';

export const WAITING = { noWait: flag('do not wait for what becomes of it') };

interface How {
  readonly noWait: boolean;
  readonly goal: Goal;
}

/** A request that was just made: told, and waited for unless nobody wants to. */
export async function followed(
  shell: Shell,
  made: Result<Answer<Request>>,
  { noWait, goal }: How,
): Promise<Result<Said>> {
  if (!made.ok) return made;
  const said = saidOf(made.value, shell);
  const notes = made.value.applied ? [] : [RECORDED];
  const exit = made.value.applied ? EXIT.ok : EXIT.recorded;
  if (noWait) return ok({ ...said, notes, exit });
  shell.tell([...said.lines, ...notes]);
  return untilSettled(shell, made.value, goal);
}
