import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier as quoted } from 'pg';
import { createPostgres } from '../../src/connectors/postgres/postgres.connector.ts';
import type { App } from '../../src/domain/catalog/app.ts';
import { NOW } from '../support/builders.ts';
import { anApp } from '../support/ledger.ts';
import { testPostgres } from '../support/postgres.ts';

export type PostgresTarget = Awaited<ReturnType<typeof aPostgresTarget>>;

type Row = Record<string, unknown>;

/** A real server, one who administers it, and Leasehold with no more rights than the documentation asks for. */
export async function aPostgresTarget() {
  const { url, drop } = await testPostgres();
  const admin = await connected(url);
  const proxy = await aProxy(Number(new URL(url).port));
  const us = named('leasehold');
  await admin.query(`create role ${us} login createrole`);
  await admin.query(`grant pg_signal_backend to ${us}`);
  const secrets = new Map([['TARGET_URL', withParts(url, { username: us, port: String(proxy.port) })]]);
  const clock = { now: () => NOW };
  const connector = createPostgres({ secrets: (name) => secrets.get(name), clock, pageSize: 3 });
  const left: Client[] = [];
  return {
    ...{ url, us, connector, secrets, clock, loseNextAnswer: proxy.loseNextAnswer, changesAsked: proxy.changes },
    app: (given: Partial<App> = {}) =>
      anApp({ connector: 'postgres', connectorConfig: { url_secret: 'TARGET_URL' }, ...given }),
    sql: async (text: string, values: unknown[] = []) => (await admin.query<Row>(text, values)).rows,
    /** A group role that Leasehold may hand on. */
    async newGroup(): Promise<string> {
      const group = named('group');
      await admin.query(`create role ${group}`);
      await admin.query(`grant ${group} to ${us} with admin true, inherit false, set false`);
      return group;
    },
    /** Somebody at work in the database. */
    async session(user: string): Promise<{ readonly isOpen: () => Promise<boolean>; readonly closed: Promise<void> }> {
      const client = await connected(withParts(url, { username: user }));
      left.push(client);
      const closed = new Promise<void>((resolve) => client.once('end', () => resolve()));
      return { closed, isOpen: () => answers(client) };
    },
    async close() {
      await Promise.all([...left, admin].map((client) => client.end().catch(() => {})));
      await proxy.close();
      await drop();
    },
  };
}

export function named(what: string): string {
  return `${what}_${randomBytes(5).toString('hex')}`;
}

export { quoted };

function withParts(url: string, parts: { readonly username?: string; readonly port?: string }): string {
  return Object.assign(new URL(url), parts).toString();
}

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function answers(client: Client): Promise<boolean> {
  try {
    await client.query('select 1');
    return true;
  } catch {
    return false;
  }
}

/** One message of PostgreSQL's simple protocol that changes who is what. */
const CHANGE = /Q[^]{4}(?:grant|revoke|create role) /g;

/** Lies between Leasehold and the server, counts what is asked for, and can keep the answer to a commit to itself. */
async function aProxy(port: number) {
  let losing = false;
  let changes = 0;
  const open = new Set<Socket>();
  const proxy = createServer((from) => {
    const to = connect(port, '127.0.0.1');
    let lost = false;
    for (const socket of [from, to]) {
      open.add(socket);
      socket.on('error', () => {}).on('close', () => open.delete(socket));
    }
    from.on('data', (bytes) => {
      lost ||= losing && bytes.includes('commit');
      if (lost) losing = false;
      changes += bytes.toString('latin1').match(CHANGE)?.length ?? 0;
      to.write(bytes);
    });
    from.on('close', () => to.end());
    // Gone for the caller only when it is over on the server too.
    to.on('close', () => from.destroy());
    to.on('data', (bytes) => (lost ? to.end() : from.write(bytes)));
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    port: (proxy.address() as { port: number }).port,
    loseNextAnswer: () => {
      losing = true;
      return Promise.resolve();
    },
    changes: () => Promise.resolve(changes),
    async close() {
      for (const socket of open) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
