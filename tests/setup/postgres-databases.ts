import { Client } from 'pg';
import type { PostgresServer } from './postgres-server.ts';
import { prepareTemplate } from './template.ts';

export interface PostgresDatabases {
  create(): Promise<{ readonly name: string; readonly url: string }>;
  drop(name: string): Promise<void>;
}

const TEMPLATE = 'leasehold_template';

export async function createPostgresDatabases(server: PostgresServer): Promise<PostgresDatabases> {
  const admin = (statement: string) => execute(server.url('postgres'), statement);
  await admin(`CREATE DATABASE ${TEMPLATE}`);
  await prepareTemplate({ kind: 'postgres', url: server.url(TEMPLATE) });
  let made = 0;
  return {
    async create() {
      const name = `test_${++made}`;
      await admin(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
      return { name, url: server.url(name) };
    },
    // FORCE: a pool that a failed test left open must not fail the next line as well.
    drop: (name) => admin(`DROP DATABASE IF EXISTS "${name.replaceAll('"', '')}" WITH (FORCE)`),
  };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
