import type { AuditFact } from '../audit/fact.ts';
import type { AccountId, AppId, EntitlementId, OrderId } from '../ids.ts';
import { DAY, HOUR, type Instant } from '../time.ts';

export type OrderState =
  /** The app's endpoint is asked, and has not answered yet. */
  | 'asked'
  /** It has accepted, and will say what becomes of it; asked again at `until`. */
  | 'accepted'
  /** It says so, and that counts until `until`. */
  | 'done'
  | 'failed'
  /** Nothing to go on from: the same wish is a new order. */
  | 'over'
  /** Of an endpoint: it is there no more, and is not asked again as long as `wish`, its configuration, is the same. */
  | 'gone';

/** What the endpoint of an app was asked for. One for each place: another wish takes the place of the one before. */
export interface Order {
  readonly place: string;
  /** By which the endpoint knows a wish again that it was told of before. */
  readonly id: OrderId;
  readonly state: OrderState;
  readonly appId: AppId;
  readonly accountId: AccountId | undefined;
  readonly entitlementId: EntitlementId | undefined;
  /** As text: the same wish is the same text. */
  readonly wish: string;
  readonly detail: string | undefined;
  /** Of what the endpoint can report by, until `expiresAt`. */
  readonly tokenHash: string | undefined;
  readonly until: Instant;
  readonly expiresAt: Instant;
}

/** Pure: the same step twice is the same result. */
export interface OrderStep<Answer> {
  readonly write?: Order | undefined;
  readonly facts?: readonly AuditFact[];
  readonly answer: Answer;
}

/** Whoever does not report in this time is asked again, more than once, before it is over. */
const MAY_REPORT_FOR = 30 * DAY;

/** How long it counts that an app says it has done something which nobody can see: then it is told again. */
const WORD_COUNTS_FOR = DAY;

/** Or until somebody tries again. */
const REFUSAL_COUNTS_FOR = HOUR;

type Ordered = Pick<Order, 'place' | 'id' | 'appId' | 'accountId' | 'entitlementId' | 'wish' | 'tokenHash'>;

export function newOrder(ordered: Ordered, now: Instant): Order {
  return { ...ordered, state: 'asked', detail: undefined, until: now, expiresAt: now + MAY_REPORT_FOR };
}

/**
 * The order that stands, or the fresh one in its place. `usesUp`: that it is done is believed once, because it is looked
 * at afterwards; if it is not so then, the endpoint is asked anew.
 */
export function goOn(known: Order | undefined, fresh: Order, now: Instant, usesUp: boolean): OrderStep<Order> {
  if (known === undefined || known.wish !== fresh.wish || !counts(known, now)) return { write: fresh, answer: fresh };
  if (known.state !== 'done' || !usesUp) return { answer: known };
  return { write: { ...known, state: 'over' }, answer: known };
}

function counts({ state, until }: Order, now: Instant): boolean {
  if (state === 'asked' || state === 'accepted') return true;
  return (state === 'done' || state === 'failed') && now < until;
}

/** It accepted. What it reported in the meantime is not undone. */
export function accept(known: Order | undefined, asked: Order, now: Instant, until: Instant): OrderStep<Order> {
  if (known?.id !== asked.id || !isOpen(known)) return { answer: known?.id === asked.id ? known : asked };
  const accepted: Order = { ...known, state: 'accepted', until, expiresAt: now + MAY_REPORT_FOR };
  return { write: accepted, answer: accepted };
}

/** It did it at once. */
export function finish(known: Order | undefined, asked: Order, now: Instant, usesUp: boolean): OrderStep<void> {
  if (known?.id !== asked.id || !isOpen(known)) return { answer: undefined };
  return { write: { ...known, state: usesUp ? 'over' : 'done', until: now + WORD_COUNTS_FOR }, answer: undefined };
}

export interface Report {
  readonly outcome: 'done' | 'failed';
  readonly detail: string | undefined;
}

/** What it says became of it, once; undefined where nobody waits for that any more. */
export function report(known: Order, { outcome, detail }: Report, now: Instant): Order | undefined {
  if (!isOpen(known) || now >= known.expiresAt) return undefined;
  return { ...known, state: outcome, detail, until: now + (outcome === 'done' ? WORD_COUNTS_FOR : REFUSAL_COUNTS_FOR) };
}

function isOpen({ state }: Order): boolean {
  return state === 'asked' || state === 'accepted';
}
