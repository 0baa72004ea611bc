import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type ErrorCode, refused } from '../../src/domain/errors.ts';
import type { Rule } from '../../src/domain/policy/policy.ts';
import { createRateLimit } from '../../src/http/auth/rate-limit.ts';
import { createApp } from '../../src/http/app.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import { problems } from '../../src/http/problems.ts';
import { type ApiWorld, anApiWorld } from '../support/api-world.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry, aSimpleFlow } from '../support/builders.ts';
import { aHttpStage, type HttpStage } from '../support/http-stage.ts';
import { describeUnless } from '../support/skip.ts';
import { until } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const mail = (name: string) => `${name}@example.com`;
const base = anOrganisation().policy;
const denied: Rule = {
  name: 'No root',
  when: { entitlements: ['aws/root'] },
  outcome: { kind: 'deny', message: 'Nobody gets root.' },
};
const organisation = anOrganisation({
  policy: {
    ...base,
    flows: [aSimpleFlow({ kind: 'app_owner' })],
    rules: [denied],
    dutyConflicts: [{ name: 'Pay and book', one: ['aws/pay'], other: ['aws/book'], effect: 'block' }],
  },
  people: [
    ...['ada', 'maya', 'eve'].map((name) => aPersonEntry({ name, email: mail(name) })),
    aPersonEntry({ name: 'root', email: mail('root'), roles: ['super_admin'] }),
  ],
  apps: [
    anAppEntry({
      ...{ slug: 'aws', owners: [mail('ada')] },
      settings: { ...anAppEntry().settings, commentOnReject: true },
      entitlements: [
        ...['read', 'root', 'pay', 'book', 'kept', 'twice', 'slow', 'over'].map((slug) => anEntitlementEntry({ slug })),
        ...[
          anEntitlementEntry({ slug: 'danger', risk: 'high' }),
          anEntitlementEntry({ slug: 'none', requestable: false }),
        ],
      ],
    }),
    anAppEntry({ slug: 'orphan', name: 'Orphan', entitlements: [anEntitlementEntry({ slug: 'any' })] }),
  ],
});

type Answer = { readonly status: number; readonly body: unknown };
type Calls = { readonly [Code in ErrorCode]?: () => Promise<Answer> };

const wish = (entitlement: string, more: object = {}) => ({
  ...{ app: 'aws', changes: [{ op: 'add', entitlement }], lease: { kind: 'for', length: 'PT8H' }, ...more },
});

function talking(http: HttpStage) {
  const ask = (body: object, headers = {}, by = 'maya') =>
    http.call<{ id: string }>(by, 'POST', '/requests', body, headers);
  const say = (by: string, id: string, what: string, body: object = {}) =>
    http.call(by, 'POST', `/requests/${id}/${what}`, body);
  const asked = async (entitlement: string) => (await ask(wish(entitlement))).body.id;
  return { ask, say, asked };
}

function ofDeciding(http: HttpStage): Calls {
  const { ask, say, asked } = talking(http);
  const approve = { decision: 'approve' };
  return {
    already_exists: async () => {
      const id = (await ask({ ...wish('kept'), lease: { kind: 'indefinite' } })).body.id;
      await say('ada', id, 'decisions', approve);
      await until(async () => JSON.stringify(await http.call('maya', 'GET', `/requests/${id}`)).includes('"active"'));
      return ask({ ...wish('kept'), lease: { kind: 'indefinite' } });
    },
    already_decided: async () => {
      const id = await asked('read');
      await say('ada', id, 'decisions', approve);
      return say('ada', id, 'decisions', approve);
    },
    wrong_state: async () => {
      const id = await asked('over');
      await say('maya', id, 'cancellation');
      return say('maya', id, 'end');
    },
    own_request: async () => say('maya', await asked('pay'), 'decisions', approve),
    not_an_approver: async () => say('root', await asked('book'), 'decisions', approve),
    fresh_sign_in_needed: async () => say('ada', await asked('danger'), 'decisions', approve),
    comment_needed: async () => say('ada', await asked('slow'), 'decisions', { decision: 'reject' }),
    open_request_exists: async () => {
      await asked('twice');
      return ask(wish('twice'));
    },
    too_soon: async () => {
      const { body } = await http.call<{ items: { id: string }[] }>('maya', 'GET', '/requests?tab=open&limit=1');
      await say('maya', body.items[0]?.id ?? '', 'reminder');
      return say('maya', body.items[0]?.id ?? '', 'reminder');
    },
  };
}

function ofAsking(http: HttpStage): Calls {
  const { ask, say, asked } = talking(http);
  return {
    not_requestable: () => ask(wish('none')),
    denied_by_policy: () => ask(wish('root')),
    no_approver: () => ask({ ...wish('any'), app: 'orphan' }, {}, 'root'),
    facts_changed: () => ask(wish('read', { facts: 'of yesterday' })),
    lease_not_allowed: () => ask({ ...wish('read'), lease: { kind: 'between', endAt: '2020-01-01T00:00:00Z' } }),
    duties_conflict: () =>
      ask({ ...wish('pay'), changes: [...wish('pay').changes, ...wish('book').changes] }, {}, 'eve'),
    idempotency_mismatch: async () => {
      const key = { 'idempotency-key': 'one' };
      await ask(wish('read'), key, 'eve');
      return ask(wish('slow'), key, 'eve');
    },
    reason_needed: async () => say('root', await asked('read'), 'cancellation'),
  };
}

function ofTheRest({ api, call, request }: ApiWorld): Calls {
  const others = (changed: Partial<HttpDeps>) => async (path: string, init?: RequestInit) => {
    const response = await createApp({ ...api.deps, reportError: () => {}, ...changed }).request(path, init);
    return { status: response.status, body: await response.json() };
  };
  const asRoot = async () => ({ authorization: `Bearer ${await api.token({ owner: { role: 'super_admin' } })}` });
  const unsure = () => Promise.resolve(refused('not_confirmed', 'Nobody answered in time.'));
  const gateway = { ...api.deps.gateway, startOffboarding: unsure };
  const broken = { ...api.deps.store.people, page: () => Promise.reject(new Error('the disk is full')) };
  return {
    malformed: () => call('maya', 'POST', '/requests', '{'),
    unknown_field: () => call('maya', 'POST', '/freeze', { ap: 'aws' }),
    not_signed_in: () => call('maya', 'GET', '/me', undefined, { authorization: 'Bearer x' }),
    not_allowed: () => call('maya', 'POST', '/freeze', {}),
    not_found: () => call('eve', 'GET', `/requests/${request}`),
    gone: () => others({})('/hooks/v1/nobody', { method: 'POST', body: '{"outcome":"done"}' }),
    version_conflict: () => call('root', 'POST', '/policy/apply', { yaml: 'organisation: { name: New }', version: 99 }),
    invalid_file: () => call('root', 'POST', '/policy/plan', { yaml: 'people: 7' }),
    too_large: () => call('root', 'POST', '/freeze', { app: 'x'.repeat(2 ** 20) }),
    too_many: async () => {
      const limited = others({ rateLimit: createRateLimit(1) });
      const headers = await asRoot();
      await limited('/api/v1/me', { headers });
      return limited('/api/v1/me', { headers });
    },
    unavailable: () => call('maya', 'POST', `/requests/${request}/end`, {}),
    not_confirmed: async () => {
      const person = (await api.deps.store.people.byEmail(mail('zoe')))?.id;
      const init = { method: 'POST', body: '{}', headers: { ...(await asRoot()), 'content-type': 'application/json' } };
      return others({ gateway })(`/api/v1/people/${person}/offboarding`, init);
    },
    internal: async () =>
      others({ store: { ...api.deps.store, people: broken } })('/api/v1/people', { headers: await asRoot() }),
  };
}

describeUnless(await whyNoTemporal(), 'every code', () => {
  let http: HttpStage;
  let world: ApiWorld;
  let calls: Calls;
  beforeAll(async () => {
    [http, world] = [await aHttpStage(organisation, ['ada', 'maya', 'eve', 'root']), await anApiWorld()];
    calls = { ...ofDeciding(http), ...ofAsking(http), ...ofTheRest(world) };
  });
  afterAll(async () => {
    await http.stage.house.close();
    await world.api.close();
  });

  it.each(Object.keys(problems) as ErrorCode[])('%s is answered, with its status', async (code) => {
    const { status, body } = (await calls[code]?.()) ?? { status: 0, body: 'nothing produces it' };
    expect({ status, body }).toMatchObject({ status: problems[code][0], body: { code, status: problems[code][0] } });
    expect(JSON.stringify(body)).not.toMatch(/disk is full|node_modules/);
  });
});
