import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { RequestWish } from '../../src/domain/request/wish.ts';
import { createRequestGateway } from '../../src/temporal/gateway.ts';
import { listRequests } from '../../src/use-cases/see-requests.ts';
import { type Bundle, submitBundle } from '../../src/use-cases/submit-bundle.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { peopleOf, valueOf } from '../support/people.ts';
import { describeUnless } from '../support/skip.ts';
import { aStage, type Stage, stateNow, stored, untilState } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const base = anOrganisation();
const things = [...Array.from({ length: 9 }, (_, at) => `e${at}`), 'pay', 'book', 'root'].map((slug) =>
  anEntitlementEntry({ slug }),
);
const organisation = anOrganisation({
  policy: {
    ...base.policy,
    rules: [{ name: 'never', when: { entitlements: ['git/root'] }, outcome: { kind: 'deny', message: 'Nobody.' } }],
    dutyConflicts: [{ name: 'Pay and book', one: ['aws/pay'], other: ['git/book'], effect: 'block' }],
  },
  people: [
    ...['ada', 'lin', 'maya'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
    aPersonEntry({ email: 'noor@example.com', name: 'noor', manager: 'maya@example.com' }),
  ],
  apps: [
    anAppEntry({ slug: 'aws', owners: ['ada@example.com'], entitlements: things }),
    anAppEntry({ slug: 'git', owners: ['lin@example.com'], entitlements: things }),
  ],
});

describeUnless(await whyNoTemporal(), 'several apps at once', () => {
  let stage: Stage;
  let people: ReturnType<typeof peopleOf>;
  beforeAll(async () => {
    stage = await aStage(organisation);
    people = peopleOf(stage);
  });
  afterAll(() => stage.house.close());

  const wish = (path: string, given: Partial<RequestWish> = {}) => ({ wish: people.wishOf('maya', [path], given) });
  const submit = (given: Bundle) => submitBundle(people.deps, people.acting('maya'), given);
  const ids = (bundle: ReturnType<typeof valueOf<{ results: readonly unknown[] }>>) =>
    bundle.results.map((one) => valueOf(one as never) as { id: `REQ-${string}` }).map(({ id }) => id);
  const countOfAll = async () =>
    (await stage.house.store.requests.page({ viewer: undefined, tab: undefined, after: undefined, limit: 200 })).length;

  it('when they are asked for, then each is a request of its own, and they are found together', async () => {
    const bundle = valueOf(await submit({ requests: [wish('aws/e0'), wish('git/e0')] }));
    const [aws, git] = ids(bundle);
    if (aws === undefined || git === undefined) throw new Error('two were asked for');
    for (const id of [aws, git]) expect(await stored(stage, id)).toMatchObject({ bundleId: bundle.id });
    const viewer = { personId: stage.person('maya').id, roles: [] };
    const query = { bundle: bundle.id, tab: undefined, after: undefined, limit: 50 };
    const found = await listRequests(people.deps, viewer, query);
    expect(found.map(({ id }) => id).toSorted()).toEqual([aws, git].toSorted());
    valueOf(await people.decide('ada', aws));
    await untilState(stage, { id: aws }, 'active');
    expect(await stateNow(stage, git)).toBe('pending_approval');
    valueOf(await people.decide('lin', git, { decision: 'reject', comment: 'no' }));
    expect([await stateNow(stage, aws), await stateNow(stage, git)]).toEqual(['active', 'rejected']);
  });

  it('when one of them is refused, then nothing is submitted, and it is said which', async () => {
    const before = await countOfAll();
    expect(await submit({ requests: [wish('aws/e1'), wish('git/root')] })).toMatchObject({
      problem: { code: 'denied_by_policy', field: 'requests.1' },
    });
    expect(await submit({ requests: [wish('aws/e1', { changes: [] }), wish('git/e1')] })).toMatchObject({
      problem: { code: 'malformed', field: 'requests.0.changes' },
    });
    expect(await submit({ requests: [wish('aws/e1'), { ...wish('git/e1'), hash: 'of yesterday' }] })).toMatchObject({
      problem: { code: 'facts_changed', field: 'requests.1' },
    });
    expect(await countOfAll()).toBe(before);
  });

  it('when duties are kept apart, then they are not got together either', async () => {
    const before = await countOfAll();
    expect(await submit({ requests: [wish('aws/pay'), wish('git/book')] })).toMatchObject({
      problem: { code: 'duties_conflict', field: 'requests.1' },
    });
    const forNoor = { beneficiaryId: stage.person('noor').id };
    expect(await countOfAll()).toBe(before);
    const apart = valueOf(await submit({ requests: [wish('aws/pay'), wish('git/book', forNoor)] }));
    expect(ids(apart)).toHaveLength(2);
  });

  it('when the same key comes again, then the answer is the same; with anything else in it, it is refused', async () => {
    const requests = [wish('aws/e2'), wish('git/e2')];
    const first = valueOf(await submit({ requests, key: 'k' }));
    const again = valueOf(await submit({ requests, key: 'k' }));
    expect([again.id, ...ids(again)]).toEqual([first.id, ...ids(first)]);
    for (const other of [[wish('aws/e2')], [...requests].reverse(), [wish('aws/e2'), wish('git/e3')]])
      expect(await submit({ requests: other, key: 'k' })).toMatchObject({
        problem: { code: 'idempotency_mismatch', field: 'requests.0' },
      });
    const others = valueOf(await submit({ requests: [wish('aws/e3'), wish('git/e3')], key: 'another' }));
    expect(others.id).not.toBe(first.id);
  });

  it('when two come at once with the same key, then they are one', async () => {
    const requests = [wish('aws/e4'), wish('git/e4')];
    const [one, other] = await Promise.all([1, 2].map(() => submit({ requests, key: 'twice' })));
    if (one === undefined || other === undefined) throw new Error('two were sent');
    expect(ids(valueOf(one))).toEqual(ids(valueOf(other)));
  });

  it('when one of them is pending already, then the others go on, and it is said of that one', async () => {
    const pending = await people.asked('maya', 'git/e5');
    const { results } = valueOf(await submit({ requests: [wish('aws/e5'), wish('git/e5')] }));
    expect(results).toMatchObject([
      { ok: true },
      { ok: false, problem: { code: 'open_request_exists', data: { request: pending } } },
    ]);
    expect(await submit({ requests: [wish('aws/e5'), wish('git/e5')] })).toMatchObject({
      problem: { code: 'open_request_exists', field: 'requests.0' },
    });
  });

  it('when no worker is there, then all of it is kept, and the same key tells what became of it', async () => {
    const { client, taskQueue } = stage.house;
    const gateway = createRequestGateway({ client, taskQueue, patienceMs: 500 });
    const given = { requests: [wish('aws/e8'), wish('git/e8')], key: 'at night' };
    await stage.house.stopWorkers();
    const late = valueOf(await submitBundle({ ...people.deps, gateway }, people.acting('maya'), given));
    expect(late.results).toMatchObject([1, 2].map(() => ({ value: { delivery: { delivered: 'recorded' } } })));
    await stage.house.startWorkers();
    for (const id of ids(late)) await untilState(stage, { id }, 'pending_approval');
    const again = valueOf(await submit(given));
    expect([again.id, ...ids(again)]).toEqual([late.id, ...ids(late)]);
    expect(again.results).toMatchObject([1, 2].map(() => ({ value: { delivery: { delivered: 'applied' } } })));
  });

  it('when one app comes twice, nothing comes, or too much, then it is refused', async () => {
    expect(await submit({ requests: [wish('aws/e6'), wish('aws/e7')] })).toMatchObject({
      problem: { code: 'malformed', field: 'requests.1.app' },
    });
    expect(await submit({ requests: [] })).toMatchObject({ problem: { code: 'malformed' } });
    expect(await submit({ requests: Array.from({ length: 21 }, () => wish('aws/e6')) })).toMatchObject({
      problem: { code: 'malformed', field: 'requests' },
    });
  });
});
