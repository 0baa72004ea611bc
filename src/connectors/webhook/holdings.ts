import type { Actual } from '../../domain/ledger/claim.ts';
import type { Order } from '../../domain/work/order.ts';
import { wishText } from '../../domain/work/task.ts';
import { type AskStanding, type Change, type Connector, ConnectorError, type Target } from '../../ports/connector.ts';
import type { HandWish } from '../hand-tasks.ts';
import { aboutTarget } from './bodies.ts';
import { webhookConfigOf } from './config.ts';
import type { Body } from './endpoint.ts';
import type { Parts } from './parts.ts';

type Confirm = (target: Target, wish: HandWish) => Promise<Change>;

export function createHoldings(parts: Parts, confirm: Confirm): Pick<Connector, 'grant' | 'revoke' | 'keep' | 'read'> {
  const change = createChange(parts, confirm);
  return {
    grant: (target, level, fields, standing) =>
      change(target, { kind: 'provision', level, fields }, async () => ({
        ...{ action: 'grant', level: level ?? null, fields, until: await endOf(standing) },
      })),
    revoke: (target) =>
      change(target, { kind: 'deprovision', level: undefined, fields: {} }, () =>
        Promise.resolve({ action: 'revoke', level: null, fields: {}, until: null }),
      ),
    keep: createKeep(parts),
    read: createRead(parts),
  };
}

/** Told once of each end: whoever keeps none of their own may refuse to hear of it. */
function createKeep({ orders, call, people }: Parts): NonNullable<Connector['keep']> {
  return async (target, standing) => {
    const { place, appId } = placeOf(target);
    const until = await endOf(standing);
    const order = await orders.goOn({ place: `${place} end`, wish: until ?? 'no end', isRead: false, appId });
    if (!orders.isToBeAsked(order)) return;
    const body = { id: order.id, action: 'keep', ...(await aboutTarget(people, target)), until };
    await call(target.app, body).catch(unlessRefused);
    await orders.finished(order, false);
  };
}

function unlessRefused(error: unknown): void {
  if (!(error instanceof ConnectorError) || error.failure !== 'permanent') throw error;
}

/** When all that the account holds is over, as far as it is known now. */
async function endOf(standing: AskStanding): Promise<string | null> {
  const { until } = await standing();
  return typeof until === 'number' ? new Date(until).toISOString() : null;
}

function createChange({ orders, call, people }: Parts, confirm: Confirm) {
  return async (target: Target, wish: HandWish, deed: () => Promise<Body>): Promise<Change> => {
    const { read: isRead } = webhookConfigOf(target.app);
    const done = (): Promise<Change> => (isRead ? Promise.resolve({ outcome: 'done' }) : confirm(target, wish));
    const order = await orders.goOn({ ...placeOf(target), wish: textOf(wish), isRead });
    if (!orders.isToBeAsked(order)) return outcomeOf(target, order, done);
    const callback = orders.callbackOf(order);
    const body = { id: order.id, ...(await aboutTarget(people, target)), ...(await deed()) };
    const answer = await call(target.app, callback === undefined ? body : { ...body, callback });
    // What the endpoint reported while it was answering is known by then.
    if (answer.answer === 'accepted') {
      return outcomeOf(target, await orders.accepted(order, answer.lookAgainAt), done);
    }
    await orders.finished(order, isRead);
    return done();
  };
}

function placeOf({ app, account, entitlement }: Target) {
  const [accountId, entitlementId] = [account.id, entitlement.id];
  return { place: `${accountId} ${entitlementId}`, appId: app.id, accountId, entitlementId };
}

function textOf({ kind, level, fields }: HandWish): string {
  return wishText(kind, level, fields);
}

function outcomeOf({ app }: Target, order: Order, done: () => Promise<Change>): Promise<Change> {
  switch (order.state) {
    case 'done':
    case 'over':
      return done();
    case 'failed':
      throw new ConnectorError('needs_person', `${app.name} says: ${order.detail ?? 'it could not be done'}`);
    case 'asked':
    case 'accepted':
    case 'gone':
      return Promise.resolve({ outcome: 'pending', ref: order.id, checkAfter: order.until });
    default:
      return order.state satisfies never;
  }
}

function createRead({ call, people, ids }: Parts): Connector['read'] {
  return async (target) => {
    if (!webhookConfigOf(target.app).read) return { seen: 'unknown' };
    const body = { id: ids.newId('order'), action: 'read', ...(await aboutTarget(people, target)) };
    const answer = await call(target.app, body);
    const seen = answer.answer === 'done' ? seenIn(answer.data) : undefined;
    if (seen !== undefined) return seen;
    const message = `${target.app.name} did not say whether it is present, absent or unknown when it was read.`;
    throw new ConnectorError('permanent', message);
  };
}

function seenIn({ state, level }: { readonly [key: string]: unknown }): Actual | undefined {
  if (state === 'present') return { seen: state, level: typeof level === 'string' ? level : undefined };
  return state === 'absent' || state === 'unknown' ? { seen: state } : undefined;
}
