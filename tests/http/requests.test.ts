import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createAttest } from '../../activities/ledger/attest.ts';
import { createApp } from '../../src/http/app.ts';
import { organisationFiles } from '../../src/organisation/organisation-files.ts';
import { createCalendar } from '../../src/time/calendar.ts';
import { mintToken } from '../../src/use-cases/mint-token.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { describeUnless } from '../support/skip.ts';
import { aStage, type Stage, until } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const organisation = anOrganisation({
  people: [
    ...['ada', 'maya', 'eve'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
    aPersonEntry({ email: 'lin@example.com', name: 'lin', roles: ['super_admin'] }),
  ],
  apps: [
    anAppEntry({
      slug: 'aws',
      owners: ['ada@example.com'],
      entitlements: ['deploy', 'read', 'admin', 'key', 'direct'].map((slug) => anEntitlementEntry({ slug })),
    }),
  ],
});

describeUnless(await whyNoTemporal(), 'requests through the API', () => {
  let stage: Stage;
  let app: ReturnType<typeof createApp>;
  const tokens: Record<string, string> = {};
  beforeAll(async () => {
    stage = await aStage(organisation);
    const attest = createAttest({ ...stage.house, ledger: stage.house.store.ledger });
    const web = { publicUrl: undefined, demoSignIn: false };
    const outside = { version: 'test', web, workflowUrl: undefined, checks: [], isSigned: () => false };
    const deps = { ...stage.house, ...outside, attest, calendarOf: createCalendar, files: organisationFiles };
    app = createApp({ ...deps, reportError: (error) => console.error(error) });
    for (const name of ['ada', 'maya', 'eve', 'lin']) {
      const wish = {
        kind: 'api',
        name,
        owner: { email: `${name}@example.com` },
        by: { kind: 'operator' },
        surface: 'cli',
      } as const;
      const minted = await mintToken(stage.house, wish);
      tokens[name] = minted.ok ? minted.value.text : '';
    }
  });
  afterAll(() => stage.house.close());

  const call = async (
    by: string,
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ) => {
    const response = await app.request(`/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${tokens[by]}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return {
      status: response.status,
      body: (await response.json()) as { id: string; code: string; items: object[]; next: string },
    };
  };
  const ask = (by: string, entitlement: string, more: object = {}, headers = {}) =>
    call(
      by,
      'POST',
      '/requests',
      { app: 'aws', changes: [{ op: 'add', entitlement }], lease: { kind: 'for', length: 'PT8H' }, ...more },
      headers,
    );

  it('when a life is lived by curl, then every step says what became of it', async () => {
    const change = [{ op: 'add', entitlement: 'deploy' }];
    const preview = await call('maya', 'POST', '/requests/preview', { app: 'aws', changes: change });
    expect(preview).toMatchObject({
      status: 200,
      body: { notified: 1, levels: [{ people: [{ because: 'app owner' }] }] },
    });
    const made = await ask('maya', 'deploy');
    expect(made).toMatchObject({
      status: 201,
      body: { state: 'pending_approval', requester: { name: 'maya' }, app: { name: 'Production' } },
    });
    const at = `/requests/${made.body.id}`;
    expect(await call('ada', 'POST', `${at}/questions`, { text: 'Why?' })).toMatchObject({ status: 200 });
    expect(await call('maya', 'POST', `${at}/answers`, { text: 'Because.' })).toMatchObject({ status: 200 });
    expect(await call('ada', 'POST', `${at}/decisions`, { decision: 'approve' })).toMatchObject({
      status: 200,
      body: { applied: true, state: 'approved' },
    });
    await until(
      async () =>
        (await call('maya', 'GET', at)).body === undefined ||
        JSON.stringify((await call('maya', 'GET', at)).body).includes('"active"'),
    );
    expect(await call('maya', 'POST', `${at}/end`, { reason: 'done' })).toMatchObject({ status: 200 });
    await until(async () => JSON.stringify((await call('maya', 'GET', at)).body).includes('"state":"ended"'));
    const ended = await call('maya', 'GET', at);
    expect(ended.body).toMatchObject({ changes: [{ state: 'taken', proof: { kind: 'read_back' } }] });
  });

  it('when it belongs to others, is not there, or is no id, then 404, 404 and 400', async () => {
    const { body } = await ask('maya', 'read');
    expect(await call('eve', 'GET', `/requests/${body.id}`)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
    expect(await call('eve', 'POST', `/requests/${body.id}/decisions`, { decision: 'approve' })).toMatchObject({
      status: 404,
    });
    expect(await call('eve', 'GET', '/requests/REQ-0000000000')).toMatchObject({ status: 404 });
    expect(await call('eve', 'GET', '/requests/nothing')).toMatchObject({ status: 400, body: { code: 'malformed' } });
    expect(await call('maya', 'POST', `/requests/${body.id}/decisions`, { decision: 'approve' })).toMatchObject({
      status: 403,
      body: { code: 'own_request' },
    });
    expect((await call('eve', 'GET', '/requests')).body.items).toHaveLength(0);
    expect((await call('lin', 'GET', `/requests/${body.id}`)).status).toBe(200);
  });

  it('when a field is not known or not right, then 400 names it', async () => {
    expect(await ask('maya', 'admin', { colour: 'red' })).toMatchObject({
      status: 400,
      body: { code: 'unknown_field' },
    });
    expect(await ask('maya', 'nothing')).toMatchObject({ status: 404, body: { field: 'changes.0.entitlement' } });
    expect(await ask('maya', 'admin', { reason: 'a\0b' })).toMatchObject({ status: 400, body: { field: 'reason' } });
    expect(await ask('maya', 'admin', { lease: { kind: 'for', length: 'P900Y' } })).toMatchObject({
      status: 400,
      body: { code: 'lease_not_allowed' },
    });
  });

  it('when the same key comes twice, then it is one request; another body under it is refused', async () => {
    const key = { 'idempotency-key': 'k1' };
    const first = await ask('maya', 'key', {}, key);
    expect((await ask('maya', 'key', {}, key)).body.id).toBe(first.body.id);
    expect(await ask('maya', 'admin', {}, key)).toMatchObject({ status: 409, body: { code: 'idempotency_mismatch' } });
  });

  it('when there are many, then pages follow each other without a gap', async () => {
    const first = await call('lin', 'GET', '/requests?limit=2');
    const second = await call('lin', 'GET', `/requests?limit=2&after=${first.body.next}`);
    const all = await call('lin', 'GET', '/requests');
    expect([...first.body.items, ...second.body.items]).toEqual(all.body.items.slice(0, 4));
    expect(await call('lin', 'GET', '/requests?after=rubbish')).toMatchObject({ status: 400 });
    expect((await call('maya', 'GET', '/requests?tab=open')).body.items.length).toBeGreaterThan(0);
  });

  it('when an admin grants directly, then it is given; others are refused', async () => {
    const body = { app: 'aws', for: 'eve@example.com', changes: [{ op: 'add', entitlement: 'direct' }] };
    expect(await call('ada', 'POST', '/grants', body)).toMatchObject({ status: 403 });
    expect(await call('lin', 'POST', '/grants', body)).toMatchObject({ status: 201, body: { kind: 'direct_grant' } });
  });
});
