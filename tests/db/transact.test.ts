import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { expect, it } from '@jest/globals';
import type { Em } from '../../src/db/database.ts';
import { tables } from '../../src/db/tables.ts';
import { onEachDatabase } from '../support/databases.ts';

const { setting } = tables;
const put = (em: Em, key: string, value = '') => setting.insert(em, [{ key, value }]);

onEachDatabase('a transaction', (open) => {
  const keys = async (em: Em) => (await setting.find(em, {})).map(({ key }) => key).toSorted();

  it('sees what it wrote itself, and others see all of it or nothing', async () => {
    const { database } = await open();
    await database.transact(async (em) => {
      await put(em, 'one');
      await setting.set(em, { key: 'one' }, { value: 'changed' });
      expect(await setting.first(em, { key: 'one' })).toEqual({ key: 'one', value: 'changed' });
      await put(em, 'two');
      await setting.remove(em, { key: 'one' });
    });
    expect(await keys(database.em())).toEqual(['two']);
  });

  it('when a write fails that nobody waited for, then nothing of it stands and the commit says why', async () => {
    const { database } = await open();
    await database.transact((em) => put(em, 'there'));
    const twice = database.transact(async (em) => {
      await put(em, 'before');
      await put(em, 'there');
      await put(em, 'after');
    });
    await expect(twice).rejects.toBeInstanceOf(UniqueConstraintViolationException);
    expect(await keys(database.em())).toEqual(['there']);
  });

  it('when something is read after such a write, then the reading says why', async () => {
    const { database } = await open();
    await database.transact((em) => put(em, 'there'));
    const twice = database.transact(async (em) => {
      await put(em, 'there');
      await keys(em);
      throw new Error('never read');
    });
    await expect(twice).rejects.toBeInstanceOf(UniqueConstraintViolationException);
  });

  it('when it failed, then the next ones on the same connections know nothing of it', async () => {
    const { database } = await open();
    const fail = () => database.transact(async (em) => [await put(em, 'same'), await put(em, 'same')]);
    await Promise.allSettled(Array.from({ length: 30 }, fail));
    await Promise.all(Array.from({ length: 30 }, (_, at) => database.transact((em) => put(em, `key ${at}`))));
    expect(await keys(database.em())).toHaveLength(30);
    await expect(database.em().getConnection().execute('select 1 from nowhere')).rejects.toThrow(/nowhere/);
  });

  it('when what it is about fails, then what was written before is taken back', async () => {
    const { database } = await open();
    const failing = database.transact(async (em) => {
      await put(em, 'one');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await keys(database.em())).toEqual([]);
  });

  it('when it does nothing, then nothing happens', async () => {
    const { database } = await open();
    expect(await database.transact(() => Promise.resolve(7))).toBe(7);
  });
});
