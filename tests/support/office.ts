import { createAttest } from '../../activities/ledger/attest.ts';
import { tables } from '../../src/db/tables.ts';
import { createReconcile } from '../../activities/ledger/reconcile.ts';
import { randomIds } from '../../src/config/environment.ts';
import type { HandDeps } from '../../src/connectors/hand-tasks.ts';
import { createManual } from '../../src/connectors/manual/manual.connector.ts';
import { AuditEntry } from '../../src/db/entities/record.entity.ts';
import { personRow } from '../../src/db/repositories/people.repository.ts';
import type { App } from '../../src/domain/catalog/app.ts';
import type { Person } from '../../src/domain/people/person.ts';
import type { Request } from '../../src/domain/request/request.ts';
import type { Task } from '../../src/domain/work/task.ts';
import type { Connector } from '../../src/ports/connector.ts';
import type { NewClaim, Opened } from '../../src/ports/ledger-store.ts';
import type { Acting } from '../../src/use-cases/acting.ts';
import { askAgain } from '../../src/use-cases/tasks/ask-again.ts';
import { completeTask } from '../../src/use-cases/tasks/complete-task.ts';
import { reassignTask } from '../../src/use-cases/tasks/reassign-task.ts';
import { refuseTask } from '../../src/use-cases/tasks/refuse-task.ts';
import { aChange, aPerson, aRequest, NOW } from './builders.ts';
import type { OpenStore } from './databases.ts';
import { aStockedApp, locked } from './ledger.ts';

const STAFF = ['ada', 'lin', 'maya', 'noor', 'sam'] as const;
export type StaffName = (typeof STAFF)[number];

interface Given {
  readonly app?: Partial<App>;
  readonly owners?: readonly StaffName[];
  readonly assignees?: readonly StaffName[];
  readonly admins?: readonly StaffName[];
  /** What changes the app; its people, unless given. */
  readonly connect?: (deps: HandDeps) => Connector;
}

export type Office = Awaited<ReturnType<typeof anOffice>>;

/**
 * An app that Ada and Lin own and look after by hand, Maya who is given access to it, Noor who is an admin, and Sam who
 * has nothing to do with it. The clock is moved by hand too.
 */
export async function anOffice(opened: OpenStore, given: Given = {}) {
  const scene = { ...opened, ...(await stocked(opened, staffOf(given), given)), ...aTeller() };
  const programs = createPrograms(scene, given.connect ?? createManual);
  return { ...scene, ...programs, ...createWishes(scene, programs), ...createHands(scene, programs) };
}

function staffOf({ admins = ['noor'] }: Given) {
  const staff = new Map(
    STAFF.map((name) => [name, aPerson({ name, roles: admins.includes(name) ? ['access_admin'] : [] })]),
  );
  const person = (name: StaffName): Person => staff.get(name) ?? aPerson();
  /** Of an actor or a person as the record writes them. */
  const nameOf = (actor: string): string => STAFF.find((name) => actor.endsWith(person(name).id)) ?? actor;
  return { person, nameOf };
}

async function stocked(opened: OpenStore, staff: ReturnType<typeof staffOf>, given: Given) {
  const { owners = ['ada', 'lin'], assignees = ['ada'] } = given;
  const { person } = staff;
  const ownerIds = owners.map((name) => person(name).id);
  const connectorConfig = { assignees: assignees.map((name) => person(name).email) };
  const stock = await aStockedApp(opened, {
    app: { connector: 'manual', connectorConfig, ownerIds, ...given.app },
    entitlement: { levels: ['viewer', 'member'] },
  });
  const { app, account } = stock;
  await opened.database.transact(async (tx) => {
    await tables.person.insert(tx, STAFF.map(person).map(personRow));
    const owned = ownerIds.map((personId) => ({ appId: app.id, personId }));
    if (owned.length > 0) await tables.appOwner.insert(tx, owned);
    await tx.tell('update account set person_id = ? where id = ?', [person('maya').id, account.id]);
  });
  return { ...staff, ...stock };
}

/** Stands where Temporal would: who was told that something is so. */
function aTeller() {
  const told: string[] = [];
  const tell = (to: readonly { readonly id: string }[]) => {
    told.push(...to.map(({ id }) => id));
    return Promise.resolve();
  };
  return { told, gateway: { holdingSettled: tell, nudge: tell } };
}

type Scene = OpenStore & Awaited<ReturnType<typeof stocked>> & ReturnType<typeof aTeller>;

function createPrograms({ store, gateway }: Scene, connect: (deps: HandDeps) => Connector) {
  let now = NOW;
  const clock = { now: () => now };
  const { work, people, ledger } = store;
  const connector = connect({ work, people, ids: randomIds, clock });
  const pass = (ms: number) => {
    now += ms;
  };
  const wait = (ms: number) => Promise.resolve(pass(ms));
  const reconcile = createReconcile({ connectors: () => connector, ledger, clock, wait });
  const deps = { store, clock, ids: randomIds, gateway, attest: createAttest({ ledger, clock }) };
  return { connector, reconcile, pass, deps };
}

type Programs = ReturnType<typeof createPrograms>;

/** What workflows do: claims come and go, and the app is made to agree. */
function createWishes({ store, app, account, entitlement, claimFor, person }: Scene, { reconcile }: Programs) {
  const { ledger } = store;
  const lock = () => reconcile.lockWishFor(app);
  const holding = () => ledger.holdingOf(account.id, entitlement.id);
  const work = async (opening: Promise<readonly Opened[]>) => {
    const reconciled = await reconcile.work(locked((await opening)[0]));
    await ledger.settle([reconciled.settled]);
    return reconciled;
  };
  return {
    holding,
    /** A request of Maya's that is being given. */
    async give(level = 'member', stored = true) {
      const change = aChange({ entitlementId: entitlement.id, state: 'giving', level });
      const about = { requesterId: person('maya').id, appId: app.id, decision: 'approved' } as const;
      const request = aRequest({ ...about, changes: [change] });
      if (stored) await store.requests.open(request, []);
      const claim = claimFor(0, { requestId: request.id, level });
      return { request, claim, outcome: await work(ledger.addClaims([claim], lock())) };
    },
    /** So that Maya may ask for the same again. */
    wasGiven(request: Request) {
      const changes = request.changes.map((change) => ({ ...change, state: 'given' as const }));
      return store.requests.record({ ...request, version: 2, changes }, []);
    },
    release: ({ requestId }: NewClaim) => work(ledger.releaseClaims(requestId ?? 'REQ-', ['c1'], lock())),
    /** As a workflow does when it is told, or by itself after a while. */
    lookAgain: async () => reconcile.reconcileHolding((await holding())?.id ?? 'hol_none'),
  };
}

/** What people do, and what is written down of it. */
function createHands({ store, database, account, entitlement, person, nameOf }: Scene, { deps }: Programs) {
  const acting = (name: StaffName): Acting => ({
    ...{ person: person(name), principal: name },
    origin: { actor: { kind: 'person', id: person(name).id }, surface: 'web', assurance: 'session' },
  });
  const tasks = () => store.work.tasksAbout({ accountId: account.id, entitlementId: entitlement.id });
  type Which = Pick<Task, 'id'>;
  return {
    tasks,
    async openTask(): Promise<Task> {
      const open = (await tasks()).filter(({ state }) => state === 'open');
      if (open[0] === undefined || open.length > 1) throw new Error(`${open.length} tasks are open`);
      return open[0];
    },
    complete: (by: StaffName, { id }: Which, comment?: string) => completeTask(deps, acting(by), id, { comment }),
    refuse: (by: StaffName, { id }: Which, reason: string) => refuseTask(deps, acting(by), id, reason),
    reassign: (by: StaffName, { id }: Which, to: StaffName) => reassignTask(deps, acting(by), id, person(to).id),
    askAgain: (by: StaffName, request: Request) => askAgain(deps, acting(by), request),
    async facts(): Promise<string[]> {
      const rows = await database.orm.em
        .fork()
        .find(AuditEntry, { fact: { $like: 'task.%' } }, { orderBy: { index: 'asc' } });
      return rows.map(({ fact, actor }) => `${fact.slice('task.'.length)} by ${nameOf(actor)}`);
    },
  };
}
