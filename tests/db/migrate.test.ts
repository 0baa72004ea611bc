import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { sha256 } from '../../src/config/keys.ts';
import type { DatabaseAddress } from '../../src/db/connections.ts';
import { openDatabase } from '../../src/db/database.ts';
import { AuditHead } from '../../src/db/entities/record.entity.ts';
import { migrate } from '../../src/db/migrate.ts';
import { migrations } from '../../src/db/migrations/index.ts';
import { openStore } from '../../src/db/open-store.ts';
import { onEachDatabase } from '../support/databases.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** Makes the database as it is before the first start. */
async function emptied(address: DatabaseAddress): Promise<void> {
  const database = await openDatabase(address);
  await database.orm.schema.drop();
  await database.transact((tx) => tx.tell('drop table migration'));
  await database.close();
}

onEachDatabase('migrations', (open, newAddress) => {
  it('make exactly what the entities say', async () => {
    const { database } = await open();
    expect(await database.orm.schema.getUpdateSchemaSQL({ wrap: false })).toBe('');
  });

  it('when two replicas start at once on an empty database, then both come up and the work is done once', async () => {
    const address = await newAddress();
    await emptied(address);
    const replicas = await Promise.all([openDatabase(address), openDatabase(address)]);
    await Promise.all(replicas.map(migrate));
    const [first] = replicas;
    expect(await first?.orm.em.fork().count(AuditHead)).toBe(1);
    const applied = await first?.reader.ask('select name from migration order by name');
    expect(applied?.rows.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name));
    await Promise.all(replicas.map((replica) => replica.close()));
  });

  it('when the database is newer than the code, then it says so and changes nothing', async () => {
    const { address, database } = await open();
    const newer = "insert into migration (name, applied_at) values ('9999-from-the-future', '')";
    await database.transact((tx) => tx.tell(newer));
    await expect(openStore(address, sha256)).rejects.toThrow(
      'The database has migration 9999-from-the-future, which this version of Leasehold does not know: it was written by a newer one. Nothing was changed. Start the newer version, or restore the backup made before the upgrade.',
    );
  });
});

describe('a database that cannot be used', () => {
  it('when the file is not a database, then one sentence says so and the file stays', async () => {
    const file = join(await tempFolder(), 'broken.db');
    await writeFile(file, 'this is not a database, it is a poem about one'.repeat(100));
    await expect(openStore({ kind: 'sqlite', file }, sha256)).rejects.toThrow(
      /broken\.db is not a readable database \(.*\)\. It was left as it is\. Restore it from a backup, or move it away to start empty\./,
    );
  });

  it('when PostgreSQL is not there, then one sentence says so', async () => {
    await expect(openStore({ kind: 'postgres', url: 'postgres://nobody@127.0.0.1:1/none' }, sha256)).rejects.toThrow(
      /^PostgreSQL cannot be used \(.*\)\. Nothing was changed\. Check DATABASE_URL/,
    );
  });
});
