import { expect, it } from '@jest/globals';
import { createKeys } from '../../src/config/keys.ts';
import { randomIds } from '../../src/config/environment.ts';
import { secret } from '../../src/config/secret.ts';
import { createApp } from '../../src/http/app.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import { organisationFiles } from '../../src/organisation/organisation-files.ts';
import type { RequestGateway } from '../../src/ports/request-gateway.ts';
import { createCalendar } from '../../src/time/calendar.ts';
import { mintToken, type TokenWish } from '../../src/use-cases/mint-token.ts';
import { anId, NOW } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import { anOffice, type StaffName } from '../support/office.ts';

interface Body {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly items: readonly { readonly id: string }[];
  readonly next: string | null;
}

onEachDatabase('tasks through the API', (open) => {
  /** The office, and its web server: Maya is being given something, and Sam was asked to do it by hand. */
  async function anOpenOffice() {
    const office = await anOffice(await open(), { assignees: ['sam'], owners: ['ada'] });
    const { store, clock, attest } = office.deps;
    const deps = {
      ...{
        store: office.store,
        clock,
        attest,
        ids: randomIds,
        keys: createKeys(secret('the secret of a test installation')),
      },
      ...{ gateway: office.gateway as unknown as RequestGateway, isSigned: () => false, calendarOf: createCalendar },
      ...{
        version: 'test',
        web: { publicUrl: undefined, demoSignIn: false },
        workflowUrl: undefined,
        checks: [],
        reportError: console.error,
        files: organisationFiles,
      },
    } as HttpDeps;
    const app = createApp(deps);
    const tokens = new Map<string, string>();
    const tokenOf = async (owner: TokenWish['owner'], wish: Partial<TokenWish> = {}) => {
      const by = { kind: 'api', name: 'test', owner, by: { kind: 'operator' }, surface: 'cli', ...wish } as const;
      const minted = await mintToken({ ...deps, store }, by);
      if (!minted.ok) throw new Error(minted.problem.detail);
      return minted.value.text;
    };
    const call = async (token: string, path: string, body?: object, key?: string) => {
      const response = await app.request(`/api/v1/tasks${path}`, {
        headers: {
          ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as Body };
    };
    /** As one of the staff, with a token that may do everything. */
    const as = async (by: StaffName, path: string, body?: object, key?: string) => {
      const token = tokens.get(by) ?? (await tokenOf({ email: office.person(by).email }));
      tokens.set(by, token);
      return call(token, path, body, key);
    };
    const given = await office.give();
    return { ...office, ...given, as, call, tokenOf, task: await office.openTask() };
  }

  it('when tasks are listed, then people see those of their own and of their apps, admins all, and nobody else any', async () => {
    const { as, task, person } = await anOpenOffice();
    const seen = {
      ...{ id: task.id, kind: 'provision', state: 'open', request: null, url: `/api/v1/tasks/${task.id}` },
      ...{ app: { id: task.appId, name: 'Nimbus' }, entitlement: { id: task.entitlementId, name: 'Deployers' } },
      ...{ assignee: { id: person('sam').id, name: 'sam' }, for: { id: person('maya').id, name: 'maya' } },
      ...{
        createdAt: new Date(NOW).toISOString(),
        dueAt: expect.any(String),
        doneAt: null,
        doneBy: null,
        answer: null,
      },
      instructions: task.instructions,
    };
    for (const name of ['sam', 'ada', 'noor'] as const) {
      expect(await as(name, '')).toEqual({ status: 200, body: { items: [seen], next: null } });
      expect(await as(name, `/${task.id}`)).toEqual({ status: 200, body: seen });
    }
    for (const name of ['lin', 'maya'] as const) {
      expect(await as(name, '')).toEqual({ status: 200, body: { items: [], next: null } });
      expect(await as(name, `/${task.id}`)).toMatchObject({ status: 404, body: { code: 'not_found' } });
      expect(await as(name, `/${task.id}/completion`, {})).toMatchObject({ status: 404 });
    }
  });

  it('when it is done, then the access is proven by that word, and whoever waits is told', async () => {
    const { as, task, told, request, holding, person } = await anOpenOffice();
    const done = await as('sam', `/${task.id}/completion`, { comment: 'door 4' });
    expect(done).toMatchObject({
      status: 200,
      body: { state: 'completed', answer: 'door 4', doneBy: { name: 'sam' }, doneAt: new Date(NOW).toISOString() },
    });
    expect(await holding()).toMatchObject({ proof: { kind: 'attested', by: person('sam').id } });
    expect(told).toEqual([request.id]);
    const late = { status: 409, body: { code: 'wrong_state', state: 'completed' } };
    expect(await as('ada', `/${task.id}/completion`, {})).toMatchObject(late);
    expect(await as('sam', `/${task.id}/refusal`, { reason: 'no' })).toMatchObject(late);
    expect((await as('sam', '?state=open')).body.items).toEqual([]);
    expect((await as('sam', '?state=completed')).body.items).toMatchObject([{ id: task.id }]);
  });

  it('when the same key comes again, then it is told the same, and nothing is done twice; with another body, refused', async () => {
    const { as, task, facts, told } = await anOpenOffice();
    const path = `/${task.id}/completion`;
    const first = await as('sam', path, { comment: 'done' }, 'k1');
    expect(first.status).toBe(200);
    expect(await as('sam', path, { comment: 'done' }, 'k1')).toEqual(first);
    expect(await as('sam', path, { comment: 'other' }, 'k1')).toMatchObject({ body: { code: 'idempotency_mismatch' } });
    expect(await as('sam', path, { comment: 'done' }, 'k2')).toMatchObject({
      status: 409,
      body: { code: 'wrong_state' },
    });
    expect(await as('ada', path, { comment: 'done' }, 'k1')).toMatchObject({
      status: 409,
      body: { code: 'wrong_state' },
    });
    expect([await facts(), told.length]).toEqual([['opened by system', 'completed by sam'], 1]);
  });

  it('when it cannot be done, then that needs a reason, which the request then says; the same key says it once', async () => {
    const { as, task, lookAgain } = await anOpenOffice();
    const path = `/${task.id}/refusal`;
    expect(await as('sam', path, {})).toMatchObject({ status: 400, body: { code: 'malformed', field: 'reason' } });
    expect(await as('sam', path, { reason: ' ' })).toMatchObject({ status: 400, body: { code: 'reason_needed' } });
    const refused = await as('sam', path, { reason: 'no badge left ' }, 'k');
    expect(refused).toMatchObject({ status: 200, body: { state: 'refused', answer: 'no badge left' } });
    expect(await as('sam', path, { reason: 'no badge left ' }, 'k')).toEqual(refused);
    expect(await lookAgain()).toMatchObject({ result: 'failed', message: 'It was refused: no badge left' });
  });

  it('when it is handed on, by e-mail or id, then it is theirs; never to the one it is for', async () => {
    const { as, task, person } = await anOpenOffice();
    const path = `/${task.id}/assignment`;
    const own = { status: 403, body: { code: 'own_request' } };
    expect(await as('ada', path, { to: person('maya').email })).toMatchObject(own);
    expect(await as('ada', path, { to: 'nobody@example.com' })).toMatchObject({ status: 404, body: { field: 'to' } });
    const toLin = await as('ada', path, { to: person('lin').email.toUpperCase() });
    expect(toLin).toMatchObject({ status: 200, body: { assignee: { name: 'lin' } } });
    expect((await as('lin', '')).body.items).toHaveLength(1);
    expect((await as('sam', `/${task.id}`)).status).toBe(404);
    expect(await as('lin', path, { to: person('sam').id })).toMatchObject({ body: { assignee: { name: 'sam' } } });
  });

  it('when there are many, then pages follow each other without a gap, each once', async () => {
    const { as, task, store } = await anOpenOffice();
    const other = { accountId: undefined, number: undefined, entitlementId: undefined };
    for (let i = 0; i < 6; i++) {
      await store.work.openTask({ ...task, ...other, id: anId('task'), createdAt: NOW + (i >> 1) });
    }
    const ids: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: Awaited<ReturnType<typeof as>> = await as('ada', `?limit=2${next === '' ? '' : `&after=${next}`}`);
      ids.push(...page.body.items.map(({ id }) => id));
      next = page.body.next;
    }
    expect(ids).toHaveLength(7);
    expect(new Set(ids).size).toBe(7);
    for (const query of ['?after=rubbish', '?limit=0', '?limit=1000', '?state=lost']) {
      expect(await as('ada', query)).toMatchObject({ status: 400, body: { code: 'malformed' } });
    }
  });

  it('when it is no task, not there, or the token may not, then 400, 404, 403 and 401', async () => {
    const { as, call, task, tokenOf } = await anOpenOffice();
    expect(await as('noor', '/nothing')).toMatchObject({ status: 400, body: { code: 'malformed' } });
    expect(await as('noor', `/${anId('task')}`)).toMatchObject({ status: 404 });
    expect(await as('noor', `/${task.id}/completion`, { colour: 1 })).toMatchObject({
      body: { code: 'unknown_field' },
    });
    const service = await tokenOf({ role: 'super_admin' });
    expect((await call(service, '')).body.items).toHaveLength(1);
    expect(await call(service, `/${task.id}/completion`, {})).toMatchObject({ status: 403 });
    const reader = await tokenOf({ role: 'auditor' }, { scopes: ['read'] });
    expect(await call(reader, `/${task.id}/completion`, {})).toMatchObject({ status: 403 });
    expect(await call('x'.repeat(40), '')).toMatchObject({ status: 401 });
  });
});
