import type { AppId, EntitlementId, PersonId } from '../../../src/domain/ids.ts';
import type { Lease } from '../../../src/domain/lease/lease.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import type { RequestWish } from '../../../src/domain/request/wish.ts';
import type { Acting } from '../../../src/use-cases/acting.ts';
import type { BenchInstallation } from '../installation.ts';

interface Thing {
  readonly appId: AppId;
  readonly entitlementId: EntitlementId;
}

/** Who asks for what next: the same again only when everybody has asked for everything. */
export async function createWishes(installation: BenchInstallation) {
  const { store } = installation;
  const people = await store.people.all();
  const askers = people.filter(({ managerId }) => managerId !== undefined);
  const things = await thingsByKind(installation);
  await giveAccounts(installation, askers);
  const byId = new Map(people.map((person) => [person.id, person]));
  const asked = new Map<string, number>();

  return {
    next(kind: string, lease: Lease): { readonly person: Person; readonly wish: RequestWish; readonly key: string } {
      const number = asked.get(kind) ?? 0;
      asked.set(kind, number + 1);
      const offered = things.get(kind) ?? [];
      const person = at(askers, number);
      const { appId, entitlementId } = at(offered, Math.floor(number / askers.length) + (number % askers.length));
      return { person, wish: wishFor(person, appId, entitlementId, lease), key: `${kind} ${number}` };
    },
    /** One of each thing of this kind, for one person. */
    each: (kind: string, person: Person, lease: Lease): RequestWish[] =>
      (things.get(kind) ?? []).map(({ appId, entitlementId }) => wishFor(person, appId, entitlementId, lease)),
    person: (id: PersonId | undefined): Person => byId.get(id ?? 'per_') ?? at(people, 0),
  };
}

export function actingAs(person: Person): Acting {
  const actor = { kind: 'person', id: person.id } as const;
  return { person, principal: person.id, origin: { actor, surface: 'api', assurance: 'fresh_sign_in' } };
}

function wishFor(person: Person, appId: AppId, entitlementId: EntitlementId, lease: Lease): RequestWish {
  return {
    ...{ beneficiaryId: person.id, appId, lease, reason: 'Rolling back the failed release, incident 4411' },
    changes: [{ op: 'add', entitlementId, level: undefined, fields: {} }],
    ...{ reasonCode: undefined, approvers: [], emergency: false },
  };
}

async function thingsByKind({ store }: BenchInstallation): Promise<Map<string, Thing[]>> {
  const byKind = new Map<string, Thing[]>();
  for (const app of await store.catalog.apps()) {
    const kind = app.slug.replace(/-\d+$/, '');
    const more = (await store.catalog.entitlementsOf(app.id)).map(({ id }) => ({ appId: app.id, entitlementId: id }));
    byKind.set(kind, [...(byKind.get(kind) ?? []), ...more]);
  }
  return byKind;
}

/** People have their accounts already: the first access of somebody new is the rare case. */
async function giveAccounts({ store, ids }: BenchInstallation, askers: readonly Person[]): Promise<void> {
  for (const { id: appId } of await store.catalog.apps()) {
    for (const { id: personId, email } of askers) {
      const account = { id: ids.newId('account'), appId, personId, externalId: email } as const;
      await store.ledger.addAccount({ ...account, kind: 'human', status: 'active' });
    }
  }
}

function at<T>(list: readonly T[], number: number): T {
  return list[number % list.length] as T;
}
