import { LockMode } from '@mikro-orm/core';
import type { SandboxAccount, SandboxFaults, SandboxHolding, SandboxStore, Turn } from '../../ports/sandbox-store.ts';
import type { Database, Em } from '../database.ts';
import { SandboxAccountRow, SandboxAppRow, SandboxCallRow, SandboxHoldingRow } from '../entities/sandbox.entity.ts';
import { fromJson, nulled, plain, type Row, toJson } from '../rows.ts';

const fresh = { disableIdentityMap: true } as const;

export function createSandboxStore(database: Database): SandboxStore {
  return {
    ...createSandboxViews(database),

    onApp: (appId, turn) =>
      takeTurn(database, appId, turn, { find: () => Promise.resolve(undefined), save: () => Promise.resolve() }),

    onAccount: (appId, externalId, turn) =>
      takeTurn(database, appId, turn, {
        async find(em) {
          const row = await em.findOne(SandboxAccountRow, { appId, externalId }, fresh);
          return row === null ? undefined : accountOf(row);
        },
        save: (em, account) => em.upsert(SandboxAccountRow, { appId, ...account }, fresh),
      }),

    onHolding: ({ appId, ...what }, turn) =>
      takeTurn(database, appId, turn, {
        async find(em) {
          const row = await em.findOne(SandboxHoldingRow, { appId, place: placeOf(what) }, fresh);
          return row === null ? undefined : holdingOf(row);
        },
        save: (em, holding) => saveHolding(em, appId, holding),
      }),

    async setFaults(appId, faults) {
      await database.transact(async (em) => {
        const app = await lockApp(em, appId);
        await em.nativeUpdate(SandboxAppRow, { appId }, { faults: toJson({ ...faultsOf(app), ...faults }) });
      });
    },

    finishPending: (appId) =>
      database.transact(async (em) => {
        await lockApp(em, appId);
        const rows = await em.find(SandboxHoldingRow, { appId, pending: { $ne: null } }, fresh);
        for (const row of rows) await saveHolding(em, appId, finished(holdingOf(row)));
        return rows.length;
      }),
  };
}

type SandboxViews = Pick<SandboxStore, 'accounts' | 'entitlements' | 'holdings' | 'calls'>;

function createSandboxViews(database: Database): SandboxViews {
  return {
    async accounts(appId, { after = '', limit }) {
      const where = { appId, externalId: { $gt: after } };
      const rows = await database.em().find(SandboxAccountRow, where, { orderBy: { externalId: 'asc' }, limit });
      return rows.map(accountOf);
    },

    async entitlements(appId, { after = '', limit }) {
      const query = database.em().createQueryBuilder(SandboxHoldingRow).select('entitlement', true);
      query
        .where({ appId, entitlement: { $gt: after } })
        .orderBy({ entitlement: 'asc' })
        .limit(limit);
      const rows = await query.execute<{ entitlement: string }[]>();
      return rows.map(({ entitlement }) => entitlement);
    },

    async holdings(appId, { after = '', limit }) {
      const where = { appId, place: { $gt: after } };
      const rows = await database.em().find(SandboxHoldingRow, where, { orderBy: { place: 'asc' }, limit });
      return rows.map((row) => ({ place: row.place, ...holdingOf(row) }));
    },

    async calls(appId) {
      const rows = await database.em().find(SandboxCallRow, { appId }, { orderBy: { number: 'asc' } });
      return rows.map(({ appId: _, number: __, ...call }) => plain(call));
    },
  };
}

interface Place<Thing> {
  find(em: Em): Promise<Thing | undefined>;
  save(em: Em, thing: Thing): Promise<unknown>;
}

/** With the app's row locked: its faults met, the thing as the call leaves it, the call in the log. */
function takeTurn<Thing, Answer>(
  database: Database,
  appId: string,
  turn: Turn<Thing, Answer>,
  { find, save }: Place<Thing>,
) {
  return database.transact(async (em) => {
    const app = await lockApp(em, appId);
    const { faults, thing, call, answer } = turn(faultsOf(app), await find(em));
    if (thing !== undefined) await save(em, thing);
    const number = app.calls + 1;
    await em.nativeUpdate(SandboxAppRow, { appId }, { faults: toJson(faults), calls: number });
    await em.insert(SandboxCallRow, { appId, number, ...nulled(call) });
    return answer;
  });
}

const NO_FAULTS: SandboxFaults = { fail: undefined, lagMs: 0, lies: 0, lostAnswers: 0, pending: false };

/** Every call to the app waits here for the one before it. */
async function lockApp(em: Em, appId: string): Promise<Row<typeof SandboxAppRow>> {
  const insert = em.createQueryBuilder(SandboxAppRow).insert({ appId, faults: toJson(NO_FAULTS), calls: 0 });
  await insert.onConflict(['appId']).ignore().execute();
  return em.findOneOrFail(SandboxAppRow, { appId }, { lockMode: LockMode.PESSIMISTIC_WRITE, ...fresh });
}

function faultsOf(app: Row<typeof SandboxAppRow>): SandboxFaults {
  return { ...NO_FAULTS, ...fromJson(app.faults) };
}

function placeOf({ account, entitlement }: Pick<SandboxHolding, 'account' | 'entitlement'>): string {
  return JSON.stringify([account, entitlement]);
}

function accountOf({ externalId, email, status }: Row<typeof SandboxAccountRow>): SandboxAccount {
  return { externalId, email, status };
}

function holdingOf({
  account,
  entitlement,
  real,
  shown,
  showsAt,
  pending,
}: Row<typeof SandboxHoldingRow>): SandboxHolding {
  return {
    ...{ account, entitlement, showsAt },
    real: fromJson(real),
    shown: fromJson(shown),
    pending: typeof pending !== 'string' ? undefined : fromJson(pending),
  };
}

async function saveHolding(em: Em, appId: string, holding: SandboxHolding): Promise<void> {
  const { account, entitlement, real, shown, showsAt, pending } = holding;
  await em.upsert(
    SandboxHoldingRow,
    {
      ...{ appId, place: placeOf(holding), account, entitlement, showsAt },
      ...{ real: toJson(real), shown: toJson(shown), pending: pending === undefined ? null : toJson(pending) },
    },
    fresh,
  );
}

function finished({ pending, ...holding }: SandboxHolding): SandboxHolding {
  const real = pending?.becomes ?? holding.real;
  return { ...holding, real, shown: real, pending: undefined };
}
