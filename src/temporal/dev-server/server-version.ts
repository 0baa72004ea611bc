import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { isAtLeast } from './versions.ts';

/** Time skipping came with this server; the CLI's own version says nothing about it. */
export const TIME_SKIPPING_SINCE = '1.32';

const run = promisify(execFile);

/** The server inside a `temporal` binary ("1.32.0"), or undefined when it is no working Temporal CLI. */
export async function serverVersion(binary: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(binary, ['--version'], { timeout: 10_000 });
    return /\(Server (\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

export function canSkipTime(version: string): boolean {
  return isAtLeast(version, TIME_SKIPPING_SINCE);
}
