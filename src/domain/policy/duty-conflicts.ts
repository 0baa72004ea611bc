import type { DutyConflict, Policy } from './policy.ts';

/** A pair that would be held together, with the asked one first where only one is asked. */
export interface DutyFinding {
  readonly name: string;
  readonly effect: DutyConflict['effect'];
  readonly asked: string;
  readonly with: string;
  readonly because: string;
}

export interface Duties {
  /** `app/entitlement`, as are all here: what the beneficiary holds. */
  readonly held: readonly string[];
  readonly adds: readonly string[];
  readonly removes: readonly string[];
}

/** What this request would bring together. Conflicts that are there already and are not touched are not its matter. */
export function dutyConflicts(
  { dutyConflicts }: Pick<Policy, 'dutyConflicts'>,
  duties: Duties,
): readonly DutyFinding[] {
  return dutyConflicts.flatMap((duty) => findingsOf(duty, duties));
}

export function isBlocked(findings: readonly DutyFinding[]): boolean {
  return findings.some(({ effect }) => effect === 'block');
}

function findingsOf(duty: DutyConflict, { held, adds, removes }: Duties): readonly DutyFinding[] {
  const kept = held.filter((one) => !removes.includes(one));
  const after = new Set([...kept, ...adds]);
  const pairs = duty.one.flatMap((one) => duty.other.map((other) => [one, other] as const));
  return pairs
    .filter(([one, other]) => one !== other && after.has(one) && after.has(other))
    .filter(([one, other]) => isNew(one) || isNew(other))
    .map(([one, other]) => (isNew(one) ? findingOf(duty, one, other) : findingOf(duty, other, one)));

  function isNew(one: string): boolean {
    return adds.includes(one) && !kept.includes(one);
  }
}

function findingOf({ name, effect }: DutyConflict, asked: string, other: string): DutyFinding {
  return { name, effect, asked, with: other, because: `${name}: ${asked} and ${other} are not held together.` };
}
