import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { DelegationId, RequestId } from '../../src/domain/ids.ts';
import type { LevelPolicy } from '../../src/domain/policy/policy.ts';
import { DAY, HOUR } from '../../src/domain/time.ts';
import { addDelegation } from '../../src/use-cases/people/add-delegation.ts';
import { endDelegation } from '../../src/use-cases/people/end-delegation.ts';
import { listDelegations } from '../../src/use-cases/people/list-delegations.ts';
import { setOutOfOffice } from '../../src/use-cases/people/set-out-of-office.ts';
import { listRequests, seeRequest } from '../../src/use-cases/see-requests.ts';
import { askRequester } from '../../src/use-cases/tell-request.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { peopleOf, valueOf } from '../support/people.ts';
import { describeUnless } from '../support/skip.ts';
import { aStage, pass, type Stage, stateNow, stored, story, until, untilState } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { expectWholeRecord } from './soundness.ts';

const base = anOrganisation();
const byManager: LevelPolicy = {
  ...{ approvers: [{ kind: 'manager' }], mode: { kind: 'any' }, fallback: [], requesterPicks: false, distinct: true },
  ...{ remindAfter: 'PT24H', remindEvery: 'PT24H', escalation: undefined },
};
const mail = (name: string) => `${name}@example.com`;
const things = Array.from({ length: 20 }, (_, at) => anEntitlementEntry({ slug: `e${at}` }));
const organisation = anOrganisation({
  policy: {
    ...base.policy,
    flows: [
      {
        ...{ slug: 'manager', name: 'Manager', levels: [byManager], decideBy: 'P7D', giveBy: 'PT72H' },
        selfApproval: false,
      },
    ],
    rules: [{ name: 'Managers', when: { apps: ['hr'] }, outcome: { kind: 'flow', flow: 'manager' } }],
  },
  people: [
    ...['ada', 'lin', 'maya', 'sam'].map((name) => aPersonEntry({ email: mail(name), name })),
    aPersonEntry({ email: mail('anna'), name: 'anna', manager: mail('bert') }),
    aPersonEntry({ email: mail('bert'), name: 'bert', manager: mail('anna') }),
    aPersonEntry({ email: mail('root'), name: 'root', roles: ['super_admin'] }),
    aPersonEntry({ email: mail('gone'), name: 'gone', status: 'offboarded' }),
  ],
  apps: [
    anAppEntry({ slug: 'aws', owners: [mail('ada')], entitlements: things }),
    anAppEntry({ slug: 'git', owners: [mail('ada'), mail('lin')], entitlements: things }),
    anAppEntry({ slug: 'hr', entitlements: things }),
  ],
});

describeUnless(await whyNoTemporal(), 'standing for somebody else', () => {
  let stage: Stage;
  let people: ReturnType<typeof peopleOf>;
  let next = 0;
  const arranged: DelegationId[] = [];
  beforeAll(async () => {
    stage = await aStage(organisation);
    people = peopleOf(stage);
  });
  afterEach(async () => {
    for (const id of arranged.splice(0)) await endDelegation(people.deps, people.acting('root'), id);
    for (const name of ['ada', 'lin']) await isBack(name);
  });
  afterAll(async () => {
    await expectWholeRecord(stage);
    await stage.house.close();
  });

  const idOf = (name: string) => stage.person(name).id;
  const wish = (from: string, to: string, given: { startsAt?: number; endsAt?: number } = {}) => ({
    ...{ fromId: idOf(from), toId: idOf(to), endsAt: Date.now() + DAY },
    ...given,
  });

  async function delegates(from: string, to: string, by = from, given: { startsAt?: number; endsAt?: number } = {}) {
    const delegation = valueOf(await addDelegation(people.deps, people.acting(by), wish(from, to, given)));
    arranged.push(delegation.id);
    return delegation;
  }

  const away = (name: string, until = Date.now() + DAY, by = name) =>
    setOutOfOffice(people.deps, people.acting(by), idOf(name), until);
  const isBack = (name: string) => setOutOfOffice(people.deps, people.acting(name), idOf(name), undefined);

  const asks = (by: string, app: string, given = {}) => people.asked(by, `${app}/e${next++}`, given);

  /** Who is asked to decide it, by name. */
  async function deciders(id: RequestId): Promise<string[]> {
    const { levels, names } = await stored(stage, id);
    return levels.flatMap(({ approvers }) => approvers.map(({ personId }) => names[personId] ?? personId)).toSorted();
  }

  const seenBy = async (name: string): Promise<RequestId[]> => {
    const viewer = { personId: idOf(name), roles: [] };
    const page = await listRequests(people.deps, viewer, { tab: undefined, after: undefined, limit: 100 });
    return page.map(({ id }) => id);
  };

  it('when a delegate decides, then it is for Ada, and the request was there for both of them', async () => {
    const id = await asks('maya', 'aws');
    const viewer = { personId: idOf('sam'), roles: [] };
    expect(await seeRequest(people.deps, viewer, id)).toMatchObject({ problem: { code: 'not_found' } });
    expect(await people.decide('sam', id)).toMatchObject({ problem: { code: 'not_an_approver' } });
    await delegates('ada', 'sam');
    await delegates('ada', 'lin');
    expect(await seenBy('sam')).toContain(id);
    expect(await seeRequest(people.deps, viewer, id)).toMatchObject({ ok: true });
    valueOf(await people.decide('sam', id));
    await untilState(stage, { id }, 'active');
    const [decision] = (await stored(stage, id)).levels[0]?.decisions ?? [];
    expect(decision).toMatchObject({ by: idOf('sam'), onBehalfOf: idOf('ada') });
  });

  it('when a delegate wants to know more, then they can ask, and whoever stands for nobody cannot', async () => {
    const id = await asks('maya', 'aws');
    const ask = (by: string) =>
      askRequester(people.deps, people.acting(by), id, { clickId: `${by} asks`, text: 'What for?' });
    expect(await ask('sam')).toMatchObject({ problem: { code: 'not_allowed' } });
    await delegates('ada', 'sam');
    await delegates('ada', 'maya');
    expect(await ask('sam')).toMatchObject({ ok: true });
    expect(await stored(stage, id)).toMatchObject({ thread: [{ kind: 'question', by: idOf('sam') }] });
    expect(await ask('maya')).toMatchObject({ problem: { code: 'not_allowed' } });
  });

  it('when both are asked and see it for several reasons, then it stands in the list once', async () => {
    const id = await asks('maya', 'git');
    await delegates('ada', 'lin');
    const seen = await seenBy('lin');
    expect(seen.filter((one) => one === id)).toEqual([id]);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('when the delegate is the one whom it is for, then they cannot decide, and others can', async () => {
    await delegates('ada', 'maya');
    const id = await asks('maya', 'git');
    await away('ada');
    await until(async () => (await deciders(id)).join() === 'lin');
    expect(await people.decide('maya', id)).toMatchObject({ problem: { code: 'own_request' } });
    expect(await stateNow(stage, id)).toBe('pending_approval');
    valueOf(await people.decide('lin', id));
    await untilState(stage, { id }, 'active');
  });

  it('when somebody is out of office, then others decide; when nobody else could, then they are still asked', async () => {
    const [several, alone] = [await asks('maya', 'git'), await asks('maya', 'aws')];
    valueOf(await away('ada', Date.now() + DAY, 'root'));
    await until(async () => (await deciders(several)).join() === 'lin');
    expect(await story(stage, several)).toContain('request.deciders_changed');
    expect(await deciders(await asks('maya', 'git'))).toEqual(['lin']);
    expect(await deciders(alone)).toEqual(['ada']);
    expect(await deciders(await asks('maya', 'aws'))).toEqual(['ada']);
  });

  it('when who was skipped is back, then they can decide at once, and are asked again at the next reminder', async () => {
    valueOf(await away('ada'));
    const [first, second] = [await asks('maya', 'git'), await asks('maya', 'git')];
    expect(await people.decide('sam', first)).toMatchObject({ problem: { code: 'not_an_approver' } });
    await isBack('ada');
    expect(await deciders(first)).toEqual(['lin']);
    valueOf(await people.decide('ada', first));
    await untilState(stage, { id: first }, 'active');
    const [level] = (await stored(stage, first)).levels;
    expect(level).toMatchObject({ decisions: [{ by: idOf('ada') }] });
    expect(level?.approvers.map(({ personId }) => personId).toSorted()).toEqual([idOf('ada'), idOf('lin')].toSorted());
    expect(await pass(stage, { id: second }, DAY + HOUR)).toBe('reached');
    expect(await deciders(second)).toEqual(['ada', 'lin']);
  });

  it('when a delegate stands for whoever is out of office, then they are not skipped', async () => {
    await delegates('ada', 'sam');
    await away('ada');
    const id = await asks('maya', 'git');
    expect(await deciders(id)).toEqual(['ada', 'lin']);
    expect(valueOf(await people.decide('sam', id))).toMatchObject({ delivered: 'applied' });
  });

  it('when a delegation has ended, then it no longer counts at the click, and is kept', async () => {
    const id = await asks('maya', 'aws');
    const delegation = await delegates('ada', 'sam');
    valueOf(await endDelegation(people.deps, people.acting('ada'), delegation.id));
    expect(await people.decide('sam', id)).toMatchObject({ problem: { code: 'not_an_approver' } });
    expect(await seenBy('sam')).not.toContain(id);
    expect(await endDelegation(people.deps, people.acting('ada'), delegation.id)).toMatchObject({
      problem: { code: 'wrong_state' },
    });
    const viewer = { personId: idOf('sam'), roles: [] };
    const { to } = valueOf(await listDelegations(people.deps.store, viewer, idOf('sam')));
    expect(to.find((one) => one.id === delegation.id)?.endsAt).toBeLessThanOrEqual(Date.now());
    expect(await listDelegations(people.deps.store, viewer, idOf('ada'))).toMatchObject({
      problem: { code: 'not_found' },
    });
  });

  it('when a delegation is still ahead, then it does not count yet', async () => {
    await delegates('ada', 'sam', 'ada', { startsAt: Date.now() + HOUR });
    const id = await asks('maya', 'aws');
    expect(await people.decide('sam', id)).toMatchObject({ problem: { code: 'not_an_approver' } });
  });

  it('when two managers manage each other, then each decides for the other, and nobody for themselves', async () => {
    const [annas, berts] = [await asks('anna', 'hr'), await asks('bert', 'hr')];
    expect([await deciders(annas), await deciders(berts)]).toEqual([['bert'], ['anna']]);
    await delegates('bert', 'anna');
    await delegates('anna', 'bert');
    expect(await people.decide('anna', annas)).toMatchObject({ problem: { code: 'own_request' } });
    expect(await people.decide('bert', berts)).toMatchObject({ problem: { code: 'own_request' } });
    valueOf(await people.decide('bert', annas));
    valueOf(await people.decide('anna', berts));
    await untilState(stage, { id: annas }, 'active');
    await untilState(stage, { id: berts }, 'active');
    for (const id of [annas, berts]) expect(await story(stage, id)).not.toContain('request.self_approved');
  });

  it('when one of them asks for the other, then neither decides: it goes to a super admin', async () => {
    const id = await asks('anna', 'hr', { beneficiaryId: idOf('bert') });
    expect(await deciders(id)).toEqual(['root']);
    for (const name of ['anna', 'bert'])
      expect(await people.decide(name, id)).toMatchObject({ problem: { code: 'own_request' } });
    valueOf(await people.decide('root', id));
    await untilState(stage, { id }, 'active');
  });

  it('when a manager is away and stood for by the one who asks, then it is not approved by that', async () => {
    await delegates('bert', 'anna');
    valueOf(await away('bert', Date.now() + DAY, 'root'));
    const id = await asks('anna', 'hr');
    expect(await deciders(id)).toEqual(['bert']);
    expect(await people.decide('anna', id)).toMatchObject({ problem: { code: 'own_request' } });
    valueOf(await people.decide('bert', id));
    await isBack('bert');
  });

  it.each([
    ['to oneself', 'ada', 'ada', 'ada', {}, 'malformed'],
    ['to one who has left', 'ada', 'ada', 'gone', {}, 'wrong_state'],
    ['from one who has left', 'root', 'gone', 'ada', {}, 'wrong_state'],
    ['for somebody else', 'sam', 'ada', 'sam', {}, 'not_allowed'],
    ['backwards', 'ada', 'ada', 'sam', { startsAt: Date.now() + 2 * DAY }, 'malformed'],
    ['over already', 'ada', 'ada', 'sam', { startsAt: 1, endsAt: 2 }, 'malformed'],
    ['for longer than a year', 'ada', 'ada', 'sam', { endsAt: Date.now() + 400 * DAY }, 'malformed'],
  ])('when it is arranged %s, then it is refused', async (_, by, from, to, given, code) => {
    const refusal = await addDelegation(people.deps, people.acting(by), wish(from, to, given));
    expect(refusal).toMatchObject({ ok: false, problem: { code } });
  });

  it('when it is arranged and ended, then the record says who did it', async () => {
    const { id } = await delegates('ada', 'sam', 'root');
    await endDelegation(people.deps, people.acting('root'), id);
    await away('sam');
    expect(await away('ada', Date.now() + DAY, 'sam')).toMatchObject({ problem: { code: 'not_allowed' } });
    expect(await away('sam', 1)).toMatchObject({ problem: { code: 'malformed' } });
    const rows = (await stage.house.store.audit.rowsAfter(0, 10_000)).slice(-8).map(({ body }) => JSON.parse(body));
    const about = rows.filter(({ data }) => data?.delegation === id);
    expect(about.map(({ fact, actor }) => [fact, actor.id])).toEqual([
      ['delegation.added', idOf('root')],
      ['delegation.ended', idOf('root')],
    ]);
    expect(rows).toContainEqual(
      expect.objectContaining({ fact: 'person.out_of_office_set', subject: `person:${idOf('sam')}` }),
    );
  });
});
