import { afterAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { type TestDatabase, testPostgres } from './postgres.ts';

async function query(database: TestDatabase, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('a PostgreSQL database for a test', () => {
  const databases: Promise<TestDatabase>[] = [];
  const aDatabase = () => {
    databases.push(testPostgres());
    return databases.at(-1) as Promise<TestDatabase>;
  };
  afterAll(async () => {
    await Promise.all(databases.map(async (database) => (await database).drop()));
  });

  it('is its own: when two tests ask at once, then neither sees what the other writes', async () => {
    const [first, second] = await Promise.all([aDatabase(), aDatabase()]);
    await query(first, 'CREATE TABLE mine (word text)');
    expect(first.url).not.toBe(second.url);
    expect(await query(second, "SELECT 1 FROM information_schema.tables WHERE table_name = 'mine'")).toEqual([]);
  });

  it('knows letters beyond ASCII and orders them the same way on every machine', async () => {
    const rows = await query(await aDatabase(), "SELECT upper('ärger') AS upper, 'Z' < 'a' AS ordered_by_code");
    expect(rows).toEqual([{ upper: 'ÄRGER', ordered_by_code: true }]);
  });

  it('is gone after drop, even with a session still open', async () => {
    const database = await testPostgres();
    const session = new Client({ connectionString: database.url });
    session.on('error', () => {}); // the server ends it: that is the point
    await session.connect();
    await database.drop();
    await expect(query(database, 'SELECT 1')).rejects.toThrow('does not exist');
    await session.end().catch(() => {});
  });
});
