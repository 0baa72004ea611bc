import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { letGo } from '../../src/use-cases/offboard-person.ts';
import { offboardingWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { peopleOf, valueOf } from '../support/people.ts';
import { describeUnless } from '../support/skip.ts';
import { aStage, type Stage, until } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const organisation = anOrganisation({
  people: [
    aPersonEntry({ email: 'maya@example.com', name: 'maya' }),
    aPersonEntry({ email: 'lin@example.com', name: 'lin', roles: ['super_admin'] }),
  ],
  apps: [
    anAppEntry({ slug: 'lost', connector: 'no such connector', entitlements: [anEntitlementEntry({ slug: 'e1' })] }),
    anAppEntry({ slug: 'git', entitlements: [anEntitlementEntry({ slug: 'e1' })] }),
    anAppEntry({ slug: 'aws', entitlements: [anEntitlementEntry({ slug: 'e1' })] }),
  ],
});

describeUnless(await whyNoTemporal(), 'accounts of somebody who left', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await aStage(organisation);
  });
  afterAll(() => stage.house.close());

  const accountIn = async (slug: string) => {
    const { store, ids } = stage.house;
    const { id: personId, email: externalId } = stage.person('maya');
    const appId = stage.app(slug).id;
    const known = await store.ledger.accountOf(appId, personId);
    const fresh = { id: ids.newId('account'), appId, personId, externalId, kind: 'human', status: 'active' } as const;
    return known ?? store.ledger.addAccount(fresh);
  };
  const alerts = async () => (await stage.house.store.work.openAlerts()).map(({ kind, subject }) => [kind, subject]);

  it('when one cannot be suspended, then it is an alert until it is, and the others do not wait for it', async () => {
    const { store, client } = stage.house;
    const [lost, git] = [await accountIn('lost'), await accountIn('git')];
    await accountIn('aws');
    await store.sandbox.setFaults(stage.app('git').id, { fail: { times: 1000, failure: 'retry' } });
    const people = peopleOf(stage);
    valueOf(await letGo(people.deps, people.acting('lin').origin, stage.person('maya').id));
    await until(async () => (await accountIn('aws')).status === 'suspended');
    const live = (one: { id: string }) => ['leaver_with_account', `account:${one.id}`];
    await until(async () => (await alerts()).length === 2);
    expect(await alerts()).toEqual(expect.arrayContaining([live(lost), live(git)]));
    await store.sandbox.setFaults(stage.app('git').id, { fail: undefined });
    await until(async () => (await accountIn('git')).status === 'suspended');
    await until(async () => (await alerts()).length === 1);
    expect(await alerts()).toEqual([live(lost)]);
    await client.workflow.getHandle(offboardingWorkflowId(stage.person('maya').id)).terminate('it never ends');
  });
});
