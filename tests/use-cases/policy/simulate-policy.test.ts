import { expect, it } from '@jest/globals';
import type { Request } from '../../../src/domain/request/request.ts';
import { createCalendar } from '../../../src/time/calendar.ts';
import { simulatePolicy } from '../../../src/use-cases/policy/simulate-policy.ts';
import { aChange, anId, aRequest, NOW } from '../../support/builders.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { valueOf } from '../../support/people.ts';
import { aTownHall, edited } from './town-hall.ts';

onEachDatabase('simulating a file', (open) => {
  it('when the last requests are looked at again, then those that it decides otherwise are listed, and no others', async () => {
    const hall = await aTownHall(await open());
    const stored = await hall.store.organisation.stored();
    const [app] = stored?.apps ?? [];
    const ada = stored?.people.find(({ email }) => email === 'ada@x.example');
    const entitlement = (slug: string) => stored?.entitlements.find((one) => one.slug === slug)?.id ?? 'ent_none';
    const ask = async (slug: string, createdAt: number, given: Partial<Request> = {}) => {
      const request = aRequest({
        ...{ requesterId: ada?.id ?? 'per_none', appId: app?.id ?? 'app_none', createdAt },
        ...{ changes: [aChange({ entitlementId: entitlement(slug) })], names: { [ada?.id ?? '']: 'Ada' } },
        ...given,
      });
      await hall.store.requests.record(request, []);
      return request.id;
    };
    const granted = { ...aRequest().flow, approval: 'direct_grant' } as const;
    await ask('view', NOW);
    const deploy = await ask('deploy', NOW + 1);
    await ask('deploy', NOW + 2, { flow: granted, beneficiaryId: anId('person') });
    const simulate = async (yaml: string, last = 100) =>
      valueOf(
        await simulatePolicy({ ...hall.deps, calendarOf: createCalendar }, hall.author('auditor'), {
          file: { yaml },
          last,
        }),
      );

    expect(await simulate(edited(['Rest, flow: manager', 'Rest, flow: owner']))).toEqual({
      ...{ looked: 2, sentence: '1 of 2 would change.' },
      changed: [
        {
          ...{ id: deploy, requester: 'Ada', app: app?.id },
          ...{ before: 'goes to flow "manager"', after: 'goes to flow "owner"' },
        },
      ],
    });
    expect(await simulate(edited(['name: Ours', 'name: Theirs']))).toMatchObject({ sentence: '0 of 2 would change.' });
    expect(
      await simulate(edited(['slug: manager, levels: manager', 'slug: manager, levels: app_owner'])),
    ).toMatchObject({
      changed: [{ id: deploy, after: 'goes to flow "manager", which is another one then' }],
    });
    expect(await simulate(edited([', { slug: deploy }', '']))).toMatchObject({
      changed: [{ id: deploy, after: 'cannot be asked for' }],
    });
    // Whoever is in the group by the file is asked about as if they were.
    const group = edited(
      ['groups: [on-call]', 'groups: [night]'],
      [
        '  - { name: Rest',
        '  - { name: Night, when: { requester: { groups: night } }, deny: Sleep. }\n  - { name: Rest',
      ],
    );
    expect(await simulate(group)).toMatchObject({ changed: [{ id: deploy, after: 'refuses with "Sleep."' }] });
    expect(await simulate(group, 1)).toMatchObject({ looked: 0 });
    expect(await hall.version()).toBe(1);
  });
});
