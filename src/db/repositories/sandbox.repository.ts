import type { SandboxAccount, SandboxFaults, SandboxHolding, SandboxStore, Turn } from '../../ports/sandbox-store.ts';
import type { Reader, Transaction } from '../connections.ts';
import type { Database } from '../database.ts';
import type { SandboxAccountRow, SandboxAppRow, SandboxHoldingRow } from '../entities/sandbox.entity.ts';
import { fromJson, nulled, plain, type Row, toJson } from '../rows.ts';
import { tables } from '../tables.ts';

export function createSandboxStore(database: Database): SandboxStore {
  return {
    ...createSandboxViews(database),

    onApp: (appId, turn) =>
      takeTurn(database, appId, turn, { find: () => Promise.resolve(undefined), save: () => Promise.resolve() }),

    onAccount: (appId, externalId, turn) =>
      takeTurn(database, appId, turn, {
        async find(tx) {
          const row = await tables.sandboxAccount.first(tx, { appId, externalId });
          return row === undefined ? undefined : accountOf(row);
        },
        save: (tx, account) => tables.sandboxAccount.upsert(tx, [{ appId, ...account }]),
      }),

    onHolding: ({ appId, ...what }, turn) => takeTurn(database, appId, turn, aHolding(appId, what)),

    async lookAtHolding({ appId, ...what }, turn) {
      const place = aHolding(appId, what);
      const [app = freshApp(appId), held] = await Promise.all([
        tables.sandboxApp.first(database.reader, { appId }, { only: ['faults'] }),
        place.find(database.reader),
      ]);
      const { faults, thing, answer } = turn(faultsOf(app), held);
      const isQuiet = thing === undefined && toJson(faults) === app.faults;
      return isQuiet ? answer : takeTurn(database, appId, turn, place);
    },

    async setFaults(appId, faults) {
      await database.transact(async (tx) => {
        const app = await lockApp(tx, appId);
        await tables.sandboxApp.set(tx, { appId }, { faults: toJson({ ...faultsOf(app), ...faults }) });
      });
    },

    finishPending: (appId) =>
      database.transact(async (tx) => {
        await lockApp(tx, appId);
        const rows = await tables.sandboxHolding.find(tx, { appId, pending: { $ne: null } });
        for (const row of rows) await saveHolding(tx, appId, finished(holdingOf(row)));
        return rows.length;
      }),
  };
}

type SandboxViews = Pick<SandboxStore, 'accounts' | 'entitlements' | 'holdings' | 'calls'>;

function createSandboxViews(database: Database): SandboxViews {
  return {
    async accounts(appId, { after = '', limit }) {
      const where = { appId, externalId: { $gt: after } };
      const rows = await tables.sandboxAccount.find(database.reader, where, { orderBy: { externalId: 'asc' }, limit });
      return rows.map(accountOf);
    },

    async entitlements(appId, { after = '', limit }) {
      const where = { appId, entitlement: { $gt: after } };
      const how = { only: ['entitlement'], distinct: true, orderBy: { entitlement: 'asc' }, limit } as const;
      const rows = await tables.sandboxHolding.find(database.reader, where, how);
      return rows.map(({ entitlement }) => entitlement);
    },

    async holdings(appId, { after = '', limit }) {
      const where = { appId, place: { $gt: after } };
      const rows = await tables.sandboxHolding.find(database.reader, where, { orderBy: { place: 'asc' }, limit });
      return rows.map((row) => ({ place: row.place, ...holdingOf(row) }));
    },

    async calls(appId) {
      const rows = await tables.sandboxCall.find(database.reader, { appId }, { orderBy: { number: 'asc' } });
      return rows.map(({ appId: _, number: __, ...call }) => plain(call));
    },
  };
}

interface Place<Thing> {
  find(db: Reader): Promise<Thing | undefined>;
  save(tx: Transaction, thing: Thing): Promise<unknown>;
}

function aHolding(appId: string, what: Pick<SandboxHolding, 'account' | 'entitlement'>): Place<SandboxHolding> {
  return {
    async find(db) {
      const row = await tables.sandboxHolding.first(db, { appId, place: placeOf(what) });
      return row === undefined ? undefined : holdingOf(row);
    },
    save: (tx, holding) => saveHolding(tx, appId, holding),
  };
}

/** With the app's row locked and the call counted: its faults met, the thing as the call leaves it, the call in the log. */
function takeTurn<Thing, Answer>(
  database: Database,
  appId: string,
  turn: Turn<Thing, Answer>,
  { find, save }: Place<Thing>,
) {
  return database.transact(async (tx) => {
    const [app, found] = await Promise.all([
      tables.sandboxApp.findOrInsert(tx, { ...freshApp(appId), calls: 1 }, ['appId'], 'calls'),
      find(tx),
    ]);
    const { faults, thing, call, answer } = turn(faultsOf(app), found);
    if (thing !== undefined) await save(tx, thing);
    if (toJson(faults) !== app.faults) await tables.sandboxApp.set(tx, { appId }, { faults: toJson(faults) });
    await tables.sandboxCall.insert(tx, [{ appId, number: app.calls, ...nulled(call) }]);
    return answer;
  });
}

const NO_FAULTS: SandboxFaults = { fail: undefined, lagMs: 0, lies: 0, lostAnswers: 0, pending: false };

/** Like every call to the app, it waits here for the one before it. */
function lockApp(tx: Transaction, appId: string): Promise<Row<typeof SandboxAppRow>> {
  return tables.sandboxApp.findOrInsert(tx, freshApp(appId), ['appId']);
}

function freshApp(appId: string) {
  return { appId, faults: toJson(NO_FAULTS), calls: 0 };
}

function faultsOf(app: Pick<Row<typeof SandboxAppRow>, 'faults'>): SandboxFaults {
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

async function saveHolding(tx: Transaction, appId: string, holding: SandboxHolding): Promise<void> {
  const { account, entitlement, real, shown, showsAt, pending } = holding;
  await tables.sandboxHolding.upsert(tx, [
    {
      ...{ appId, place: placeOf(holding), account, entitlement, showsAt },
      ...{ real: toJson(real), shown: toJson(shown), pending: pending === undefined ? null : toJson(pending) },
    },
  ]);
}

function finished({ pending, ...holding }: SandboxHolding): SandboxHolding {
  const real = pending?.becomes ?? holding.real;
  return { ...holding, real, shown: real, pending: undefined };
}
