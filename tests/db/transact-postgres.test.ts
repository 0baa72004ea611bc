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

it('when it is closed while others wait for a connection, then they get theirs first', async () => {
  const database = await open(1);
  const under = ['one', 'two', 'three'].map((key) => database.transact((tx) => put(tx, key).then(() => key)));
  await database.close();
  expect(await Promise.all(under)).toEqual(['one', 'two', 'three']);
});
