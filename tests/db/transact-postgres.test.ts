import { afterAll, expect, it } from '@jest/globals';
import type { Transaction } from '../../src/db/connections.ts';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { tables } from '../../src/db/tables.ts';
import { testPostgres } from '../support/postgres.ts';

const { setting } = tables;
const cleanUps: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

async function open(poolSize: number): Promise<Database> {
  const { url, drop } = await testPostgres();
  const database = await openDatabase({ kind: 'postgres', url, poolSize });
  cleanUps.push(drop, database.close);
  return database;
}

const put = (tx: Transaction, key: string, value = '') => setting.insert(tx, [{ key, value }]);
const putAgain = (tx: Transaction) => tx.ask('insert into setting (key, value) values (?, ?)', ['there', '']);
const UNIQUE = { code: '23505' };

/** One who hears of the failure later than those who asked after it. */
async function heardLate<T>(answer: Promise<T>): Promise<T> {
  const settled = await Promise.allSettled([answer]);
  await Promise.resolve();
  return settled[0].status === 'fulfilled' ? settled[0].value : Promise.reject(settled[0].reason as Error);
}

it('when several things are asked at once and the first fails, then its reason is the reason', async () => {
  const database = await open(1);
  await database.transact((tx) => put(tx, 'there'));
  for (let round = 0; round < 20; round++) {
    const asked = database.transact((tx) => Promise.all([heardLate(putAgain(tx)), setting.find(tx, {})]));
    await expect(asked).rejects.toMatchObject(UNIQUE);
    const told = database.transact((tx) => Promise.all([putAgain(tx), put(tx, 'told'), setting.find(tx, {})]));
    await expect(told).rejects.toMatchObject(UNIQUE);
  }
});

it('when somebody changes what was read, and the server minds, then it is done again', async () => {
  const database = await open(2);
  await database.transact((tx) => put(tx, 'count', '0'));
  const others = ['1'];
  await database.transact(async (tx) => {
    await tx.tell('set transaction isolation level repeatable read');
    const found = await setting.first(tx, { key: 'count' });
    const other = others.pop();
    if (other !== undefined) await database.transact((its) => setting.set(its, { key: 'count' }, { value: other }));
    await setting.set(tx, { key: 'count' }, { value: `${found?.value} and one` });
  });
  expect(await setting.first(database.reader, { key: 'count' })).toEqual({ key: 'count', value: '1 and one' });
});

it.each([
  ['a column gets another type', 'alter table policy_version alter column version type numeric'],
  ['a pooler forgets what was prepared', 'deallocate all'],
])('when %s, then a statement that was prepared before works again', async (_, change) => {
  const database = await open(1);
  const read = () => tables.policyVersion.find(database.reader, { version: 1 });
  const readInOne = () => database.transact((tx) => tables.policyVersion.find(tx, { version: 1 }));
  for (const [one, another] of [[read, readInOne] as const, [readInOne, read] as const]) {
    await one();
    await database.transact((tx) => tx.tell(change));
    await one().catch(() => {});
    expect([await one(), await another()]).toEqual([[], []]);
  }
});

it('when one of those that read at the same moment fails, then the others have their answers all the same', async () => {
  const database = await open(1);
  await database.transact((tx) => put(tx, 'there'));
  const there = () => setting.first(database.reader, { key: 'there' });
  const wrong = () => database.reader.ask('select ?::int as number', ['none']);
  for (let round = 0; round < 3; round++) {
    const answers = await Promise.allSettled([there(), wrong(), there(), wrong(), there()]);
    const found = { status: 'fulfilled', value: { key: 'there', value: '' } };
    const refused = { status: 'rejected', reason: expect.objectContaining({ code: '22P02' }) as unknown };
    expect(answers).toEqual([found, refused, found, refused, found]);
  }
  // What failed with one value was prepared nevertheless, and works with another.
  expect((await database.reader.ask('select ?::int as number', ['7'])).rows).toEqual([{ number: 7 }]);
});

it('when a value cannot be sent at all, then nothing of its transaction stands', async () => {
  const database = await open(1);
  const cannotBeSaid = {
    toPostgres() {
      throw new Error('cannot be said');
    },
  };
  const failing = database.transact(async (tx) => {
    await put(tx, 'before');
    await tx.tell('insert into setting (key, value) values (?, ?)', ['wrong', cannotBeSaid]);
  });
  await expect(failing).rejects.toThrow('cannot be said');
  await expect(database.reader.ask('select ?::text', [cannotBeSaid])).rejects.toThrow('cannot be said');
  expect(await setting.find(database.reader, {})).toEqual([]);
});

it('when its connection ends while it lasts, then it fails and the next one has another', async () => {
  const database = await open(2);
  const ended = database.transact(async (tx) => {
    const [self] = (await tx.ask('select pg_backend_pid() as pid')).rows;
    await put(tx, 'lost');
    await database.reader.ask('select pg_terminate_backend(?)', [self?.['pid']]);
    await setting.find(tx, {});
  });
  await expect(ended).rejects.toThrow(/terminat/i);
  await database.transact((tx) => put(tx, 'kept'));
  expect((await setting.find(database.reader, {})).map(({ key }) => key)).toEqual(['kept']);
});

it('when it is closed while others wait for a connection, then they get theirs first', async () => {
  const database = await open(1);
  const under = ['one', 'two', 'three'].map((key) => database.transact((tx) => put(tx, key).then(() => key)));
  await database.close();
  expect(await Promise.all(under)).toEqual(['one', 'two', 'three']);
});
