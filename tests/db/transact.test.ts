import { expect, it } from '@jest/globals';
import type { Reader, Transaction } from '../../src/db/connections.ts';
import { tables } from '../../src/db/tables.ts';
import { onEachDatabase } from '../support/databases.ts';

const { setting } = tables;
const put = (tx: Transaction, key: string, value = '') => setting.insert(tx, [{ key, value }]);

onEachDatabase('a transaction', (open) => {
  const keys = async (db: Reader) => (await setting.find(db, {})).map(({ key }) => key).toSorted();

  it('sees what it wrote itself, and others see all of it or nothing', async () => {
    const { database } = await open();
    await database.transact(async (tx) => {
      await put(tx, 'one');
      await setting.set(tx, { key: 'one' }, { value: 'changed' });
      expect(await setting.first(tx, { key: 'one' })).toEqual({ key: 'one', value: 'changed' });
      await put(tx, 'two');
      await setting.remove(tx, { key: 'one' });
    });
    expect(await keys(database.reader)).toEqual(['two']);
  });

  it('when a write fails that nobody waited for, then nothing of it stands and the commit says why', async () => {
    const { database } = await open();
    await database.transact((tx) => put(tx, 'there'));
    const twice = database.transact(async (tx) => {
      await put(tx, 'before');
      await put(tx, 'there');
      await put(tx, 'after');
    });
    await expect(twice).rejects.toThrow(/unique constraint/i);
    expect(await keys(database.reader)).toEqual(['there']);
  });

  it('when a row has to be there for a change and is not, then nothing of it stands, and it says so', async () => {
    const { database } = await open();
    await database.transact((tx) => put(tx, 'there'));
    const change = (key: string) =>
      database.transact(async (tx) => {
        await put(tx, `before ${key}`);
        await setting.setThere(tx, { key }, { value: 'changed' }, () => new Error(`no ${key}`));
        await put(tx, `after ${key}`);
      });
    await expect(change('elsewhere')).rejects.toThrow('no elsewhere');
    expect(await keys(database.reader)).toEqual(['there']);
    await change('there');
    expect(await keys(database.reader)).toEqual(['after there', 'before there', 'there']);
    expect(await setting.first(database.reader, { key: 'there' })).toEqual({ key: 'there', value: 'changed' });
  });

  it('when something is read after such a write, then the reading says why', async () => {
    const { database } = await open();
    await database.transact((tx) => put(tx, 'there'));
    const twice = database.transact(async (tx) => {
      await put(tx, 'there');
      await keys(tx);
      throw new Error('never read');
    });
    await expect(twice).rejects.toThrow(/unique constraint/i);
  });

  it('when it failed, then the next ones on the same connections know nothing of it', async () => {
    const { database } = await open();
    const fail = () => database.transact(async (tx) => [await put(tx, 'same'), await put(tx, 'same')]);
    await Promise.allSettled(Array.from({ length: 30 }, fail));
    await Promise.all(Array.from({ length: 30 }, (_, at) => database.transact((tx) => put(tx, `key ${at}`))));
    expect(await keys(database.reader)).toHaveLength(30);
  });

  it('when what it is about fails, then what was written before is taken back', async () => {
    const { database } = await open();
    const failing = database.transact(async (tx) => {
      await put(tx, 'one');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await keys(database.reader)).toEqual([]);
  });

  it('when others read meanwhile, then they wait for nothing and see what was there before', async () => {
    const { database } = await open();
    await database.transact(async (tx) => {
      await put(tx, 'one');
      expect(await keys(database.reader)).toEqual([]);
    });
    expect(await keys(database.reader)).toEqual(['one']);
  });

  it('when it is used after its end, then that is refused', async () => {
    const { database } = await open();
    const kept = await database.transact((tx) => Promise.resolve(tx));
    await expect(put(kept, 'late')).rejects.toThrow('the transaction is over: insert into "setting"');
    await expect(keys(kept)).rejects.toThrow('the transaction is over: select');
    expect(await keys(database.reader)).toEqual([]);
  });

  it('when several things are asked in one moment, then each has its own answer, and its own failure', async () => {
    const { database } = await open();
    await database.transact((tx) => put(tx, 'one'));
    const ask = () => [
      ...Array.from({ length: 20 }, () => keys(database.reader)),
      database.reader.ask('select 1 from nowhere where ? = 1', [1]).catch((error: Error) => [error.message]),
      keys(database.reader),
    ];
    for (const answers of [await Promise.all(ask()), await Promise.all(ask())]) {
      expect(answers.splice(20, 1)).toEqual([[expect.stringContaining('nowhere')]]);
      expect(answers).toEqual(Array.from({ length: 21 }, () => ['one']));
    }
  });

  it('when the database is closed a second time, then nothing happens', async () => {
    const { database } = await open();
    await database.close();
    await expect(database.close()).resolves.toBeUndefined();
    await expect(keys(database.reader)).rejects.toThrow(/not open|after calling end/);
  });

  it('when it does nothing, then nothing happens', async () => {
    const { database } = await open();
    expect(await database.transact(() => Promise.resolve(7))).toBe(7);
  });
});
