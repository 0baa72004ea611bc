import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDelegation } from '../../src/use-cases/people/add-delegation.ts';
import { mintToken } from '../../src/use-cases/mint-token.ts';
import { aHttpStage, type HttpStage } from '../support/http-stage.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { peopleOf, valueOf } from '../support/people.ts';
import { describeUnless } from '../support/skip.ts';
import { until } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const mail = (name: string) => `${name}@example.com`;
const NAMES = ['ada', 'maya', 'noor', 'eve', 'root'];
const things = ['deploy', 'read', 'bundled', 'kept', 'late'].map((slug) => anEntitlementEntry({ slug }));
const organisation = anOrganisation({
  people: [
    ...['ada', 'noor', 'eve'].map((name) => aPersonEntry({ email: mail(name), name })),
    aPersonEntry({ email: mail('maya'), name: 'maya', manager: mail('noor'), title: 'Nurse' }),
    aPersonEntry({ email: mail('root'), name: 'root', roles: ['super_admin'] }),
  ],
  apps: [
    anAppEntry({ slug: 'aws', owners: [mail('ada')], entitlements: things }),
    anAppEntry({ slug: 'git', name: 'Git', owners: [mail('ada')], entitlements: things }),
  ],
});

interface Body {
  readonly id: string;
  readonly items: readonly { readonly id: string; readonly request?: { readonly id: string } }[];
  readonly bundle: string;
  readonly request: string;
}

describeUnless(await whyNoTemporal(), 'access through the API', () => {
  let http: HttpStage;
  beforeAll(async () => {
    http = await aHttpStage(organisation, NAMES);
  });
  afterAll(() => http.stage.house.close());

  const call = (by: string, method: string, path: string, body?: object, headers = {}) =>
    http.call<Body>(by, method, path, body, headers);
  const wish = (entitlement: string, app = 'aws') => ({
    ...{ app, changes: [{ op: 'add', entitlement }], lease: { kind: 'for', length: 'PT8H' } },
  });
  const NOT_THERE = { status: 404, body: { code: 'not_found' } };

  async function isState(id: string, state: string): Promise<void> {
    await until(async () => JSON.stringify((await call('root', 'GET', `/requests/${id}`)).body).includes(`"${state}"`));
  }

  async function given(entitlement: string): Promise<string> {
    const { id } = (await call('maya', 'POST', '/requests', wish(entitlement))).body;
    await call('ada', 'POST', `/requests/${id}/decisions`, { decision: 'approve' });
    await isState(id, 'active');
    return id;
  }

  const holdingOf = async (request: string): Promise<string> => {
    const { items } = (await call('maya', 'GET', '/access')).body;
    return items.find((one) => JSON.stringify(one).includes(request))?.id ?? '';
  };

  it('when access is looked at, then it says what, until when and because of which request; to those who may know', async () => {
    const request = await given('deploy');
    const own = await call('maya', 'GET', '/access');
    expect(own).toMatchObject({
      status: 200,
      body: {
        items: [
          {
            ...{ person: { name: 'maya' }, app: { name: 'Production' }, entitlement: { name: 'deploy' } },
            ...{ state: 'held', proof: { kind: 'read_back' }, because: [{ source: 'request', request }] },
            until: expect.stringMatching(/^\d{4}-/),
          },
        ],
        next: null,
      },
    });
    for (const by of ['noor', 'ada', 'root'])
      expect((await call(by, 'GET', `/access?person=${mail('maya')}`)).body).toEqual(own.body);
    expect((await call('ada', 'GET', '/access?app=aws')).body.items).toEqual(own.body.items);
    expect((await call('eve', 'GET', '/access?app=aws')).body.items).toEqual([]);
    expect((await call('eve', 'GET', '/access')).body.items).toEqual([]);
    for (const path of [`?person=${mail('maya')}`, '?person=nobody', '?app=nothing'])
      expect(await call('eve', 'GET', `/access${path}`)).toMatchObject(NOT_THERE);
    expect(await call('eve', 'GET', '/access?after=rubbish')).toMatchObject({ status: 400, body: { field: 'after' } });
  });

  it('when it is asked why, then it says who approved it; others are told that it is not there', async () => {
    const request = await given('read');
    const path = `/holdings/${await holdingOf(request)}/why`;
    expect(await call('noor', 'GET', path)).toMatchObject({
      status: 200,
      body: {
        ...{ state: 'held', entitlement: { name: 'read' } },
        because: [
          {
            proof: { kind: 'read_back' },
            request: {
              ...{ id: request, state: 'active', requester: { name: 'maya' }, approval: 'levels' },
              approvals: [{ by: { name: 'ada' }, for: null }],
            },
          },
        ],
      },
    });
    expect(await call('eve', 'GET', path)).toMatchObject(NOT_THERE);
    expect(await call('eve', 'GET', '/holdings/hol_0000000000/why')).toMatchObject(NOT_THERE);
    expect(await call('eve', 'GET', '/holdings/nothing/why')).toMatchObject({ status: 400, body: { field: 'id' } });
  });

  it('when a holding is ended, then its lease is; who may not see it is told that it is not there', async () => {
    const request = await given('kept');
    const path = `/holdings/${await holdingOf(request)}/end`;
    expect(await call('eve', 'POST', path, {})).toMatchObject(NOT_THERE);
    expect(await call('maya', 'POST', path, { why: 'x' })).toMatchObject({
      status: 400,
      body: { code: 'unknown_field' },
    });
    const key = { 'idempotency-key': 'end it' };
    const ended = await call('noor', 'POST', path, { reason: 'moved on' }, key);
    expect(ended).toMatchObject({ status: 200, body: { request, applied: true } });
    await isState(request, 'ended');
    expect((await call('noor', 'POST', path, { reason: 'moved on' }, key)).body.request).toBe(request);
    expect(await call('noor', 'POST', path, {})).toMatchObject({ status: 409, body: { code: 'wrong_state' } });
  });

  it('when a later end is asked for, then it is a request of its own, once for each key', async () => {
    const request = await given('late');
    const path = `/requests/${request}/extension`;
    const body = { lease: { kind: 'for', length: 'PT4H' }, reason: 'more to do' };
    const key = { 'idempotency-key': 'longer' };
    const asked = await call('maya', 'POST', path, body, key);
    expect(asked).toMatchObject({ status: 201, body: { kind: 'extend', state: 'pending_approval' } });
    expect((await call('maya', 'POST', path, body, key)).body.id).toBe(asked.body.id);
    expect(await call('maya', 'POST', path, {})).toMatchObject({ status: 400 });
    expect(await call('eve', 'POST', path, body)).toMatchObject(NOT_THERE);
    expect(await call('ada', 'POST', `/requests/${asked.body.id}/decisions`, { decision: 'approve' })).toMatchObject({
      status: 200,
    });
  });

  it('when it is asked what a colleague or a title has, then it is what one lacks, and how common it is', async () => {
    expect(await call('eve', 'GET', `/access/like?person=${mail('maya')}`)).toMatchObject({
      status: 200,
      body: { items: expect.arrayContaining([expect.objectContaining({ common: { count: 0, of: 3 } })]) },
    });
    const { body } = await call('eve', 'GET', '/access/like?title=Nurse');
    expect(body).toMatchObject({ lessCommon: [] });
    expect(body.items.length).toBeGreaterThan(0);
    expect((await call('maya', 'GET', `/access/like?person=${mail('maya')}`)).body.items).toEqual([]);
    for (const path of ['?person=nobody', '?title=Astronaut'])
      expect(await call('eve', 'GET', `/access/like${path}`)).toMatchObject(NOT_THERE);
    for (const path of ['', '?title=Nurse&person=x'])
      expect(await call('eve', 'GET', `/access/like${path}`)).toMatchObject({ status: 400 });
  });

  it('when several apps are asked for at once, then the answer has all of them, and they are listed together', async () => {
    const requests = [wish('bundled'), wish('bundled', 'git')];
    const key = { 'idempotency-key': 'both' };
    const made = await call('maya', 'POST', '/requests/bundle', { requests }, key);
    expect(made).toMatchObject({
      status: 201,
      body: { items: [{ applied: true, problem: null, request: { state: 'pending_approval' } }, { applied: true }] },
    });
    expect((await call('maya', 'POST', '/requests/bundle', { requests }, key)).body).toEqual(made.body);
    const { bundle } = made.body;
    const listed = await call('maya', 'GET', `/requests?bundle=${bundle}`);
    expect(listed.body.items).toHaveLength(2);
    expect(listed.body.items).toMatchObject([{ bundle }, { bundle }]);
    expect((await call('eve', 'GET', `/requests?bundle=${bundle}`)).body.items).toEqual([]);
    expect(await call('eve', 'GET', '/requests?bundle=x')).toMatchObject({ status: 400, body: { field: 'bundle' } });
    const refusals = [
      [{ requests: [wish('deploy', 'git'), wish('nothing')] }, 404, 'requests.1.changes.0.entitlement'],
      [{ requests: [wish('deploy', 'git'), wish('read', 'git')] }, 400, 'requests.1.app'],
      [{ requests: [] }, 400, 'requests'],
    ] as const;
    for (const [body, status, field] of refusals)
      expect(await call('maya', 'POST', '/requests/bundle', body)).toMatchObject({ status, body: { field } });
  });

  it('when somebody stands for somebody else, then they see and decide what waits for these, and nothing else', async () => {
    const { id } = (await call('maya', 'POST', '/requests', wish('read', 'git'))).body;
    expect(await call('eve', 'GET', `/requests/${id}`)).toMatchObject(NOT_THERE);
    const { deps, acting } = peopleOf(http.stage);
    const [from, to] = [http.stage.person('ada').id, http.stage.person('eve').id];
    const delegation = { fromId: from, toId: to, endsAt: Date.now() + 60_000 };
    valueOf(await addDelegation(deps, acting('ada'), delegation));
    expect((await call('eve', 'GET', `/requests/${id}`)).status).toBe(200);
    expect((await call('eve', 'GET', '/requests')).body.items.map((one) => one.id)).toContain(id);
    expect(await call('eve', 'POST', `/requests/${id}/decisions`, { decision: 'approve' })).toMatchObject({
      status: 200,
    });
  });

  it('when a service asks, then it sees by its role, and does nothing that only a person does', async () => {
    const minted = await mintToken(http.stage.house, {
      ...{ kind: 'api', name: 'auditing', owner: { role: 'auditor' }, by: { kind: 'operator' }, surface: 'cli' },
    });
    http.tokens['service'] = valueOf(minted).text;
    expect((await call('service', 'GET', '/access?app=aws')).body.items.length).toBeGreaterThan(0);
    expect((await call('service', 'GET', '/access')).body.items).toEqual([]);
    expect(await call('service', 'POST', '/holdings/hol_0000000000/end', {})).toMatchObject({ status: 403 });
    expect(await call('service', 'POST', '/requests/bundle', { requests: [wish('read')] })).toMatchObject({
      status: 403,
    });
    expect(await call('service', 'GET', '/access/like?title=Nurse')).toMatchObject({ status: 403 });
  });

  it('when it is asked what the API can do, then all of this is described', async () => {
    const { body } = await http.call<{ paths: object }>('eve', 'GET', '/openapi.json');
    for (const path of ['/access', '/access/like', '/holdings/{id}/why', '/requests/{id}/extension'])
      expect(body.paths).toHaveProperty([`/api/v1${path}`]);
    for (const path of ['/holdings/{id}/end', '/requests/bundle'])
      expect(body.paths).toHaveProperty(
        [`/api/v1${path}`, 'post', 'description'],
        expect.stringContaining('In addition'),
      );
  });
});
