import type { Actual, Wanted } from './claim.ts';
import { agrees } from './wanted.ts';

/** What an app can be asked to do. */
export type Deed = { readonly do: 'grant'; readonly level: string | undefined } | { readonly do: 'revoke' };

export type Step = Deed | { readonly do: 'nothing' };

export function deedFor(wanted: Wanted): Deed {
  return wanted.held ? { do: 'grant', level: wanted.level } : { do: 'revoke' };
}

/** What brings the app from `actual` to `wanted`. Of an unknown state the wanted thing is done anyway: doing it twice is harmless. */
export function decide(wanted: Wanted, actual: Actual): Step {
  return agrees(wanted, actual) ? { do: 'nothing' } : deedFor(wanted);
}

/** Does the step give somebody more than `actual`? A frozen app gives nothing, and goes on taking. */
export function givesMore(step: Step, actual: Actual, levels: readonly string[]): boolean {
  if (step.do !== 'grant') return false;
  if (actual.seen !== 'present') return true;
  if (step.level === undefined || actual.level === step.level) return false;
  return actual.level === undefined || levels.indexOf(step.level) > levels.indexOf(actual.level);
}
