import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { MOVING_STATES } from '../../src/domain/request/state.ts';
import { GIVEN_LATELY } from '../../src/db/repositories/request-lists.ts';
import { tables } from '../../src/db/tables.ts';
import { selectionOf, type Wanted } from '../../src/db/repositories/request-selection.ts';
import { anId, NOW } from '../support/builders.ts';
import { testPostgres } from '../support/postgres.ts';
import { testSqlite } from '../support/sqlite.ts';

const [viewer, after] = [anId('person'), { createdAt: NOW, id: anId('request') }];
const LISTS: Readonly<Record<string, Partial<Wanted>>> = {
  all: {},
  'a tab': { tab: 'closed' },
  'an app': { app: anId('app') },
  'a state': { states: ['failed'] },
  'a viewer': { viewer },
  'a tab of a viewer': { viewer, tab: 'open' },
  'their own': { viewer, own: true },
  'their own that are on their way': { viewer, own: true, states: MOVING_STATES },
  'what they decide': { viewer, decides: true },
};

/** Sorting is made dear: where it is planned all the same, no index holds the order. */
const EXPLAINED = {
  sqlite: { before: [], explain: 'explain query plan' },
  postgres: {
    before: ['set enable_seqscan = off', 'set enable_sort = off', 'set enable_bitmapscan = off'],
    explain: 'explain',
  },
} as const;

describe.each(['sqlite', 'postgres'] as const)('how rows are found (%s):', (kind) => {
  let database: Database;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const { drop: dropped, ...made } = kind === 'sqlite' ? await testSqlite() : await testPostgres();
    drop = dropped;
    database = await openDatabase('url' in made ? { kind: 'postgres', ...made } : { kind: 'sqlite', ...made });
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  const planOf = (wanted: Wanted): Promise<string> =>
    database.transact(async (tx) => {
      const { text, values, at } = selectionOf(wanted, kind, true);
      const { before, explain } = EXPLAINED[kind];
      for (const setting of before) await tx.tell(setting);
      const page = `select ${at.createdAt}, ${at.id} ${text} order by ${at.createdAt} desc, ${at.id} desc limit 50`;
      return JSON.stringify((await tx.ask(`${explain} ${page}`, values)).rows);
    });

  it('a page of what was given lately is read from as few of the app as it looks at', async () => {
    const plan = await database.transact(async (tx) => {
      const { before, explain } = EXPLAINED[kind];
      for (const setting of before) await tx.tell(setting);
      return JSON.stringify((await tx.ask(`${explain} ${GIVEN_LATELY}`, [anId('app'), anId('entitlement'), 20])).rows);
    });
    expect(plan).not.toMatch(kind === 'sqlite' ? /SCAN (r|c|request)\b/ : /Seq Scan/);
    expect(plan).toMatch(kind === 'sqlite' ? /INDEX \S+ \(app_id=\?\)/ : /Index Cond\W+app_id/);
  });

  it('what somebody holds, with its claims, is found by whose it is', async () => {
    const { account, holding, claim } = tables;
    const values: unknown[] = [];
    const accountId = account.those('id', { personId: anId('person') });
    const text = claim.those('id', { holdingId: holding.those('id', { accountId }) }).$from(kind, values);
    const plan = await database.transact(async (tx) => {
      const { before, explain } = EXPLAINED[kind];
      for (const setting of before) await tx.tell(setting);
      return JSON.stringify((await tx.ask(`${explain} ${text}`, values)).rows);
    });
    expect(plan).not.toMatch(kind === 'sqlite' ? /SCAN (claim|holding|account)\b/ : /Seq Scan/);
  });

  it.each(Object.keys(LISTS))('a page of %s is read from an index in its order, from where it begins', async (name) => {
    const common = { viewer: undefined, tab: undefined, after };
    const plan = await planOf({ ...common, ...LISTS[name] });
    expect(plan).not.toMatch(/TEMP B-TREE|Sort|Seq Scan/);
    expect(plan).toMatch(kind === 'sqlite' ? /\(created_at,(id|request_id)\)</ : /Index Cond.*ROW\(\w*\.?created_at/);
  });
});
