import type { App } from '../../domain/catalog/app.ts';
import { oneLine } from '../../domain/text/one-line.ts';
import type { Instant } from '../../domain/time.ts';
import { type Change, type Connector, ConnectorError } from '../../ports/connector.ts';
import { aboutAccount, aboutPerson } from './bodies.ts';
import type { Parts } from './parts.ts';
import type { Body } from './endpoint.ts';

const LONGEST_ID = 200;

export function createAccounts(parts: Parts): Pick<Connector, 'ensureAccount' | 'suspendAccount'> {
  return {
    async ensureAccount(app, person) {
      const body = { app: app.slug, account: null, person: aboutPerson(person) };
      const asked = await ask(parts, app, person.id, 'ensure_account', body);
      if (asked.done === undefined) throw new ConnectorError('rate_limited', stillMaking(app), asked.until);
      const { account } = asked.done;
      return typeof account === 'string' && account.trim() !== '' ? oneLine(account, LONGEST_ID) : person.email;
    },

    async suspendAccount(app, account): Promise<Change> {
      const body = await aboutAccount(parts.people, app, account);
      const asked = await ask(parts, app, account.personId ?? account.externalId, 'suspend', body);
      if (asked.done !== undefined) return { outcome: 'done' };
      return { outcome: 'pending', ref: asked.ref, checkAfter: asked.until };
    },
  };
}

function stillMaking({ name }: App): string {
  return `${name} has accepted to make the account, and it is not there yet.`;
}

type Asked =
  | { readonly done: { readonly [key: string]: unknown } }
  | { readonly done: undefined; readonly ref: string; readonly until: Instant };

/** Nothing hangs on when exactly an account is there: nobody is offered to report it, it is asked again. */
async function ask({ orders, call }: Parts, app: App, whose: string, action: string, body: Body): Promise<Asked> {
  const order = await orders.goOn({ place: `${app.id} ${whose}`, wish: action, appId: app.id, isRead: true });
  if (!orders.isToBeAsked(order)) return { done: undefined, ref: order.id, until: order.until };
  const answer = await call(app, { id: order.id, action, ...body });
  if (answer.answer === 'accepted') {
    const accepted = await orders.accepted(order, answer.lookAgainAt);
    return { done: undefined, ref: order.id, until: accepted.until };
  }
  await orders.finished(order, true);
  return { done: answer.data };
}
