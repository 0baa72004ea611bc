import { sha256 } from '../../../src/config/keys.ts';
import { tables } from '../../../src/db/tables.ts';
import { openDatabase } from '../../../src/db/database.ts';
import { appRow } from '../../../src/db/repositories/catalog.repository.ts';
import { personRow } from '../../../src/db/repositories/people.repository.ts';
import { createStore } from '../../../src/db/store.ts';
import type { PersonId, RequestId } from '../../../src/domain/ids.ts';
import type { Request } from '../../../src/domain/request/request.ts';
import { BY_WORKFLOW, factAbout, type Step } from '../../../src/domain/request/step.ts';
import type { Way } from '../../../src/ports/way.ts';
import { type NotTold, tell } from '../../../src/use-cases/telling/tell.ts';
import { aPerson, NOW } from '../../support/builders.ts';
import { anApp } from '../../support/ledger.ts';
import { testSqlite } from '../../support/sqlite.ts';

/** One thing that happens to a request; undefined where it cannot. */
type Happens = (request: Request, at: number) => Step | undefined;

/** A store with these people in it, and an app of which the last one is the owner; the clock is moved by hand. */
export async function aNewsroom(people: readonly PersonId[]) {
  const made = await testSqlite();
  const database = await openDatabase({ kind: 'sqlite', file: made.file });
  const store = createStore(database, sha256);
  const app = anApp({ ownerIds: people.slice(-1) });
  await database.transact(async (tx) => {
    const staff = people.map((id) => aPerson({ id, name: id.slice(4) }));
    await tables.person.insert(tx, staff.map(personRow));
    await tables.app.insert(tx, [appRow(app)]);
    await tables.appOwner.insert(
      tx,
      app.ownerIds.map((personId) => ({ appId: app.id, personId })),
    );
  });
  await store.messages.setProgress({ since: 0, upTo: 0 });
  let now = NOW;
  const clock = { now: () => now };
  const stored = async (id: RequestId): Promise<Request> => {
    const request = await store.requests.byId(id);
    if (request === undefined) throw new Error(`there is no ${id}`);
    return request;
  };
  return {
    ...{ store, database, app, clock, stored, file: made.file },
    pass(ms: number) {
      now += ms;
    },
    open: (request: Request) =>
      store.requests.open(request, [factAbout(request, 'request.opened', request.createdAt, BY_WORKFLOW)]),
    /** False where it could not happen. */
    async happen(id: RequestId, happens: Happens): Promise<boolean> {
      const request = await stored(id);
      const step = happens(request, now);
      if (step === undefined) return false;
      await store.requests.record({ ...step.request, version: request.version + 1, asOf: now }, step.facts);
      return true;
    },
    tell: async (ways: readonly Way[], id: RequestId): Promise<readonly NotTold[]> =>
      (await tell({ store, clock, ways }, `request:${id}`, 0)).notTold,
    async close() {
      await database.close();
      await made.drop();
    },
  };
}

export type Newsroom = Awaited<ReturnType<typeof aNewsroom>>;
