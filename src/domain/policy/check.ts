import type { Problem, Result } from '../errors.ts';

/** One thing that was looked at, and a sentence on how it went. `failed`: the look itself broke, which counts as no. */
export interface Check {
  readonly name: string;
  readonly outcome: 'satisfied' | 'unsatisfied' | 'failed';
  readonly because: string;
}

/** A decision with everything that led to it. */
export type Analysis<T> = Result<T> & { readonly checks: readonly Check[] };

interface Sentences {
  readonly yes: string;
  readonly no: string;
}

export function check(name: string, holds: () => boolean, { yes, no }: Sentences): Check {
  try {
    return holds() ? { name, outcome: 'satisfied', because: yes } : { name, outcome: 'unsatisfied', because: no };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { name, outcome: 'failed', because: `Could not be checked: ${why}` };
  }
}

export function isSatisfied({ outcome }: Check): boolean {
  return outcome === 'satisfied';
}

/** A check and the code of the refusal when it does not hold. */
export type CodedCheck = Check & { readonly code: Problem['code'] };

/** Yes when all checks are satisfied; else no, for the first reason. */
export function analysis<T>(coded: readonly CodedCheck[], value: () => T): Analysis<T> {
  const checks = coded.map(({ name, outcome, because }): Check => ({ name, outcome, because }));
  const against = coded.find((one) => !isSatisfied(one));
  if (against === undefined) return { ok: true, value: value(), checks };
  return { ok: false, problem: { code: against.code, detail: against.because }, checks };
}
