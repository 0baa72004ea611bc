import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiWorld, anApiWorld, type Name } from '../support/api-world.ts';

interface Made {
  readonly id: string;
  readonly text: string;
}

describe('tokens through the API', () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await anApiWorld();
  });
  afterAll(() => world.api.close());

  const make = (by: Name, body: object, headers = {}) => world.call(by, 'POST', '/tokens', body, headers);
  const made = async (by: Name, body: object) => (await make(by, body)).body as unknown as Made;
  const asks = async (text: string, path = '/api/v1/me') =>
    (await world.api.ask(path, { headers: { authorization: `Bearer ${text}` } })).status;

  it('when somebody makes one, then it is shown once, acts for them, and can be revoked', async () => {
    const answer = await make('maya', { name: 'laptop', scopes: ['read'], days: 1 });
    expect(answer).toMatchObject({
      status: 201,
      body: { name: 'laptop', person: world.ids.maya, role: null, scopes: ['read'], revokedAt: null },
    });
    const { id, text } = answer.body as unknown as Made;
    expect(await asks(text)).toBe(200);
    const list = await world.call('maya', 'GET', '/tokens');
    expect(JSON.stringify(list.body)).toContain(id);
    expect(JSON.stringify(list.body)).not.toContain(text);
    expect(await world.call('maya', 'POST', `/tokens/${id}/revocation`, {})).toMatchObject({
      status: 200,
      body: { id },
    });
    expect(await asks(text)).toBe(401);
    expect(await world.call('maya', 'POST', `/tokens/${id}/revocation`, {})).toMatchObject({
      ...{ status: 409, body: { code: 'wrong_state', state: 'revoked' } },
    });
  });

  it('when it would be stronger than the one it is made with, then none is made', async () => {
    const { text } = await made('maya', { name: 'weak', scopes: ['read', 'request'], days: 2 });
    const headers = { authorization: `Bearer ${text}` };
    const refused = { status: 403, body: { code: 'not_allowed' } };
    expect(await make('maya', { name: 'x', scopes: ['decide'] }, headers)).toMatchObject(refused);
    expect(await make('maya', { name: 'x', days: 3 }, headers)).toMatchObject(refused);
    expect(await make('maya', { name: 'x', role: 'super_admin' })).toMatchObject(refused);
    expect(await make('adam', { name: 'x', role: 'auditor' })).toMatchObject(refused);
    expect(await make('maya', { name: 'x' }, headers)).toMatchObject({
      status: 201,
      body: { scopes: ['read', 'request'] },
    });
  });

  it('when a super admin makes one for a service, then it has that role and is nobody', async () => {
    const { text } = await made('root', { name: 'hr', role: 'access_admin', days: 30 });
    const me = await world.call('root', 'GET', '/me', undefined, { authorization: `Bearer ${text}` });
    expect(me.body).toMatchObject({ kind: 'service', name: 'hr', roles: ['access_admin'], person: null });
  });

  it('when the same key comes again, then it is the same token; with another body, it is refused', async () => {
    const key = { 'idempotency-key': 'once' };
    const first = await make('maya', { name: 'once' }, key);
    const again = await make('maya', { name: 'once' }, key);
    expect(again).toEqual(first);
    expect(await make('maya', { name: 'twice' }, key)).toMatchObject({
      status: 409,
      body: { code: 'idempotency_mismatch' },
    });
    expect(await make('lin', { name: 'twice' }, key)).toMatchObject({ status: 201 });
  });

  it('when others look, then they see none of them; admins and auditors see all, page by page', async () => {
    expect(JSON.stringify((await world.call('eve', 'GET', '/tokens')).body)).not.toContain(world.token);
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const { body } = await world.call('audrey', 'GET', `/tokens?limit=4${after}`);
      seen.push(...(body['items'] as Made[]).map(({ id }) => id));
      if (body['next'] === null) break;
      after = `&after=${String(body['next'])}`;
    }
    expect(seen).toContain(world.token);
    expect(new Set(seen).size).toBe(seen.length);
    expect(await world.call('audrey', 'POST', `/tokens/${world.token}/revocation`, {})).toMatchObject({ status: 403 });
  });
});
