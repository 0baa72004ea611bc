import { describe, expect, it } from '@jest/globals';
import type { EntitySchema } from '@mikro-orm/core';
import { entities } from '../../src/db/entities/index.ts';
import { SandboxCallRow } from '../../src/db/entities/sandbox.entity.ts';
import { columnsOf } from '../../src/db/statements/columns.ts';
import { tables } from '../../src/db/tables.ts';
import { openDatabase } from '../../src/db/database.ts';
import { testPostgres } from '../support/postgres.ts';
import { onEachDatabase } from '../support/databases.ts';
import { statementsOf } from './statements-of.ts';

const calls = (count: number) =>
  Array.from({ length: count }, (_, number) => ({
    ...{ appId: 'app', number, method: 'grant', account: number % 2 === 0 ? 'even' : null, at: 2 ** 40 + number },
    ...{ changed: number % 2 === 0, answer: `50% of ${number}` },
  }));

onEachDatabase('statements', (open) => {
  it('name tables and columns as the ORM does', async () => {
    const { database } = await open();
    for (const entity of entities as readonly EntitySchema[]) {
      const { tableName, props, primaryKeys } = database.orm.getMetadata().get(entity);
      const { table, all, keys } = columnsOf(entity);
      expect({ table, keys, all: all.map(({ property, name }) => [property, name]) }).toEqual({
        table: `"${tableName}"`,
        keys: primaryKeys,
        all: props.map(({ name, fieldNames }) => [name, `"${fieldNames[0]}"`]),
      });
    }
  });

  it('when a row is written, then it reads back as the ORM reads it', async () => {
    const { database } = await open();
    await database.transact((tx) => tables.sandboxCall.insert(tx, calls(2)));
    const byOrm = await database.orm.em
      .fork()
      .find(SandboxCallRow, {}, { orderBy: { number: 'asc' }, disableIdentityMap: true });
    const rows = await tables.sandboxCall.find(database.reader, {}, { orderBy: { number: 'asc' } });
    expect(rows).toEqual(byOrm.map((row) => ({ ...row })));
    expect(rows[1]).toMatchObject({ changed: false, account: null, at: 2 ** 40 + 1 });
  });

  it('when rows are asked for, then each test finds what it says', async () => {
    const { database } = await open();
    await database.transact((tx) => tables.sandboxCall.insert(tx, calls(10)));
    const numbers = async (where: Parameters<typeof tables.sandboxCall.find>[1]) =>
      (await tables.sandboxCall.find(database.reader, where, { only: ['number'], orderBy: { number: 'asc' } })).map(
        (row) => row.number,
      );
    expect(await numbers({ number: { $in: [3, 1, 99] } })).toEqual([1, 3]);
    expect(await numbers({ number: { $nin: [0, 1, 2, 3, 4, 5, 6] } })).toEqual([7, 8, 9]);
    expect(await numbers({ number: { $lt: 6 }, account: null })).toEqual([1, 3, 5]);
    expect(await numbers({ number: { $gt: 6 }, account: { $ne: null } })).toEqual([8]);
    expect(await numbers({ answer: { $like: '%of 7' } })).toEqual([7]);
    expect(await numbers({ changed: true, $or: [{ number: 2 }, { number: { $in: [] } }, { number: 3 }] })).toEqual([2]);
    expect(await numbers({ account: undefined })).toEqual([]);
  });

  it('when nothing is asked for, then nothing is asked', async () => {
    const opened = await open();
    const none = { number: { $in: [] } };
    const asked = await statementsOf(() =>
      opened.database.transact(async (tx) => {
        expect(await tables.sandboxCall.find(tx, none)).toEqual([]);
        expect(await tables.sandboxCall.find(tx, { $or: [none, none] })).toEqual([]);
        expect(await tables.sandboxCall.update(tx, none, { answer: 'x' })).toBe(0);
        expect(await tables.sandboxCall.delete(tx, none)).toBe(0);
        await tables.sandboxCall.insert(tx, []);
      }),
    );
    expect(asked).toEqual(['commit']);
  });

  it('when other values are asked for, then the statement stays the same', async () => {
    const opened = await open();
    const ask = (numbers: number[], account: string) =>
      statementsOf(() =>
        tables.sandboxCall.find(opened.database.reader, { number: { $in: numbers }, account }, { limit: 9 }),
      );
    expect(await ask([1], "o'neil")).toEqual(await ask([1, 2, 3], '$1 ? :x'));
  });

  it('when there are many rows, then all are written', async () => {
    const { database } = await open();
    await database.transact((tx) => tables.sandboxCall.insert(tx, calls(5000)));
    await database.transact((tx) => tables.sandboxCall.upsert(tx, calls(5001)));
    const [changed, gone] = await database.transact(async (tx) => [
      await tables.sandboxCall.update(tx, { number: { $gt: 3 } }, { account: null }),
      await tables.sandboxCall.delete(tx, { account: null }),
    ]);
    expect([changed, gone]).toEqual([4997, 4999]);
  });

  it('when many want a row that is not there, then one makes it and each has it to itself', async () => {
    const { database } = await open();
    const row = { appId: 'app', faults: '{}', calls: 1 };
    const one = () =>
      database.transact(async (tx) => (await tables.sandboxApp.findOrInsert(tx, row, ['appId'], 'calls')).calls);
    const numbers = await Promise.all(Array.from({ length: 20 }, one));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });
});

describe('statements on PostgreSQL', () => {
  it('when one comes again with other values, in the same moment or later, then it is prepared once', async () => {
    const { url, drop } = await testPostgres();
    const database = await openDatabase({ kind: 'postgres', url, poolSize: 1 });
    await database.transact((tx) => tables.sandboxCall.insert(tx, calls(3)));
    const isThere = (number: number) => tables.sandboxCall.has(database.reader, { number });
    expect(await Promise.all([0, 1, 5].map(isThere))).toEqual([true, true, false]);
    expect(await isThere(2)).toBe(true);
    const { rows: prepared } = await database.reader.ask('select statement from pg_prepared_statements');
    const kinds = Object.groupBy(prepared, ({ statement }) => String(statement).split(' ')[0] ?? '');
    expect(kinds).toMatchObject({ insert: [{}], select: [{}] });
    expect(prepared).toHaveLength(2);
    await database.close();
    await drop();
  });
});

describe('a statement that names what is not there', () => {
  it('when the property does not exist, then it says so', () => {
    expect(() => tables.request.column('nothing' as 'id')).toThrow('RequestRow has no nothing');
  });
});
