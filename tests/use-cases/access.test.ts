import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { heldLevelOf, heldStateOf, heldUntil } from '../../src/domain/access/held-state.ts';
import type { RequestId } from '../../src/domain/ids.ts';
import type { RequestWish } from '../../src/domain/request/wish.ts';
import { HOUR } from '../../src/domain/time.ts';
import type { Held } from '../../src/ports/access-store.ts';
import { endHolding, type Ending } from '../../src/use-cases/access/end-holding.ts';
import { type AccessQuery, seeAccess } from '../../src/use-cases/access/see-access.ts';
import { whyHeld } from '../../src/use-cases/access/why-held.ts';
import { grantDirectly } from '../../src/use-cases/grant-directly.ts';
import { addDelegation } from '../../src/use-cases/people/add-delegation.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { peopleOf, valueOf } from '../support/people.ts';
import { describeUnless } from '../support/skip.ts';
import { aStage, type Stage, stateNow, stored, story, untilState } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { expectWholeRecord } from '../workflows/soundness.ts';

const mail = (name: string) => `${name}@example.com`;
const strict = { ...anAppEntry().settings, reason: { list: [], freeText: 'required' } } as const;
const base = anOrganisation();
const organisation = anOrganisation({
  policy: {
    ...base.policy,
    rules: [
      {
        name: 'Nobody loses this by accident',
        when: { entitlements: ['aws/guarded'], changes: ['remove'] },
        outcome: { kind: 'flow', flow: 'default' },
      },
    ],
  },
  people: [
    ...['ada', 'lin', 'noor', 'sam'].map((name) => aPersonEntry({ email: mail(name), name })),
    aPersonEntry({ email: mail('maya'), name: 'maya', manager: mail('noor') }),
    aPersonEntry({ email: mail('root'), name: 'root', roles: ['super_admin'] }),
    aPersonEntry({ email: mail('audi'), name: 'audi', roles: ['auditor'] }),
  ],
  apps: [
    anAppEntry({
      ...{ slug: 'aws', owners: [mail('ada')], settings: strict },
      entitlements: [
        ...['why', 'longer', 'twice', 'one', 'many', 'part', 'rest', 'guarded', 'key'].map((slug) =>
          anEntitlementEntry({ slug }),
        ),
        ...['manager', 'owner', 'admin', 'other'].map((slug) => anEntitlementEntry({ slug })),
      ],
    }),
    anAppEntry({ slug: 'git', owners: [mail('lin')], entitlements: [anEntitlementEntry({ slug: 'code' })] }),
  ],
});

describeUnless(await whyNoTemporal(), 'what people hold', () => {
  let stage: Stage;
  let people: ReturnType<typeof peopleOf>;
  beforeAll(async () => {
    stage = await aStage(organisation);
    people = peopleOf(stage);
  });
  afterAll(async () => {
    await expectWholeRecord(stage);
    await stage.house.close();
  });

  async function given(path: string | readonly string[], given: Partial<RequestWish> = {}): Promise<RequestId> {
    const id = await people.asked('maya', path, given);
    valueOf(await people.decide(String(path).startsWith('git') ? 'lin' : 'ada', id));
    await untilState(stage, { id }, 'active');
    return id;
  }

  async function granted(path: string): Promise<RequestId> {
    const wish = people.wishOf('maya', [path], { reason: 'a gift' });
    const { id } = valueOf(await grantDirectly(people.deps, people.acting('root'), { wish }));
    await untilState(stage, { id }, 'active');
    return id;
  }

  const viewer = (name: string) => ({ personId: stage.person(name).id, roles: stage.person(name).roles });
  const see = (by: string, query: Partial<AccessQuery> = {}) =>
    seeAccess(stage.house.store, viewer(by), { limit: 50, ...query });
  const ofMaya = () => ({ person: stage.person('maya') });
  const namesIn = (held: readonly Held[]) => held.map(({ names }) => names.entitlement).toSorted();
  const seen = async (by: string, query: Partial<AccessQuery> = {}) => namesIn(valueOf(await see(by, query)).items);

  async function holding(slug: string): Promise<Held> {
    const all = await stage.house.store.ledger.holdingsOfPerson(stage.person('maya').id);
    const { id } = all.find(({ entitlementId }) => entitlementId === stage.entitlement(`aws/${slug}`).id) ?? {};
    const held = id === undefined ? undefined : await stage.house.store.access.heldById(id);
    if (held === undefined) throw new Error(`maya never held ${slug}`);
    return held;
  }

  const end = async (by: string, slug: string, ending: Ending = {}) =>
    endHolding(people.deps, people.acting(by), (await holding(slug)).id, ending);

  it('when somebody looks, then they see what is theirs to see, and nothing else is there', async () => {
    await given(['aws/other', 'aws/rest']);
    await given('git/code');
    const all = ['code', 'other', 'rest'];
    expect(await seen('maya')).toEqual(all);
    for (const name of ['maya', 'noor', 'root', 'audi']) expect(await seen(name, ofMaya())).toEqual(all);
    expect(await seen('ada', ofMaya())).toEqual(['other', 'rest']);
    expect(await seen('lin', ofMaya())).toEqual(['code']);
    expect(await seen('maya', { app: stage.app('git') })).toEqual(['code']);
    expect(await seen('sam')).toEqual([]);
    expect(await see('sam', ofMaya())).toMatchObject({ problem: { code: 'not_found' } });
    expect(await see('lin', { ...ofMaya(), app: stage.app('aws') })).toMatchObject({ problem: { code: 'not_found' } });
  });

  it('when those who answer for an app look at it, then they see everybody in it by pages, and others themselves', async () => {
    const app = stage.app('aws');
    const all = await seen('ada', { app });
    const first = valueOf(await see('ada', { app, limit: 1 }));
    const rest = valueOf(await see('root', { app, after: first.next }));
    expect(namesIn([...first.items, ...rest.items])).toEqual(all);
    expect(all.length).toBeGreaterThan(1);
    expect(rest.next).toBeUndefined();
    expect(await seen('sam', { app })).toEqual([]);
    expect(await seen('maya', { app })).toEqual(all);
  });

  it('when it is asked why, then the request says so, who approved it for whom, until when, and how it is proven', async () => {
    const delegation = { fromId: stage.person('ada').id, toId: stage.person('sam').id, endsAt: Date.now() + HOUR };
    valueOf(await addDelegation(people.deps, people.acting('ada'), delegation));
    const id = await people.asked('maya', 'aws/why');
    valueOf(await people.decide('sam', id, { comment: 'for a while' }));
    await untilState(stage, { id }, 'active');
    const held = await holding('why');
    const why = valueOf(await whyHeld(stage.house.store, viewer('maya'), held.id));
    expect(heldStateOf(why.held)).toBe('held');
    expect(heldLevelOf(why.held)).toBeUndefined();
    expect(heldUntil(why.held.claims)).toBe((await stored(stage, id)).endsAt);
    expect(why.held.proof).toMatchObject({ kind: 'read_back' });
    expect(why.reasons).toMatchObject([
      {
        claim: { source: 'request' },
        request: { id },
        change: { state: 'given', proof: { kind: 'read_back' } },
        approvals: [{ by: stage.person('sam').id, onBehalfOf: stage.person('ada').id, comment: 'for a while' }],
      },
    ]);
    expect(why.names).toMatchObject({ [stage.person('sam').id]: 'sam', [stage.person('ada').id]: 'ada' });
    for (const name of ['sam', 'lin'])
      expect(await whyHeld(stage.house.store, viewer(name), held.id)).toMatchObject({ problem: { code: 'not_found' } });
    for (const name of ['ada', 'noor', 'audi'])
      expect(await whyHeld(stage.house.store, viewer(name), held.id)).toMatchObject({ ok: true });
  });

  it('when it was extended, then who approved that is named as well', async () => {
    const id = await given('aws/longer');
    const before = (await stored(stage, id)).endsAt ?? 0;
    const extension = valueOf(await people.extend('maya', id, 'PT1H')).id;
    valueOf(await people.decide('ada', extension, { comment: 'a bit more' }));
    await untilState(stage, { id: extension }, 'ended');
    const why = valueOf(await whyHeld(stage.house.store, viewer('maya'), (await holding('longer')).id));
    const by = stage.person('ada').id;
    expect(why.reasons).toMatchObject([
      { claim: { endsAt: before + HOUR }, request: { id }, approvals: [{ by }, { by, comment: 'a bit more' }] },
    ]);
    valueOf(await end('maya', 'longer'));
    await untilState(stage, { id }, 'ended');
  });

  it('when one lease is all that holds it, then ending it is ending that', async () => {
    const id = await given('aws/one');
    expect(valueOf(await end('maya', 'one')).id).toBe(id);
    await untilState(stage, { id }, 'ended');
    expect(heldStateOf(await holding('one'))).toBe('gone');
    expect(await seen('maya')).not.toContain('one');
    expect(await end('maya', 'one')).toMatchObject({ problem: { code: 'wrong_state' } });
  });

  it('when several reasons hold it, then they all end, and so does it', async () => {
    const lease = await given('aws/twice');
    const grant = await people.asked('noor', 'aws/twice', { beneficiaryId: stage.person('noor').id });
    valueOf(await people.decide('ada', grant));
    await untilState(stage, { id: grant }, 'active');
    const modify = stage.entitlement('aws/twice').id;
    const more = people.wishOf('maya', ['aws/twice'], {
      changes: [{ op: 'modify', entitlementId: modify, level: undefined, fields: {} }],
      reason: 'more',
    });
    const second = valueOf(await grantDirectly(people.deps, people.acting('root'), { wish: more })).id;
    await untilState(stage, { id: second }, 'active');
    const { id } = valueOf(await end('maya', 'twice'));
    expect(await stored(stage, id)).toMatchObject({ changes: [{ op: 'remove' }], kind: 'request' });
    await untilState(stage, { id }, 'ended');
    for (const one of [lease, second]) await untilState(stage, { id: one }, 'ended');
    expect(await seen('maya')).not.toContain('twice');
    expect(await stateNow(stage, grant)).toBe('active');
  });

  it('when its lease gives something else too, then that stays', async () => {
    const lease = await given(['aws/part', 'aws/many']);
    const { id } = valueOf(await end('maya', 'part', { reason: 'not this one' }));
    expect(id).not.toBe(lease);
    await untilState(stage, { id }, 'ended');
    expect(await seen('maya')).toContain('many');
    expect(await seen('maya')).not.toContain('part');
    expect(await stateNow(stage, lease)).toBe('active');
  });

  it('when a rule says so, then somebody has to agree to its removal', async () => {
    await given(['aws/guarded', 'aws/key']);
    const { id, delivery } = valueOf(await end('maya', 'guarded'));
    expect(delivery).toMatchObject({ answer: { state: 'pending_approval' } });
    expect(await seen('maya')).toContain('guarded');
    valueOf(await people.decide('ada', id));
    await untilState(stage, { id }, 'ended');
    expect(await seen('maya')).not.toContain('guarded');
  });

  it('when the manager, the owner of the app or an admin ends it, then it ends; nobody else can', async () => {
    for (const [slug, by] of [
      ['manager', 'noor'],
      ['owner', 'ada'],
      ['admin', 'root'],
    ] as const) {
      const lease = await given(`aws/${slug}`);
      expect(await end('audi', slug)).toMatchObject({ problem: { code: 'not_allowed' } });
      expect(await end('sam', slug)).toMatchObject({ problem: { code: 'not_found' } });
      valueOf(await end(by, slug));
      await untilState(stage, { id: lease }, 'ended');
      expect(await story(stage, lease)).toContain('request.end_asked');
    }
  });

  it('when the owner of the app takes part of a lease away, then that is asked for in their name', async () => {
    await given(['aws/manager', 'aws/owner']);
    const { id } = valueOf(await end('ada', 'owner'));
    await untilState(stage, { id }, 'ended');
    expect(await stored(stage, id)).toMatchObject({
      requesterId: stage.person('ada').id,
      beneficiaryId: stage.person('maya').id,
    });
  });

  it('when the same key comes again, then the answer is the same one, whatever holds it by then', async () => {
    const lease = await given('aws/one');
    const first = valueOf(await end('maya', 'one', { key: 'k' }));
    await untilState(stage, { id: lease }, 'ended');
    expect(valueOf(await end('maya', 'one', { key: 'k' })).id).toBe(first.id);
    const grant = await granted('aws/admin');
    expect(valueOf(await end('root', 'admin', { key: 'k' })).id).toBe(grant);
    const removal = valueOf(await end('maya', 'rest', { key: 'other' }));
    await untilState(stage, { id: removal.id }, 'ended');
    expect(valueOf(await end('maya', 'rest', { key: 'other' })).id).toBe(removal.id);
  });
});
