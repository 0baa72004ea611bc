import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { sha256, verifySignature } from '../../src/config/keys.ts';
import { RequestRow } from '../../src/db/entities/request.entity.ts';
import { openDatabase } from '../../src/db/database.ts';
import { createStore } from '../../src/db/store.ts';
import { verifyAudit } from '../../src/use-cases/verify-audit.ts';
import { tempFolder } from '../support/temp-folder.ts';

const WRITER = fileURLToPath(new URL('./fixtures/append-facts.ts', import.meta.url));

const write = (file: string, count: number) => promisify(execFile)(process.execPath, [WRITER, file, String(count)]);

describe('one SQLite file and several processes', () => {
  it('when three start at once on an empty file and write as fast as they can, then nothing is lost and the record is whole', async () => {
    const file = join(await tempFolder(), 'shared.db');
    await Promise.all([write(file, 100), write(file, 100), write(file, 100)]);
    const database = await openDatabase({ kind: 'sqlite', file });
    const store = createStore(database, sha256);
    expect(await database.orm.em.fork().count(RequestRow)).toBe(300);
    expect(await verifyAudit({ store, sha256, verifySignature, publicKey: '' })).toEqual({
      rows: 600,
      signedHeads: 0,
      breaks: [],
    });
    await database.close();
  });
});
