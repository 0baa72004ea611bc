import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CannotRun } from './cannot-run.ts';
import { isRunning } from './process-identity.ts';
import { readRunning } from './running-file.ts';

const SQLITE_BUSY = 5;

/**
 * One supervisor per folder. The lock is the kernel's, on a file that SQLite locks for us: it is taken at one instant,
 * and it ends with its process however that dies, so there is no stale lock to judge and none to steal.
 * Danger: the file must stay (who deletes it lets the next one lock a new file of the same name), and this process must
 * never open it otherwise (closing it would drop the lock).
 */
export function takeHomeLock(home: string): { release(): void } {
  const lock = new DatabaseSync(join(home, 'supervisor.lock'));
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) throw new CannotRun(whoHoldsIt(home));
    throw error;
  }
  return { release: () => lock.close() };
}

function whoHoldsIt(home: string): string {
  const running = readRunning(home);
  // Its first words may not be written yet; the ones that are there may be of an earlier start.
  if (running === undefined || !isRunning(running.supervisor))
    return `Another start of Leasehold has just begun with the folder ${home}; this one ends.`;
  const where = running.app === undefined ? 'and is still starting' : `at ${running.app}`;
  return (
    `Leasehold runs already with the folder ${home}: process ${running.supervisor.pid}, since ${running.since}, ${where}. ` +
    'Use that one, or stop it first, or name another folder with LEASEHOLD_HOME.'
  );
}
