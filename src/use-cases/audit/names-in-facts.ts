import type { AuditFact } from '../../domain/audit/fact.ts';
import { type EntitlementId, type Id, type IdKind, isId } from '../../domain/ids.ts';
import type { Store } from '../../ports/store.ts';

/** The names of the people, apps and entitlements that facts are about, by id. */
export async function namesInFacts(
  { people, catalog }: Pick<Store, 'people' | 'catalog'>,
  facts: readonly AuditFact[],
): Promise<ReadonlyMap<string, string>> {
  const words = facts.flatMap(({ actor, subject }) => [
    'id' in actor ? actor.id : '',
    subject.slice(subject.indexOf(':') + 1),
  ]);
  const ids = <K extends IdKind>(kind: K): Id<K>[] =>
    [...new Set(words)].filter((word): word is Id<K> => isId(kind, word));
  const [persons, apps, entitlements] = await Promise.all([
    people.find({ ids: ids('person') }),
    Promise.all(ids('app').map((id) => catalog.appById(id))),
    catalog.entitlementsById(ids('entitlement') as readonly EntitlementId[]),
  ]);
  const known = [...persons, ...apps, ...entitlements].filter((one) => one !== undefined);
  return new Map<string, string>(known.map(({ id, name }) => [id, name]));
}
