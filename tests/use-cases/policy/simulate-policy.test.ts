import { expect, it } from '@jest/globals';
import type { Request } from '../../../src/domain/request/request.ts';
import { createCalendar } from '../../../src/time/calendar.ts';
import { simulatePolicy } from '../../../src/use-cases/policy/simulate-policy.ts';
import { aChange, anId, aRequest, NOW } from '../../support/builders.ts';
import { type OpenStore, onEachDatabase } from '../../support/databases.ts';
import { valueOf } from '../../support/people.ts';
import { aTownHall, edited } from './town-hall.ts';

/** A town hall with requests of Ada's: the last one was granted by an admin, which no rule decided. */
async function aBusyTownHall(opened: OpenStore) {
  const hall = await aTownHall(opened);
  const stored = await hall.store.organisation.stored();
  const [app] = stored?.apps ?? [];
  const ada = stored?.people.find(({ email }) => email === 'ada@x.example');
  const ask = async (slug: string, createdAt: number, given: Partial<Request> = {}) => {
    const entitlementId = stored?.entitlements.find((one) => one.slug === slug)?.id ?? 'ent_none';
    const request = aRequest({
      ...{ requesterId: ada?.id ?? 'per_none', appId: app?.id ?? 'app_none', createdAt },
      ...{ changes: [aChange({ entitlementId })], names: { [ada?.id ?? '']: 'Ada' } },
      ...given,
    });
    await hall.store.requests.record(request, []);
    return request.id;
  };
  await ask('view', NOW);
  const deploy = await ask('deploy', NOW + 1);
  const granted = { ...aRequest().flow, approval: 'direct_grant' } as const;
  await ask('deploy', NOW + 2, { flow: granted, beneficiaryId: anId('person') });
  const deps = { ...hall.deps, calendarOf: createCalendar };
  const simulate = async (yaml: string, last = 100) =>
    valueOf(await simulatePolicy(deps, hall.author('auditor'), { file: { yaml }, last }));
  return { ...hall, app, deploy, simulate };
}

onEachDatabase('simulating a file', (open) => {
  it('when the last requests are looked at again, then those that it decides otherwise are listed, and no others', async () => {
    const { app, deploy, simulate, version } = await aBusyTownHall(await open());
    const change = { id: deploy, requester: 'Ada', app: app?.id, before: 'goes to flow "manager"' };
    expect(await simulate(edited(['Rest, flow: manager', 'Rest, flow: owner']))).toEqual({
      ...{ looked: 2, sentence: '1 of 2 would change.' },
      changed: [{ ...change, after: 'goes to flow "owner"' }],
    });
    expect(await simulate(edited(['name: Ours', 'name: Theirs']))).toMatchObject({ sentence: '0 of 2 would change.' });
    expect(await version()).toBe(1);
  });

  it('when a flow of the same name has others decide, or there is nothing to ask for any more, then that is a change', async () => {
    const { deploy, simulate } = await aBusyTownHall(await open());
    expect(
      await simulate(edited(['slug: manager, levels: manager', 'slug: manager, levels: app_owner'])),
    ).toMatchObject({
      changed: [{ id: deploy, after: 'goes to flow "manager", which is another one then' }],
    });
    expect(await simulate(edited([', { slug: deploy }', '']))).toMatchObject({
      changed: [{ id: deploy, after: 'cannot be asked for' }],
    });
  });

  it('when the file puts somebody into a group, then they are asked about as if they were in it', async () => {
    const { deploy, simulate } = await aBusyTownHall(await open());
    const night = '  - { name: Night, when: { requester: { groups: night } }, deny: Sleep. }\n';
    const file = edited(['groups: [on-call]', 'groups: [night]'], ['  - { name: Rest', `${night}  - { name: Rest`]);
    expect(await simulate(file)).toMatchObject({ changed: [{ id: deploy, after: 'refuses with "Sleep."' }] });
    expect(await simulate(file, 1)).toMatchObject({ looked: 0 });
  });
});
