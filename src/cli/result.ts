import { EXIT, type ExitCode } from './exit-codes.ts';

/** Why a command did not do what was asked: a code for machines, a sentence for people. */
export interface Failure {
  readonly code: string;
  readonly detail: string;
  readonly exit: ExitCode;
  readonly field?: string | undefined;
  readonly state?: string | undefined;
  /** The plan as it is now, where it has changed meanwhile. */
  readonly data?: unknown;
  /** To send the same again. */
  readonly key?: string | undefined;
  /** As the API said it. */
  readonly text?: string | undefined;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failed(exit: ExitCode, code: string, detail: string, more: Partial<Failure> = {}) {
  return { ok: false, failure: { ...more, exit, code, detail } } as const;
}

export function misused(detail: string) {
  return failed(EXIT.usage, 'usage', detail);
}

/** Somebody answered a question with Ctrl-C. */
export function leftAlone() {
  return failed(EXIT.interrupted, 'interrupted', 'Interrupted. Nothing was sent.');
}
