import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../src/domain/time.ts';
import { anApi } from '../support/api.ts';
import { anOrganisation, aPersonEntry } from '../support/builders.ts';

describe('the API', () => {
  let api: Awaited<ReturnType<typeof anApi>>;
  beforeAll(async () => {
    const people = [aPersonEntry(), aPersonEntry({ email: 'gone@example.com', name: 'Gone', status: 'offboarded' })];
    api = await anApi(anOrganisation({ people }), [{ name: 'temporal', ask: () => Promise.reject(new Error('away')) }]);
  });
  afterAll(() => api.close());

  const asked = async (path: string, token?: string) => {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await api.ask(path, { headers });
    return { status: response.status, type: response.headers.get('content-type'), body: await response.json() };
  };

  it('when a service token asks who it is, then it is told its role and scopes', async () => {
    const token = await api.token({ owner: { role: 'super_admin' }, scopes: ['read'], name: 'deploy bot' });
    expect(await asked('/api/v1/me', token)).toMatchObject({
      status: 200,
      body: { kind: 'service', person: null, name: 'deploy bot', roles: ['super_admin'], scopes: ['read'] },
    });
  });

  it('when a personal token asks, then it acts for the person', async () => {
    const token = await api.token({ owner: { email: 'ADA@example.com' } });
    expect(await asked('/api/v1/me', token)).toMatchObject({ body: { kind: 'person', person: { name: 'Ada Byron' } } });
  });

  it('when there is no token, a wrong one, or one that ran out, then the answer is one and the same 401', async () => {
    const expired = await api.token({ days: 0.000_000_001 });
    for (const token of [undefined, 'nonsense', `lsh_0000000000_${'x'.repeat(43)}`, expired]) {
      expect(await asked('/api/v1/people', token)).toMatchObject({
        status: 401,
        type: 'application/problem+json',
        body: { code: 'not_signed_in', detail: 'This needs a valid API token. Make one with: npm run token' },
      });
    }
  });

  it('when the person has left, then the token is worth nothing, and no new one is made', async () => {
    await expect(api.token({ owner: { email: 'gone@example.com' } })).rejects.toThrow(
      'Gone has left: no token was made.',
    );
    await expect(api.token({ owner: { email: 'nobody@example.com' } })).rejects.toThrow('Nobody here has the e-mail');
    await expect(api.token({ days: 4000 })).rejects.toThrow('A token lives 1 to 3650 days.');
  });

  it('when a token lacks the scope, then it is refused with the name of the scope', async () => {
    const token = await api.token({ scopes: ['audit'] });
    expect(await asked('/api/v1/people', token)).toMatchObject({ status: 403, body: { code: 'not_allowed' } });
  });

  it('when an app is asked for that is not there, then it is a 404 problem', async () => {
    const token = await api.token();
    for (const app of ['nothing', 'app_0000000000']) {
      expect(await asked(`/api/v1/apps/${app}/entitlements`, token)).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      });
    }
    expect(await asked('/api/v1/nowhere', token)).toMatchObject({ status: 404, type: 'application/problem+json' });
  });

  it('when it is asked what it can do, then the document names every call and is OpenAPI 3.1', async () => {
    const { body } = await asked('/api/v1/openapi.json');
    expect(body).toMatchObject({ openapi: '3.1.0', info: { title: 'Leasehold' } });
    const { paths } = body as { paths: object };
    expect(Object.keys(paths).sort()).toEqual([
      '/api/v1/access',
      '/api/v1/access/like',
      '/api/v1/apps',
      '/api/v1/apps/{id}',
      '/api/v1/apps/{id}/entitlements',
      '/api/v1/audit',
      '/api/v1/audit/export',
      '/api/v1/audit/verification',
      '/api/v1/delegations/{id}/end',
      '/api/v1/freeze',
      '/api/v1/grants',
      '/api/v1/holdings/{id}/end',
      '/api/v1/holdings/{id}/why',
      '/api/v1/me',
      '/api/v1/me/notifications',
      ...['', '/{id}', '/{id}/delegations', '/{id}/offboarding', '/{id}/out-of-office'].map(
        (of) => `/api/v1/people${of}`,
      ),
      ...['', '/apply', '/plan', '/simulate', '/versions', '/versions/{version}'].map(
        (more) => `/api/v1/policy${more}`,
      ),
      '/api/v1/requests',
      '/api/v1/requests/bundle',
      '/api/v1/requests/preview',
      '/api/v1/requests/{id}',
      ...['answers', 'cancellation', 'decisions', 'end', 'extension', 'questions', 'reminder', 'retry'].map(
        (said) => `/api/v1/requests/{id}/${said}`,
      ),
      '/api/v1/settings',
      '/api/v1/slack/workspaces',
      '/api/v1/takings/pause',
      '/api/v1/takings/resume',
      ...['', '/{id}', '/{id}/assignment', '/{id}/completion', '/{id}/refusal'].map((task) => `/api/v1/tasks${task}`),
      '/api/v1/tokens',
      '/api/v1/tokens/{id}/revocation',
      '/api/v1/unfreeze',
      '/api/v1/ways',
    ]);
    const page = await (await api.ask('/api/v1/docs')).text();
    for (const path of Object.keys(paths)) expect(page).toContain(path);
    expect(page).toMatch(/\/decisions<.*?href="#problem-own_request"/s);
    expect(page).not.toMatch(/https?:\/\//);
  });

  it('when something it needs is away, then it is alive and not ready', async () => {
    expect((await api.ask('/healthz')).status).toBe(200);
    expect(await asked('/readyz')).toMatchObject({ status: 503, body: { ready: false, checks: { temporal: false } } });
  });

  it('when more than 1 MB is sent, then it is refused as too large', async () => {
    const response = await api.ask('/setup/x', { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) });
    expect({ status: response.status, body: await response.json() }).toMatchObject({
      status: 413,
      body: { code: 'too_large' },
    });
  });

  it('when a token is minted, then only its hash is kept and the record says who made it', async () => {
    const text = await api.token({ name: 'kept secret', days: 30 });
    const token = await api.deps.store.tokens.byHash(api.deps.keys.sha256(text));
    expect(JSON.stringify(token)).not.toContain(text.slice(-43));
    expect(token?.expiresAt).toBe((token?.createdAt ?? 0) + 30 * DAY);
    const rows = await api.deps.store.audit.rowsAfter(0, 1000);
    expect(rows.map(({ body }) => body).join('\n')).not.toContain(text.slice(-43));
    expect(JSON.parse(rows.at(-1)?.body ?? '')).toMatchObject({
      fact: 'token.minted',
      actor: { kind: 'operator' },
      data: { name: 'kept secret' },
    });
  });
});
