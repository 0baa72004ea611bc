import { createKeys } from '../../src/config/keys.ts';
import { secret } from '../../src/config/secret.ts';
import type { Resolve } from '../../src/connectors/webhook/addresses.ts';
import { createIsSigned } from '../../src/connectors/webhook/callbacks.ts';
import { createWebhook } from '../../src/connectors/webhook/webhook.connector.ts';
import type { Json } from '../../src/domain/json.ts';
import { SECOND } from '../../src/domain/time.ts';
import { listen } from '../../src/http/listen.ts';
import { hookRoutes } from '../../src/http/routes/hooks.routes.ts';
import type { OpenStore } from '../support/databases.ts';
import { anOffice } from '../support/office.ts';
import { aReceiver } from './webhook-receiver.ts';

export const SHARED = 'what both sides sign with';

interface Given {
  readonly config?: { readonly [key: string]: Json };
  readonly resolve?: Resolve;
  /** Without: nobody is offered to report. */
  readonly isReachable?: boolean;
}

export type WebhookOffice = Awaited<ReturnType<typeof aWebhookOffice>>;

/** The office, where the app is changed by a server of its own on 127.0.0.1, which reports to a door of ours there. */
export async function aWebhookOffice(opened: OpenStore, { config, resolve, isReachable = true }: Given = {}) {
  const receiver = await aReceiver({ secret: SHARED, now: () => Math.floor(clock.now() / SECOND) });
  const keys = createKeys(secret('the secret of an instance under test'));
  const secrets = (name: string) => (name === 'DOORS' ? SHARED : undefined);
  const { store } = opened;
  const door = await listen((request) => hooks.fetch(request), { host: '127.0.0.1', port: 0 });
  const publicUrl = isReachable ? `http://127.0.0.1:${door.port}/` : undefined;
  const office = await anOffice(opened, {
    app: {
      connector: 'webhook',
      connectorConfig: { url: receiver.url, secret: 'DOORS', allow_addresses: ['127.0.0.1'], ...config },
    },
    connect: (hand) =>
      createWebhook({ ...hand, orders: store.orders, keys, secrets, publicUrl, ...(resolve && { resolve }) }),
  });
  const { gateway, deps } = office;
  const { clock } = deps;
  const hooks = hookRoutes({ store, gateway, clock, keys, isSigned: createIsSigned({ secrets, clock }) });
  return {
    ...office,
    ...{ receiver, publicUrl },
    target: {
      ...{ app: office.app, entitlement: office.entitlement },
      account: { ...office.account, personId: office.person('maya').id },
    },
    async close() {
      await receiver.close();
      await door.drain();
    },
  };
}
