import type { AuditFact } from '../domain/audit/fact.ts';
import { ok, type Result, refused } from '../domain/errors.ts';
import type { Holding } from '../domain/ledger/claim.ts';
import { oneLine } from '../domain/text/one-line.ts';
import type { Instant } from '../domain/time.ts';
import { type Order, type Report, report } from '../domain/work/order.ts';
import type { Clock, Keys } from '../ports/environment.ts';
import type { IsSigned, SignedText } from '../ports/order-store.ts';
import type { RequestGateway } from '../ports/request-gateway.ts';
import type { Store } from '../ports/store.ts';
import { tellHolders } from './tasks/tell-requests.ts';

export interface CallbackDeps {
  readonly store: Pick<Store, 'orders' | 'catalog' | 'ledger' | 'requests'>;
  readonly gateway: Pick<RequestGateway, 'holdingSettled' | 'nudge'>;
  readonly clock: Clock;
  readonly keys: Pick<Keys, 'sha256'>;
  readonly isSigned: IsSigned;
}

/** Used up, over, or never there: whoever asks is not told which. */
const GONE = refused('gone', 'Nobody waits for this, or not any more.');

/**
 * The endpoint of an app says what became of what it had accepted. It is noted, and whoever waits looks again: what is
 * given or gone is proven by reading back or by a person, as ever, and by nothing that is said here.
 */
export async function settleCallback(
  deps: CallbackDeps,
  token: string,
  signed: SignedText,
  said: Report,
): Promise<Result<void>> {
  const { orders, catalog } = deps.store;
  const order = await orders.byToken(deps.keys.sha256(token));
  const app = order === undefined ? undefined : await catalog.appById(order.appId);
  if (order === undefined || app === undefined) return GONE;
  if (!deps.isSigned(app, signed)) return refused('not_signed_in', 'The signature is not valid, or not of now.');
  const holding = await holdingOf(deps, order);
  const isNoted = await note(deps, order, { ...said, detail: cleaned(said.detail) }, holding);
  if (!isNoted) return GONE;
  if (holding !== undefined) await tellHolders(deps, holding);
  return ok(undefined);
}

/** Once: of two that come at the same moment, one finds that nobody waits any more. */
function note(
  { store, clock }: CallbackDeps,
  { place, id }: Order,
  said: Report,
  holding: Holding | undefined,
): Promise<boolean> {
  const now = clock.now();
  return store.orders.onOrder(place, (known) => {
    const write = known?.id === id ? report(known, said, now) : undefined;
    if (write === undefined) return { answer: false };
    return { write, facts: [factOf(write, said, holding, now)], answer: true };
  });
}

function factOf(order: Order, { outcome, detail }: Report, holding: Holding | undefined, at: Instant): AuditFact {
  const { appId: app, accountId: account, entitlementId: entitlement, id } = order;
  return {
    fact: outcome === 'done' ? 'holding.reported_done' : 'holding.reported_failed',
    ...{ at, actor: { kind: 'system' }, surface: 'api' },
    subject: holding === undefined ? `app:${app}` : `holding:${holding.id}`,
    data: { app, account, entitlement, order: id, detail },
  };
}

async function holdingOf({ store }: CallbackDeps, order: Order): Promise<Holding | undefined> {
  const { accountId, entitlementId } = order;
  if (accountId === undefined || entitlementId === undefined) return undefined;
  return store.ledger.holdingOf(accountId, entitlementId);
}

function cleaned(detail: string | undefined): string | undefined {
  const text = oneLine(detail ?? '');
  return text === '' ? undefined : text;
}
