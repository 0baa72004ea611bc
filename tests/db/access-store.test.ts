import { expect, it } from '@jest/globals';
import { tables } from '../../src/db/tables.ts';
import { personRow } from '../../src/db/repositories/people.repository.ts';
import type { Person } from '../../src/domain/people/person.ts';
import type { NewClaim } from '../../src/ports/ledger-store.ts';
import { anId, aPerson, NOW } from '../support/builders.ts';
import { onEachDatabase, type OpenStore } from '../support/databases.ts';
import { addEntitlement, anEntitlement, aStockedApp, locked } from '../support/ledger.ts';

const LOCK = { now: NOW, lockMs: 60_000 };

/** An app with an account for each of these people. */
async function anAppOf(opened: OpenStore, people: readonly Person[]) {
  const stock = await aStockedApp(opened, { accounts: people.length });
  await opened.database.transact(async (tx) => {
    await tables.person.insert(tx, people.map(personRow));
    for (const [at, { id }] of people.entries())
      await tx.tell('update account set person_id = ? where id = ?', [id, stock.accounts[at]?.id]);
  });
  const give = async (at: number, more: Partial<NewClaim> = {}) =>
    locked((await opened.store.ledger.addClaims([stock.claimFor(at, more)], LOCK))[0]);
  return { ...stock, give };
}

onEachDatabase('what people hold, as it is looked up', (open) => {
  it('when somebody holds something, then it is found by person, app and id, with names and reasons', async () => {
    const opened = await open();
    const { access } = opened.store;
    const maya = aPerson({ name: 'Maya' });
    const { app, entitlement, give } = await anAppOf(opened, [maya]);
    const { holding } = await give(0, { endsAt: NOW });
    const held = {
      ...{ id: holding.id, appId: app.id, personId: maya.id, wanted: { held: true } },
      names: { app: app.name, entitlement: entitlement.name, person: 'Maya' },
      claims: [{ live: true, endsAt: NOW }],
    };
    expect(await access.heldById(holding.id)).toMatchObject(held);
    expect(await access.heldByPerson(maya.id)).toMatchObject([held]);
    expect(await access.heldByPerson(maya.id, app.id)).toMatchObject([held]);
    expect(await access.heldByPerson(maya.id, anId('app'))).toEqual([]);
    expect(await access.heldByPerson(anId('person'))).toEqual([]);
    expect(await access.heldById(anId('holding'))).toBeUndefined();
  });

  it('when it is proven gone, then it is left out of lists; before that it is not', async () => {
    const opened = await open();
    const { access, ledger } = opened.store;
    const maya = aPerson();
    const { give } = await anAppOf(opened, [maya]);
    const requestId = anId('request');
    const { holding } = await give(0, { requestId });
    const released = locked((await ledger.releaseClaims(requestId, ['c1'], { ...LOCK, now: NOW + 70_000 }))[0]);
    expect(await access.heldByPerson(maya.id)).toMatchObject([{ wanted: { held: false }, claims: [{ live: false }] }]);
    const { lock } = released;
    const { generation } = released.holding;
    const proof = { kind: 'read_back', at: NOW } as const;
    await ledger.settle([
      { ...{ holdingId: holding.id, lock, generation, proof }, actual: { seen: 'absent' }, pending: undefined },
    ]);
    expect(await access.heldByPerson(maya.id)).toEqual([]);
    expect(await access.heldById(holding.id)).toMatchObject({ proof });
  });

  it('when an app has many, then pages follow each other without a gap', async () => {
    const opened = await open();
    const { app, give } = await anAppOf(
      opened,
      Array.from({ length: 5 }, () => aPerson()),
    );
    const all: string[] = [];
    for (let at = 0; at < 5; at++) all.push((await give(at)).holding.id);
    const { access } = opened.store;
    const first = await access.heldInApp(app.id, undefined, 3);
    const rest = await access.heldInApp(app.id, first.at(-1)?.id, 3);
    expect([...first, ...rest].map(({ id }) => id)).toEqual(all.toSorted());
    expect(await access.heldInApp(anId('app'), undefined, 3)).toEqual([]);
  });

  it('when it is asked how common something is, then active people with the title count, once each, but for one', async () => {
    const opened = await open();
    const nurse = (given: Partial<Person> = {}) => aPerson({ title: 'Nurse', ...given });
    const people = [nurse(), nurse(), nurse(), nurse({ status: 'offboarded' }), aPerson({ title: 'Doctor' })];
    const { app, entitlement, give } = await anAppOf(opened, people);
    const other = await addEntitlement(opened, anEntitlement({ appId: app.id }));
    for (let at = 0; at < people.length; at++) await give(at);
    await give(1, { entitlementId: other.id });
    const besides = people[0]?.id ?? anId('person');
    expect(await opened.store.access.heldByTitle('Nurse', besides)).toEqual({
      people: 2,
      counts: new Map([
        [entitlement.id, 2],
        [other.id, 1],
      ]),
    });
    expect(await opened.store.access.heldByTitle('nurse', besides)).toEqual({ people: 0, counts: new Map() });
  });

  it('when it is counted, then by person, by state, by seat, and who has one of a few', async () => {
    const opened = await open();
    const { access } = opened.store;
    const [maya, noor, eve] = [aPerson(), aPerson(), aPerson()];
    const { app, entitlement, give } = await anAppOf(opened, [maya, noor, eve]);
    const licence = await addEntitlement(opened, anEntitlement({ appId: app.id, seats: 5 }));
    const requestId = anId('request');
    await give(0, { requestId });
    await give(0, { entitlementId: licence.id });
    await give(1, { entitlementId: licence.id });
    const ids = [maya.id, noor.id, eve.id];
    expect(await access.countByPerson(ids)).toEqual(
      new Map([
        [maya.id, 2],
        [noor.id, 1],
      ]),
    );
    expect(await access.seatsTaken([entitlement.id, licence.id])).toEqual(new Map([[licence.id, 2]]));
    expect(await access.holdersAmong(ids, [entitlement.id])).toEqual(new Set([maya.id]));
    expect(await access.holdersAmong(ids, [])).toEqual(new Set());
    await opened.store.ledger.releaseClaims(requestId, ['c1'], { ...LOCK, now: NOW + 70_000 });
    expect(await access.statesIn(app.id)).toEqual(
      new Map([
        ['giving', 2],
        ['taking', 1],
      ]),
    );
  });
});
