import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createCalendar } from '../../src/time/calendar.ts';
import type { Rule } from '../../src/domain/policy/policy.ts';
import type { RequestWish } from '../../src/domain/request/wish.ts';
import { stateOf } from '../../src/domain/request/state.ts';
import type { Acting } from '../../src/use-cases/acting.ts';
import { decideRequest } from '../../src/use-cases/decide-request.ts';
import { grantDirectly } from '../../src/use-cases/grant-directly.ts';
import { previewRequest } from '../../src/use-cases/preview-request.ts';
import { type Submission, submitRequest } from '../../src/use-cases/submit-request.ts';
import { cancelRequest, endRequest, remindDeciders } from '../../src/use-cases/tell-request.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { describeUnless } from '../support/skip.ts';
import { aStage, pass, type Stage, stateNow, story, until } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const rules: readonly Rule[] = [
  { name: 'never', when: { entitlements: ['aws/root'] }, outcome: { kind: 'deny', message: 'Nobody gets root.' } },
  { name: 'reading is free', when: { entitlements: ['aws/read'] }, outcome: { kind: 'auto_approve' } },
];
const base = anOrganisation();
const organisation = anOrganisation({
  policy: {
    ...base.policy,
    rules,
    dutyConflicts: [{ name: 'Pay and book', one: ['aws/pay'], other: ['aws/book'], effect: 'block' }],
  },
  people: [
    aPersonEntry({ email: 'ada@example.com', name: 'Ada' }),
    aPersonEntry({ email: 'lin@example.com', name: 'Lin', roles: ['super_admin'] }),
    aPersonEntry({ email: 'maya@example.com', name: 'Maya', manager: 'noor@example.com' }),
    aPersonEntry({ email: 'noor@example.com', name: 'Noor' }),
  ],
  apps: [
    anAppEntry({
      slug: 'aws',
      owners: ['ada@example.com'],
      settings: { ...anAppEntry().settings, lease: { maximum: 'P30D' }, breakGlass: { maximum: 'PT2H' } },
      entitlements: [
        ...['root', 'read', 'pay', 'book', 'again', 'stop', 'remind', 'key'].map((slug) =>
          anEntitlementEntry({ slug }),
        ),
        anEntitlementEntry({ slug: 'deploy', levels: ['viewer', 'owner'] }),
        anEntitlementEntry({ slug: 'danger', risk: 'high' }),
      ],
    }),
  ],
});

describeUnless(await whyNoTemporal(), 'what people do with requests', () => {
  let stage: Stage;
  let deps: Stage['house'] & { calendarOf: typeof createCalendar };
  beforeAll(async () => {
    stage = await aStage(organisation);
    deps = { ...stage.house, calendarOf: createCalendar };
  });
  afterAll(() => stage.house.close());

  const acting = (name: string, assurance: Acting['origin']['assurance'] = 'session'): Acting => {
    const person = stage.person(name);
    return {
      person,
      principal: person.id,
      origin: { actor: { kind: 'person', id: person.id }, surface: 'api', assurance },
    };
  };
  const wish = (slug: string, given: Partial<RequestWish> = {}): RequestWish => ({
    beneficiaryId: stage.person('maya').id,
    appId: stage.app('aws').id,
    changes: [{ op: 'add', entitlementId: stage.entitlement(`aws/${slug}`).id, level: undefined, fields: {} }],
    lease: { kind: 'for', length: 'PT8H' },
    ...{ reason: 'because', reasonCode: undefined, approvers: [], emergency: false },
    ...given,
  });
  const submit = (by: string, given: RequestWish, more: Partial<Submission> = {}) =>
    submitRequest(deps, acting(by), { wish: given, ...more });
  const submitted = async (by: string, given: RequestWish, more: Partial<Submission> = {}) => {
    const result = await submit(by, given, more);
    if (!result.ok) throw new Error(result.problem.detail);
    return result.value;
  };
  const decide = (by: string, id: `REQ-${string}`, more: object = {}) =>
    decideRequest(deps, acting(by), id, { decision: 'approve', clickId: `${by} ${id}`, ...more });

  it('when it is previewed, then submitting is the same, and what has changed since is refused', async () => {
    const preview = await previewRequest(deps, acting('maya'), wish('deploy', { lease: { kind: 'indefinite' } }));
    if (!preview.ok) throw new Error(preview.problem.detail);
    expect(preview.value).toMatchObject({
      notified: 1,
      leaseNotice: { capped: { kind: 'for', length: 'P30D' } },
      request: { levels: [{ approvers: [{ personId: stage.person('ada').id, because: 'app owner' }] }] },
    });
    expect(await submit('maya', wish('deploy'), { hash: preview.value.hash })).toMatchObject({
      problem: { code: 'facts_changed' },
    });
    const same = wish('deploy', { lease: { kind: 'indefinite' } });
    const { id } = await submitted('maya', same, { hash: preview.value.hash });
    expect(await stage.house.store.requests.byId(id)).toMatchObject({
      lease: { granted: { kind: 'for', length: 'P30D' } },
    });
  });

  it('when policy says no, then there is no ticket and one row in the record', async () => {
    expect(await submit('maya', wish('root'))).toMatchObject({
      problem: { code: 'denied_by_policy', detail: 'Nobody gets root.' },
    });
    const rows = await stage.house.store.audit.rowsAfter(0, 10_000);
    expect(rows.filter(({ fact }) => fact === 'request.denied')).toHaveLength(1);
  });

  it('when a rule approves, then it is given, and the record says that nobody decided', async () => {
    const { id } = await submitted('maya', wish('read'));
    await until(async () => (await stateNow(stage, id)) === 'active');
    expect((await story(stage, id)).slice(0, 3)).toEqual(['request.opened', 'request.auto_approved', 'request.given']);
  });

  it('when somebody decides who may not, then they are told why and nothing changes', async () => {
    const { id } = await submitted('maya', wish('again'));
    expect(await decide('maya', id)).toMatchObject({ problem: { code: 'own_request' } });
    expect(await decide('noor', id)).toMatchObject({ problem: { code: 'not_an_approver' } });
    expect(await decide('ada', id, { lease: { kind: 'for', length: 'P60D' } })).toMatchObject({
      problem: { code: 'lease_not_allowed' },
    });
    expect(await stateNow(stage, id)).toBe('pending_approval');
    expect(await decide('ada', id, { lease: { kind: 'for', length: 'PT1H' } })).toMatchObject({ ok: true });
    expect(await pass(stage, { id }, 2 * 3_600_000)).toBe('ended');
    expect(await decide('ada', id, { clickId: 'late' })).toMatchObject({
      problem: { code: 'already_decided', state: 'ended' },
    });
  });

  it('when it is high risk, then approving needs a fresh sign-in', async () => {
    const { id } = await submitted('maya', wish('danger'));
    expect(await decide('ada', id)).toMatchObject({ problem: { code: 'fresh_sign_in_needed' } });
    const fresh = decideRequest(deps, acting('ada', 'fresh_sign_in'), id, { decision: 'approve', clickId: 'fresh' });
    expect(await fresh).toMatchObject({ ok: true, value: { delivered: 'applied' } });
  });

  it('when the same key comes again, then it is the same request; with another body it is refused', async () => {
    const first = await submitted('maya', wish('key'), { key: 'k1' });
    expect((await submitted('maya', wish('key'), { key: 'k1' })).id).toBe(first.id);
    expect(await submit('maya', wish('pay'), { key: 'k1' })).toMatchObject({
      problem: { code: 'idempotency_mismatch' },
    });
    expect(await submit('maya', wish('key'))).toMatchObject({
      problem: { code: 'open_request_exists', data: { request: first.id } },
    });
  });

  it('when it is for somebody else, then managers and admins may, others not', async () => {
    expect(await submit('ada', wish('stop'))).toMatchObject({ problem: { code: 'not_allowed' } });
    const { id } = await submitted('noor', wish('stop'));
    expect(await decide('noor', id)).toMatchObject({ problem: { code: 'own_request' } });
    expect(await cancelRequest(deps, acting('ada'), id, { clickId: 'c' })).toMatchObject({
      problem: { code: 'not_allowed' },
    });
    expect(await cancelRequest(deps, acting('maya'), id, { clickId: 'c' })).toMatchObject({ ok: true });
    expect(await stateNow(stage, id)).toBe('cancelled');
  });

  it('when a reminder is asked for twice in an hour, then the second is refused', async () => {
    const { id } = await submitted('maya', wish('remind'));
    expect(await remindDeciders(deps, acting('maya'), id, { clickId: 'r1' })).toMatchObject({ ok: true });
    expect(await remindDeciders(deps, acting('maya'), id, { clickId: 'r2' })).toMatchObject({
      problem: { code: 'too_soon' },
    });
  });

  it('when two things may not be held together, then the second is refused', async () => {
    const { id } = await submitted('maya', wish('pay'));
    await decide('ada', id);
    await until(async () => (await stateNow(stage, id)) === 'active');
    expect(await submit('maya', wish('book'))).toMatchObject({ problem: { code: 'duties_conflict' } });
  });

  it('when an emergency is asked for, then it is given at once, for as short as the app says, and is marked', async () => {
    const given = wish('book', { emergency: true, beneficiaryId: stage.person('noor').id });
    const { id } = await submitted('noor', given);
    await until(async () => (await stateNow(stage, id)) === 'active');
    const request = await stage.house.store.requests.byId(id);
    expect(request).toMatchObject({ flags: ['emergency'], lease: { granted: { length: 'PT2H' } } });
    expect((await story(stage, id))[1]).toBe('request.emergency_approved');
    expect(await endRequest(deps, acting('lin'), id, { clickId: 'e', reason: 'over' })).toMatchObject({ ok: true });
    await until(async () => (await stateNow(stage, id)) === 'ended');
  });

  it('when an admin would grant directly to themselves, then somebody else has to', async () => {
    const own = wish('danger', { beneficiaryId: stage.person('lin').id, reason: '' });
    expect(await grantDirectly(deps, acting('lin'), { wish: own })).toMatchObject({ problem: { code: 'own_request' } });
  });

  it('when an admin grants directly, then it is given without a decision, once; nobody else can', async () => {
    const given = wish('danger', { beneficiaryId: stage.person('noor').id, reason: '' });
    expect(await grantDirectly(deps, acting('ada'), { wish: given })).toMatchObject({
      problem: { code: 'not_allowed' },
    });
    const granted = await grantDirectly(deps, acting('lin'), { wish: given });
    if (!granted.ok) throw new Error(granted.problem.detail);
    await until(async () => (await stateNow(stage, granted.value.id)) === 'active');
    expect(stateOf(granted.value.request)).toBe('approved');
    expect((await story(stage, granted.value.id))[1]).toBe('direct_grant.made');
    expect(await grantDirectly(deps, acting('lin'), { wish: given })).toMatchObject({
      problem: { code: 'already_exists' },
    });
  });
});
