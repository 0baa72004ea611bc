import type { Entitlement } from '../domain/catalog/entitlement.ts';
import { ok, type Result, refused } from '../domain/errors.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Json } from '../domain/json.ts';
import type { Lease } from '../domain/lease/lease.ts';
import type { Person } from '../domain/people/person.ts';
import type { ChangeOp } from '../domain/request/change.ts';
import type { RequestWish } from '../domain/request/wish.ts';
import type { Store } from '../ports/store.ts';
import { appNamed, personNamed } from './find-named.ts';

/** A wish as people write it: ids, slugs and e-mails, whichever they have. */
export interface NamedWish {
  readonly for?: string | undefined;
  readonly app: string;
  readonly changes: readonly {
    readonly op: ChangeOp;
    readonly entitlement: string;
    readonly level?: string | undefined;
    readonly fields?: { readonly [name: string]: Json } | undefined;
  }[];
  readonly lease?: Lease | undefined;
  readonly reason?: string | undefined;
  readonly reasonCode?: string | undefined;
  readonly approvers?: readonly string[] | undefined;
  readonly emergency?: boolean | undefined;
}

type Deps = Pick<Store, 'people' | 'catalog'>;

export async function findWish(store: Deps, asker: Person, wish: NamedWish): Promise<Result<RequestWish>> {
  const app = await appNamed(store, wish.app);
  if (app === undefined) return refused('not_found', 'There is no such app.', { field: 'app' });
  const names = wish.changes.map(({ entitlement }) => entitlement);
  const entitlements = await store.catalog.entitlementsNamed(app.id, names);
  const changes = wish.changes.map((change) => ({ change, found: entitlementNamed(entitlements, change.entitlement) }));
  const missing = changes.findIndex(({ found }) => found === undefined);
  if (missing >= 0)
    return refused('not_found', `${app.name} has no such entitlement.`, { field: `changes.${missing}.entitlement` });
  const people = await Promise.all(
    [wish.for ?? asker.id, ...(wish.approvers ?? [])].map(async (name) => (await personNamed(store, name))?.id),
  );
  const nobody = people.indexOf(undefined);
  if (nobody >= 0)
    return refused('not_found', 'There is no such person.', { field: nobody === 0 ? 'for' : 'approvers' });
  const [beneficiaryId, ...approvers] = people as [PersonId, ...PersonId[]];
  return ok({
    ...{ beneficiaryId, approvers, appId: app.id, lease: wish.lease, emergency: wish.emergency ?? false },
    ...{ reason: wish.reason ?? '', reasonCode: wish.reasonCode },
    changes: changes.flatMap(({ change: { op, level, fields }, found }) =>
      found === undefined ? [] : [{ op, entitlementId: found.id, level, fields: fields ?? {} }],
    ),
  });
}

function entitlementNamed(all: readonly Entitlement[], name: string): Entitlement | undefined {
  return all.find(({ id, slug }) => id === name || slug === name);
}
