import type { AuditFact, FactName } from '../audit/fact.ts';
import type { Json } from '../json.ts';
import type { Origin } from '../request/step.ts';
import type { Instant } from '../time.ts';
import type { ListDiff } from './diff-list.ts';
import { type OrganisationDiff, pathOf } from './diff.ts';
import type { FieldChange } from './field.ts';
import type { OrganisationRows } from './rows.ts';
import type { StoredOrganisation } from './stored.ts';

/** What the record says about each person, app and entitlement. Those who leave are written down by offboarding. */
export function factsOf(
  { people, apps, entitlements }: OrganisationDiff,
  rows: OrganisationRows,
  stored: Pick<StoredOrganisation, 'apps'>,
  { at, origin }: { readonly at: Instant; readonly origin: Origin },
): readonly AuditFact[] {
  const subjects = subjectsOf(rows, stored);
  const about = <Entry>(list: ListDiff<Entry>, names: Names, nameOf: (entry: Entry) => string): AuditFact[] => {
    const fact = (name: FactName, entry: Entry, changes?: readonly FieldChange[]): AuditFact => ({
      ...{ fact: name, at, ...origin, subject: subjects.get(nameOf(entry)) ?? 'organisation' },
      data: { name: nameOf(entry), changes: changes as Json | undefined },
    });
    return [
      ...list.added.map((entry) => fact(names.added, entry)),
      ...list.changed.map(({ after, fields }) => fact(names.changed, after, fields)),
      ...list.removed.map((entry) => fact(names.removed, entry)),
    ];
  };
  return [
    ...about({ ...people, removed: [] }, PERSON, ({ email }) => email),
    ...about(apps, APP, ({ slug }) => slug),
    ...about(entitlements, ENTITLEMENT, pathOf),
  ];
}

type Names = { readonly [What in 'added' | 'changed' | 'removed']: FactName };
const PERSON: Names = { added: 'person.added', changed: 'person.changed', removed: 'person.offboarded' };
const APP: Names = { added: 'app.added', changed: 'app.changed', removed: 'app.archived' };
const ENTITLEMENT: Names = {
  added: 'entitlement.added',
  changed: 'entitlement.changed',
  removed: 'entitlement.archived',
};

/** By what people call them: e-mail, slug, `app/entitlement`. */
function subjectsOf(rows: OrganisationRows, stored: Pick<StoredOrganisation, 'apps'>): ReadonlyMap<string, string> {
  const slugOf = new Map([...stored.apps, ...rows.apps].map(({ id, slug }) => [id, slug]));
  return new Map([
    ...rows.people.map(({ email, id }) => [email, `person:${id}`] as const),
    ...rows.apps.map(({ slug, id }) => [slug, `app:${id}`] as const),
    ...rows.entitlements.map(({ appId, slug, id }) => [`${slugOf.get(appId)}/${slug}`, `entitlement:${id}`] as const),
  ]);
}
