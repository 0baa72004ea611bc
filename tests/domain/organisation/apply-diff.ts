import type { ListDiff } from '../../../src/domain/organisation/diff-list.ts';
import type { OrganisationDiff } from '../../../src/domain/organisation/diff.ts';
import type { AppEntry, Organisation, PersonEntry } from '../../../src/domain/organisation/organisation.ts';
import type { Rule } from '../../../src/domain/policy/policy.ts';

/** Does what a difference says, so that a test sees whether it says everything. */
export function applyDiff(before: Organisation, diff: OrganisationDiff, settings: Organisation): Organisation {
  return {
    policy: {
      organisation: diff.settings.length === 0 ? before.policy.organisation : settings.policy.organisation,
      flows: applyList(before.policy.flows, diff.flows, ({ slug }) => slug),
      rules: inOrder(
        applyList(before.policy.rules, diff.rules, ({ name }) => name),
        diff.moved,
      ),
      dutyConflicts: applyList(before.policy.dutyConflicts, diff.duties, ({ name }) => name),
    },
    people: withLeavers(
      applyList(before.people, { ...diff.people, removed: [] }, ({ email }) => email),
      diff,
    ),
    apps: applyApps(before.apps, diff),
  };
}

function applyList<Entry>(before: readonly Entry[], diff: ListDiff<Entry>, nameOf: (entry: Entry) => string): Entry[] {
  const removed = new Set(diff.removed.map(nameOf));
  const changed = new Map(diff.changed.map(({ name, after }) => [name, after]));
  const kept = before.filter((entry) => !removed.has(nameOf(entry)));
  return [...kept.map((entry) => changed.get(nameOf(entry)) ?? entry), ...diff.added];
}

function withLeavers(people: readonly PersonEntry[], { people: { removed } }: OrganisationDiff): PersonEntry[] {
  const leaving = new Set(removed.map(({ email }) => email));
  return people.map((entry) => (leaving.has(entry.email) ? { ...entry, status: 'offboarded' } : entry));
}

function applyApps(before: readonly AppEntry[], { apps, entitlements }: OrganisationDiff): AppEntry[] {
  const isNew = new Set(apps.added.map(({ slug }) => slug));
  const inside = new Map(before.map(({ slug, entitlements: entries }) => [slug, entries]));
  return applyList(before, apps, ({ slug }) => slug).map((app) => {
    if (isNew.has(app.slug)) return app;
    const placed = (inside.get(app.slug) ?? []).map((entry) => ({ app: app.slug, entry }));
    const here = <T>(list: readonly T[], appOf: (one: T) => string) => list.filter((one) => appOf(one) === app.slug);
    const diff = {
      added: here(entitlements.added, (one) => one.app),
      changed: here(entitlements.changed, ({ after }) => after.app),
      removed: here(entitlements.removed, (one) => one.app),
    };
    const after = applyList(placed, diff, ({ app: slug, entry }) => `${slug}/${entry.slug}`);
    return { ...app, entitlements: after.map(({ entry }) => entry) };
  });
}

function inOrder(rules: readonly Rule[], moved: OrganisationDiff['moved']): Rule[] {
  const names = rules.map(({ name }) => name).filter((name) => !moved.some((one) => one.name === name));
  for (const { name, after } of moved) names.splice(after === undefined ? 0 : names.indexOf(after) + 1, 0, name);
  return names.flatMap((name) => rules.find((rule) => rule.name === name) ?? []);
}
