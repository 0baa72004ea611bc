import type { EntitlementKind, Risk } from '../catalog/entitlement.ts';
import type { Calendar } from '../lease/calendar.ts';
import { endFrom, startFrom } from '../lease/compare.ts';
import type { Lease } from '../lease/lease.ts';
import { sayLength } from '../lease/length.ts';
import type { Instant, Length } from '../time.ts';
import { type Check, check } from './check.ts';
import type { Condition, Who } from './policy.ts';
import { type Described, isAmong, sayWho } from './who.ts';

/** One change of a request as rules see it. */
export interface ChangeFacts {
  readonly id: string;
  readonly op: 'add' | 'remove' | 'modify' | 'extend';
  /** `app/entitlement`. */
  readonly entitlement: string;
  readonly kind: EntitlementKind;
  readonly risk: Risk;
}

/** What rules look at besides a change. `lease` is the one that would be given, after limits. */
export interface RequestFacts {
  /** The app's slug. */
  readonly app: string;
  readonly changes: readonly ChangeFacts[];
  readonly lease: Lease;
  readonly requester: Described;
  readonly beneficiary: Described;
  readonly now: Instant;
}

/** One check for each thing the condition asks. Without any it holds for everything. */
export function checkCondition(
  when: Condition,
  facts: RequestFacts,
  change: ChangeFacts,
  calendar: Calendar,
): readonly Check[] {
  const checks = [
    among('app', when.apps, facts.app),
    among('entitlement', when.entitlements, change.entitlement),
    among('kind', when.kinds, change.kind),
    among('change', when.changes, change.op),
    among('risk', when.risk, change.risk),
    longer(when.longerThan, facts, change, calendar),
    person('requester', when.requester, facts.requester),
    person('beneficiary', when.beneficiary, facts.beneficiary),
  ];
  return checks.filter((one) => one !== undefined);
}

function among<Word extends string>(name: string, asked: readonly Word[] | undefined, word: Word): Check | undefined {
  if (asked === undefined) return undefined;
  const no = `The ${name} is ${word}, not ${sayFew(asked)}.`;
  return check(name, () => asked.includes(word), { yes: `The ${name} is ${word}.`, no });
}

/** A removal has no lease, so it is longer than nothing. */
function longer(
  than: Length | undefined,
  { lease, now }: RequestFacts,
  { op }: ChangeFacts,
  calendar: Calendar,
): Check | undefined {
  if (than === undefined) return undefined;
  const from = startFrom(lease, now);
  const holds = () => op !== 'remove' && endFrom(lease, from, calendar) > calendar.after(from, than);
  const length = sayLength(than);
  const sentences = { yes: `The lease is longer than ${length}.`, no: `The lease is not longer than ${length}.` };
  return check('longer than', holds, sentences);
}

function person(name: string, asked: Who | undefined, who: Described): Check | undefined {
  if (asked === undefined) return undefined;
  const words = sayWho(asked);
  const sentences = { yes: `The ${name} is of ${words}.`, no: `The ${name} is not of ${words}.` };
  return check(name, () => isAmong(who, asked), sentences);
}

function sayFew(words: readonly string[]): string {
  return words.length <= 3 ? words.join(' or ') : `one of ${words.length} others`;
}
