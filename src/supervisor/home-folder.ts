import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotRun } from './cannot-run.ts';

/** Makes the folder if need be, and proves by doing that files can be written in it. */
export function prepareHome(home: string): void {
  const proof = join(home, `.writable-${process.pid}`);
  try {
    // The folder holds keys and the record of who had access: nobody else's to read.
    mkdirSync(home, { recursive: true, mode: 0o700 });
    mkdirSync(join(home, 'logs'), { recursive: true });
    writeFileSync(proof, '');
    rmSync(proof);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new CannotRun(
      `The folder for Leasehold's state, ${home}, cannot be written (${code}): ` +
        'make it writable, or name another one with LEASEHOLD_HOME.',
    );
  }
}
