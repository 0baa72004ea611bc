import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';

const ROTATE_BYTES = 5 * 1024 * 1024;
const TAIL_BYTES = 64 * 1024;

export interface ChildLog {
  readonly descriptor: number;
  /** What was written since this start. */
  readonly read: () => string;
  readonly close: () => void;
}

/** One log and the one before it: a file that grew large is set aside at a start, never while it is written. */
export function openChildLog(file: string): ChildLog {
  if (sizeOf(file) > ROTATE_BYTES) renameSync(file, file.replace(/\.log$/, '.previous.log'));
  const from = sizeOf(file);
  const descriptor = openSync(file, 'a', 0o600);
  return {
    descriptor,
    read: () => readFileSync(file).subarray(from).subarray(-TAIL_BYTES).toString(),
    close: () => closeSync(descriptor),
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
