import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AskStanding, Standing, Target } from '../../src/ports/connector.ts';
import { aPerson } from '../support/builders.ts';
import { anAccount, anEntitlement } from '../support/ledger.ts';
import { type ConformanceTarget, describeConformance } from './conformance.ts';
import { aPostgresTarget, named, type PostgresTarget, quoted } from './postgres-target.ts';

let server: PostgresTarget;
beforeAll(async () => {
  server = await aPostgresTarget();
});
afterAll(() => server.close());

const standing =
  (stands: Partial<Standing> = {}): AskStanding =>
  () =>
    Promise.resolve({ last: true, until: 'no_end', ...stands });

/** Looks into the catalogue of the server, past the connector. */
const lookInside: ConformanceTarget['lookInside'] = {
  async account(externalId) {
    const [role] = await server.sql('select rolcanlogin from pg_roles where rolname = $1', [externalId]);
    return role === undefined ? 'missing' : role.rolcanlogin === true ? 'active' : 'suspended';
  },
  async holding({ account, entitlement }) {
    const [row] = await server.sql(
      `select admin_option from pg_auth_members where roleid = to_regrole($1) and member = to_regrole($2)`,
      [quoted(entitlement.externalId), quoted(account.externalId)],
    );
    return row === undefined
      ? { seen: 'absent' }
      : { seen: 'present', level: row.admin_option === true ? 'admin' : 'member' };
  },
};

describeConformance('a PostgreSQL server', async () => {
  const app = server.app();
  return {
    ...{ app, lookInside, connector: server.connector, loseNextAnswer: server.loseNextAnswer },
    levels: ['member', 'admin'],
    newEntitlement: async (levels) =>
      anEntitlement({ appId: app.id, levels, externalId: await server.newGroup(), kind: 'role' }),
    changesMade: server.changesAsked,
  };
});

async function aTarget(given: { email?: string; externalId?: string } = {}): Promise<Target> {
  const app = server.app();
  const person = aPerson({ email: given.email ?? `${named('ada')}@example.com` });
  const externalId = await server.connector.ensureAccount(app, person);
  const group = given.externalId ?? (await server.newGroup());
  return { app, account: anAccount({ appId: app.id, externalId }), entitlement: anEntitlement({ externalId: group }) };
}

async function validUntil({ account }: Target): Promise<unknown> {
  const sql = 'select rolvaliduntil::text as until from pg_roles where rolname = $1';
  return (await server.sql(sql, [account.externalId]))[0]?.until ?? undefined;
}

describe('accounts in PostgreSQL', () => {
  it('when one is made, then it says by whom and for whom, and expires at once until something is granted', async () => {
    const target = await aTarget({ email: `o'ne"il; --${named('x')}@example.com` });
    const [row] = await server.sql(
      `select shobj_description(oid, 'pg_authid') as comment, rolsuper, rolcreaterole, rolinherit
         from pg_roles where rolname = $1`,
      [target.account.externalId],
    );
    expect(row).toEqual({
      comment: expect.stringMatching(/^Made by Leasehold for o'ne"il; --x_\w+@example.com$/),
      ...{ rolsuper: false, rolcreaterole: false, rolinherit: true },
    });
    expect(await validUntil(target)).toBe('-infinity');
  });

  it('when people are called by their whole e-mail, then so is the role', async () => {
    const app = server.app({ connectorConfig: { url_secret: 'TARGET_URL', account: 'email' } });
    const person = aPerson();
    expect(await server.connector.ensureAccount(app, person)).toBe(person.email);
    const { items } = await server.connector.listAccounts(app, person.email.slice(0, -1));
    expect(items[0]).toMatchObject({ externalId: person.email, email: person.email, status: 'active' });
  });

  it('when the role was made for somebody else of that name, then it is left alone, suspended as it is', async () => {
    const { app, account } = await aTarget();
    await server.connector.suspendAccount(app, account);
    const namesake = aPerson({ email: `${account.externalId}@example.org` });
    await expect(server.connector.ensureAccount(app, namesake)).rejects.toMatchObject({
      failure: 'needs_person',
      message: expect.stringContaining(`the role ${account.externalId} was made for ${account.externalId}@example.com`),
    });
    expect(await lookInside.account(account.externalId)).toBe('suspended');
  });

  it.each([
    ['is a superuser', 'superuser login'],
    ['exists already and may not log in', 'nologin'],
  ])('when the role of that name %s, then nobody gets it', async (because, options) => {
    const name = named('root');
    await server.sql(`create role ${name} ${options}`);
    const ensuring = server.connector.ensureAccount(server.app(), aPerson({ email: `${name}@example.com` }));
    await expect(ensuring).rejects.toMatchObject({
      failure: 'needs_person',
      message: expect.stringContaining(`the role ${name} ${because}`),
    });
  });

  it('when the name is our own, reserved, or would be cut off, then nobody gets it', async () => {
    const ensure = (name: string) =>
      server.connector.ensureAccount(server.app(), aPerson({ email: `${name}@example.com` }));
    await expect(ensure(server.us)).rejects.toMatchObject({ failure: 'needs_person' });
    await expect(ensure('pg_ada')).rejects.toMatchObject({ failure: 'needs_person' });
    await expect(ensure('a'.repeat(64))).rejects.toMatchObject({ failure: 'permanent' });
    await expect(ensure('')).rejects.toMatchObject({ failure: 'permanent' });
  });

  it('when one is suspended, then whoever is logged in is out', async () => {
    const { app, account } = await aTarget();
    const session = await server.session(account.externalId);
    await server.connector.suspendAccount(app, account);
    await session.closed;
    await expect(server.session(account.externalId)).rejects.toThrow(/not permitted to log in/);
  });
});

describe('the end of access in PostgreSQL', () => {
  it('when something else is still wanted, then whoever is logged in stays; when nothing is, they are out', async () => {
    const one = await aTarget();
    const other = { ...one, entitlement: anEntitlement({ externalId: await server.newGroup() }) };
    await server.connector.grant(one, undefined, {}, standing());
    await server.connector.grant(other, undefined, {}, standing());
    const session = await server.session(one.account.externalId);
    await server.connector.revoke(other, standing({ last: false }));
    expect(await session.isOpen()).toBe(true);
    await server.connector.revoke(one, standing({ last: true }));
    await session.closed;
  });

  it('when Leasehold made the login, then it lasts as long as the latest claim', async () => {
    const target = await aTarget();
    const at = Date.UTC(2031, 4, 6, 7, 8, 9);
    await server.connector.grant(target, undefined, {}, standing({ until: at }));
    expect(await validUntil(target)).toBe('2031-05-06 07:08:09+00');
    await server.connector.keep?.(target, standing({ until: at + 3_600_000 }));
    expect(await validUntil(target)).toBe('2031-05-06 08:08:09+00');
    await server.connector.keep?.(target, standing({ until: 'no_end' }));
    expect(await validUntil(target)).toBe('infinity');
    await server.connector.revoke(target, standing({ until: 'over' }));
    expect(await validUntil(target)).toBe('-infinity');
  });

  it('when the login was there before, then when it ends is not touched', async () => {
    const name = named('dba');
    await server.sql(`create role ${name} login valid until '2040-01-01 00:00:00+00'`);
    await server.sql(`grant ${name} to ${server.us} with admin true`);
    const target = await aTarget({ email: `${name}@example.com` });
    await server.connector.grant(target, undefined, {}, standing({ until: 0 }));
    await server.connector.keep?.(target, standing());
    await server.connector.revoke(target, standing({ until: 'over' }));
    expect(await validUntil(target)).toBe('2040-01-01 00:00:00+00');
  });

  it('when Leasehold may not end sessions, then the membership is gone, and that they go on is told', async () => {
    const target = await aTarget();
    await server.connector.grant(target, undefined, {}, standing());
    const session = await server.session(target.account.externalId);
    await server.sql(`revoke pg_signal_backend from ${server.us}`);
    try {
      const revoking = server.connector.revoke(target, standing());
      await expect(revoking).rejects.toMatchObject({ failure: 'needs_person' });
    } finally {
      await server.sql(`grant pg_signal_backend to ${server.us}`);
    }
    expect([await lookInside.holding(target), await session.isOpen()]).toEqual([{ seen: 'absent' }, true]);
    await server.connector.revoke(target, standing());
    await session.closed;
  });
});

describe('memberships that others gave in PostgreSQL', () => {
  it('when it is held through another role only, then that is not what was granted: it reads as absent', async () => {
    const target = await aTarget();
    const between = await server.newGroup();
    await server.sql(`grant ${target.entitlement.externalId} to ${between}`);
    await server.sql(`grant ${between} to ${target.account.externalId}`);
    expect(await server.connector.read(target)).toEqual({ seen: 'absent' });
    await server.connector.grant(target, undefined, {}, standing());
    await server.connector.revoke(target, standing());
    const member = `select pg_has_role('${target.account.externalId}', '${between}', 'member') as is`;
    expect(await server.sql(member)).toEqual([{ is: true }]);
  });

  it('when an admin gave it as well, then it is not called gone while theirs is there', async () => {
    const target = await aTarget();
    const { account, entitlement } = target;
    await server.connector.grant(target, undefined, {}, standing());
    await server.sql(`grant ${entitlement.externalId} to ${account.externalId} granted by postgres`);
    await expect(server.connector.revoke(target, standing())).rejects.toMatchObject({ failure: 'needs_person' });
    expect(await server.connector.read(target)).toEqual({ seen: 'present', level: 'member' });
    await server.sql(`revoke ${entitlement.externalId} from ${account.externalId} granted by postgres`);
    expect(await server.connector.revoke(target, standing())).toEqual({ outcome: 'done' });
    expect(await server.connector.read(target)).toEqual({ seen: 'absent' });
  });

  it('when an admin gave it so that it is of no use, then granting makes it so', async () => {
    const target = await aTarget();
    const { account, entitlement } = target;
    await server.sql(`grant ${entitlement.externalId} to ${account.externalId} with inherit false, set false`);
    await server.connector.grant(target, 'member', {}, standing());
    const uses = `select pg_has_role('${account.externalId}', '${entitlement.externalId}', 'usage') as is`;
    expect(await server.sql(uses)).toEqual([{ is: true }]);
  });

  it('when it was passed on to others, then it is not taken from them, and somebody is told', async () => {
    const [target, friend] = [await aTarget(), await aTarget()];
    await server.connector.grant(target, 'admin', {}, standing());
    const { externalId: group } = target.entitlement;
    await server.sql(
      `set role ${target.account.externalId}; grant ${group} to ${friend.account.externalId}; reset role`,
    );
    await expect(server.connector.revoke(target, standing())).rejects.toMatchObject({ failure: 'needs_person' });
    await expect(server.connector.grant(target, 'member', {}, standing())).rejects.toMatchObject({
      failure: 'needs_person',
    });
    expect(await lookInside.holding({ ...friend, entitlement: target.entitlement })).toMatchObject({ seen: 'present' });
  });
});

describe('what goes wrong with PostgreSQL', () => {
  const reading = (app: Target['app']) =>
    server.connector.read({ app, account: anAccount(), entitlement: anEntitlement() });

  it.each([
    ['retry', 'cannot be reached', 'postgres://u@127.0.0.1:1/x'],
    ['permanent', 'is no URL', 'hunter2'],
    ['needs_person', 'has no such database', 'DATABASE'],
    ['needs_person', 'does not let us in', 'USER'],
  ])(
    'when it fails with %s because it %s, then that is its class, and no secret is told',
    async (failure, _, given) => {
      const url = new URL(server.url);
      if (given === 'DATABASE') url.pathname = 'nowhere';
      if (given === 'USER') url.username = 'nobody_at_all';
      server.secrets.set('BROKEN', ['DATABASE', 'USER'].includes(given) ? url.toString() : given);
      const message = expect.not.stringContaining('hunter2');
      const app = server.app({ connectorConfig: { url_secret: 'BROKEN' } });
      await expect(reading(app)).rejects.toMatchObject({ failure, message });
    },
  );

  it.each([
    [{}, 'Nimbus is not set up: connector_config.url_secret must name the secret that holds its postgres:// URL.'],
    [{ url_secret: 'NOT_SET' }, 'Nimbus is not set up: LEASEHOLD_SECRET_NOT_SET has no value.'],
    [{ url_secret: 'X', acount: 'email' }, 'Nimbus is not set up: connector_config knows url_secret and account only.'],
    [
      { url_secret: 'X', account: 'upn' },
      'Nimbus is not set up: connector_config.account must be email_local_part or email.',
    ],
  ])('when it is configured as %j, then one sentence says what is missing', async (connectorConfig, message) => {
    const app = server.app({ connectorConfig });
    expect(server.connector.describe(app).proof).toBe('read_back');
    await expect(reading(app)).rejects.toMatchObject({ failure: 'permanent', message });
  });

  it('when the role is not there, or not ours to hand on, then each has its class', async () => {
    const missing = await aTarget({ externalId: named('missing') });
    await expect(server.connector.grant(missing, undefined, {}, standing())).rejects.toMatchObject({
      failure: 'permanent',
      message: expect.stringContaining('does not exist'),
    });
    const theirs = named('theirs');
    await server.sql(`create role ${theirs}`);
    const forbidden = await aTarget({ externalId: theirs });
    await expect(server.connector.grant(forbidden, undefined, {}, standing())).rejects.toMatchObject({
      failure: 'needs_person',
    });
    await expect(server.connector.grant(forbidden, 'owner', {}, standing())).rejects.toMatchObject({
      failure: 'permanent',
      message: 'A role in PostgreSQL is held as member or admin, not as owner.',
    });
  });
});
