import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { createPortFinder } from '../setup/ports.ts';
import { freePort } from './free-port.ts';
import { askHouse } from './house.ts';
import { testSqlite } from './sqlite.ts';
import { tempFolder } from './temp-folder.ts';

describe('what the test runner lends', () => {
  it('when ports are asked for at once, then none is given twice', async () => {
    const ports = await Promise.all(Array.from({ length: 20 }, () => freePort()));
    expect(new Set(ports).size).toBe(20);
  });

  it('when something listens on a port, then the next one is given', async () => {
    const taken = await freePort();
    const listener = createServer();
    await new Promise<void>((resolve) => listener.listen(taken, '127.0.0.1', resolve));
    const given = await createPortFinder(taken)();
    listener.close();
    expect(given).not.toBe(taken);
  });

  it('when two folders are asked for, then they are two', async () => {
    const [first, second] = await Promise.all([tempFolder(), tempFolder()]);
    expect(first).not.toBe(second);
    expect([first, second].every((folder) => existsSync(folder))).toBe(true);
  });

  it('when two SQLite databases are asked for, then neither sees what the other writes', async () => {
    const [first, second] = await Promise.all([testSqlite(), testSqlite()]);
    new DatabaseSync(first.file).exec('CREATE TABLE mine (word text)');
    const tables = new DatabaseSync(second.file).prepare("SELECT name FROM sqlite_schema WHERE name = 'mine'").all();
    expect(tables).toEqual([]);
  });

  it('when a service is not known, then the caller hears so', async () => {
    await expect(askHouse('moon')).rejects.toThrow('no service "moon"');
  });
});
