import type { DutyConflict, Flow, Rule } from '../policy/policy.ts';
import { type ListDiff, listDiff } from './diff-list.ts';
import { type FieldChange, fieldChanges } from './field.ts';
import { appFields, entitlementFields } from './fields-catalog.ts';
import { dutyFields, flowFields, organisationFields, personFields, ruleFields } from './fields-policy.ts';
import { type Moved, movedIn } from './moved.ts';
import type { AppEntry, EntitlementEntry, Organisation, PersonEntry } from './organisation.ts';

/** An entitlement with the slug of its app. */
export interface PlacedEntitlement {
  readonly app: string;
  readonly entry: EntitlementEntry;
}

export interface OrganisationDiff {
  readonly settings: readonly FieldChange[];
  /** `removed`: those who leave, because they are not named any more or are said to have left. */
  readonly people: ListDiff<PersonEntry>;
  /** What of an app's entitlements changes stands in `entitlements`; those of an app that comes or goes do not. */
  readonly apps: ListDiff<AppEntry>;
  readonly entitlements: ListDiff<PlacedEntitlement>;
  readonly flows: ListDiff<Flow>;
  readonly rules: ListDiff<Rule>;
  /** Rules that are new or asked earlier or later than before, in the order in which they are asked now. */
  readonly moved: readonly Moved[];
  readonly duties: ListDiff<DutyConflict>;
}

/** What would have to be done to `before` so that it is `after`. People are never deleted: they leave. */
export function diffOrganisation(before: Organisation, after: Organisation): OrganisationDiff {
  const [old, now] = [before.policy, after.policy];
  const bySlug = ({ slug }: { readonly slug: string }) => slug;
  const byName = ({ name }: { readonly name: string }) => name;
  return {
    settings: fieldChanges(organisationFields(old.organisation), organisationFields(now.organisation)),
    people: diffPeople(before.people, after.people),
    apps: listDiff(before.apps, after.apps, bySlug, appFields),
    entitlements: diffEntitlements(before.apps, after.apps),
    flows: listDiff(old.flows, now.flows, bySlug, flowFields),
    rules: listDiff(old.rules, now.rules, byName, ruleFields),
    moved: movedIn(old.rules.map(byName), now.rules.map(byName)),
    duties: listDiff(old.dutyConflicts, now.dutyConflicts, byName, dutyFields),
  };
}

/** Leaving is one list however it is said; somebody who left before is not missed. */
function diffPeople(before: readonly PersonEntry[], after: readonly PersonEntry[]): ListDiff<PersonEntry> {
  const stay = new Set(after.filter(({ status }) => status === 'active').map(({ email }) => email));
  const removed = before.filter(({ email, status }) => status === 'active' && !stay.has(email));
  const leaving = new Set(removed.map(({ email }) => email));
  const asIfHere = after.map((entry) => (leaving.has(entry.email) ? { ...entry, status: 'active' as const } : entry));
  const { added, changed } = listDiff(before, asIfHere, ({ email }) => email, personFields);
  return { added, changed, removed: removed.toSorted((a, b) => (a.email < b.email ? -1 : 1)) };
}

function diffEntitlements(before: readonly AppEntry[], after: readonly AppEntry[]): ListDiff<PlacedEntitlement> {
  const [old, now] = [before, after].map((apps) => new Set(apps.map(({ slug }) => slug)));
  const placed = (apps: readonly AppEntry[]) =>
    apps
      .filter(({ slug }) => old?.has(slug) === true && now?.has(slug) === true)
      .flatMap(({ slug, entitlements }) => entitlements.map((entry) => ({ app: slug, entry })));
  return listDiff(placed(before), placed(after), pathOf, ({ entry }) => entitlementFields(entry));
}

export function pathOf({ app, entry }: PlacedEntitlement): string {
  return `${app}/${entry.slug}`;
}

export function isEmptyDiff({ settings, moved, ...lists }: OrganisationDiff): boolean {
  const touched = Object.values(lists).some(
    ({ added, changed, removed }) => added.length + changed.length + removed.length > 0,
  );
  return settings.length + moved.length === 0 && !touched;
}
