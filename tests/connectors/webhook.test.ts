import { afterAll } from '@jest/globals';
import type { Actual } from '../../src/domain/ledger/claim.ts';
import type { Json } from '../../src/domain/json.ts';
import { onEachDatabase, type OpenStore } from '../support/databases.ts';
import { anEntitlement } from '../support/ledger.ts';
import { type ConformanceTarget, describeConformance } from './conformance.ts';
import { aWebhookOffice, type WebhookOffice } from './webhook-office.ts';

const open: WebhookOffice[] = [];
afterAll(async () => {
  for (const office of open) await office.close();
});

async function opened(store: OpenStore, config: { readonly [key: string]: Json }): Promise<WebhookOffice> {
  const office = await aWebhookOffice(store, { config });
  open.push(office);
  return office;
}

function conforming({ connector, app, receiver }: WebhookOffice): ConformanceTarget {
  const { accounts, held } = receiver;
  return {
    ...{ connector, app },
    newEntitlement: (levels) => Promise.resolve(anEntitlement({ appId: app.id, levels })),
    lookInside: {
      account: (externalId) => Promise.resolve(accounts.get(externalId) ?? 'missing'),
      holding: ({ account, entitlement }) => {
        const place = `${account.externalId} ${entitlement.externalId}`;
        const seen: Actual = held.has(place)
          ? { seen: 'present', level: held.get(place) ?? undefined }
          : { seen: 'absent' };
        return Promise.resolve(seen);
      },
    },
    changesMade: () => Promise.resolve(receiver.changes()),
  };
}

onEachDatabase('an endpoint', (openStore) => {
  describeConformance('an endpoint that can be read', async () => {
    const office = await opened(await openStore(), { read: true });
    return {
      ...conforming(office),
      loseNextAnswer() {
        office.receiver.ways.reply = () => {
          office.receiver.ways.reply = () => undefined;
          return 'lose';
        };
        return Promise.resolve();
      },
    };
  });

  describeConformance('an endpoint that does it later and reports', async () => {
    const office = await opened(await openStore(), { read: true });
    const { receiver } = office;
    receiver.ways.later = true;
    const accepted = () => [...receiver.askedTo('grant'), ...receiver.askedTo('revoke')].map(({ id }) => id);
    return {
      ...conforming(office),
      changesMade: () => Promise.resolve(new Set(accepted()).size + receiver.accounts.size),
      async untilDone(ref) {
        const asked = receiver.asked.find(({ id }) => id === ref);
        if (asked === undefined) throw new Error(`it was not asked for ${ref}`);
        receiver.act(asked);
        const { status } = await receiver.report(asked, { outcome: 'done' });
        if (status !== 200) throw new Error(`what was reported was answered with ${status}`);
      },
    };
  });

  describeConformance('an endpoint that nobody can read', async () => {
    const office = await opened(await openStore(), {});
    return {
      ...conforming(office),
      async untilDone(ref) {
        const task = await office.store.work.taskById(ref as `tsk_${string}`);
        const isAsked = task?.state === 'open' && task.instructions.includes('confirm that');
        if (!isAsked) throw new Error(`nobody was asked to confirm ${ref}`);
      },
    };
  });
});
