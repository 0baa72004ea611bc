import type { Flow, Rule } from '../policy/policy.ts';
import type { Changed, ListDiff } from './diff-list.ts';
import { type OrganisationDiff, pathOf } from './diff.ts';
import type { AppEntry, EntitlementEntry, PersonEntry } from './organisation.ts';
import { sayChange } from './say-change.ts';
import { sayCondition, sayLevel, sayOutcome } from './say-policy.ts';
import { counted, oneLine, quoted, sayNames } from './wording.ts';

/** One line for each thing that is new (`+`), different (`~`) or no more (`-`): the same difference, the same lines. */
export function sayDiff(diff: OrganisationDiff): readonly string[] {
  return [...saySettings(diff), ...sayPeople(diff.people), ...sayCatalog(diff), ...sayPolicy(diff)].map(oneLine);
}

function sayPolicy(diff: OrganisationDiff): readonly string[] {
  const { flows, duties } = diff;
  const duty = (name: string) => `separation of duties ${quoted(name)}`;
  return [
    ...sayList(flows, ({ slug }) => `flow ${quoted(slug)}`, { added: sayNewFlow }),
    ...sayRules(diff),
    ...sayList(duties, ({ name }) => duty(name), {
      added: ({ one, other, effect }) => `: ${sayNames(one)} against ${sayNames(other)} (${effect})`,
    }),
  ];
}

function saySettings({ settings }: OrganisationDiff): readonly string[] {
  return settings.length === 0 ? [] : [`~ organisation: ${settings.map(sayChange).join('; ')}`];
}

function sayPeople(people: ListDiff<PersonEntry>): readonly string[] {
  return sayList(people, ({ email }) => `person ${email}`, {
    added: ({ name, roles, status }) =>
      ` (${[name, ...roles.map((role) => `role ${role}`), ...(status === 'offboarded' ? ['has left'] : [])].join(', ')})`,
    removed: () => ' is offboarded: all their access ends',
  });
}

function sayCatalog({ apps, entitlements }: OrganisationDiff): readonly string[] {
  return [
    ...sayList(apps, sayApp, {
      added: ({ entitlements: inside }) => ` with ${counted(inside.length, 'entitlement')}`,
      removed: () => ' is archived: nobody can ask for it any more',
    }),
    ...sayList(entitlements, (placed) => `entitlement ${pathOf(placed)}`, {
      added: ({ entry }) => sayNewEntitlement(entry),
      removed: () => ' is archived: nobody can ask for it any more',
    }),
  ];
}

/** By its name, and by its slug where that is another word. */
function sayApp({ name, slug }: AppEntry): string {
  const isSame = name.toLowerCase().replaceAll(' ', '-') === slug;
  return `app ${quoted(name)}${isSame ? '' : ` (${slug})`}`;
}

function sayNewEntitlement({ name, slug, kind, risk }: EntitlementEntry): string {
  return ` (${[...(name === slug ? [] : [quoted(name)]), kind, `${risk} risk`].join(', ')})`;
}

function sayNewFlow({ levels }: Flow): string {
  return `: ${levels.map((level, index) => `level ${index + 1} ${sayLevel(level)}`).join('; ')}`;
}

function sayRules({ rules, moved }: OrganisationDiff): readonly string[] {
  const place = new Map(moved.map(({ name, after }) => [name, after]));
  const sayPlace = (name: string) => {
    const after = place.get(name);
    return after === undefined ? 'first of all' : `after ${quoted(after)}`;
  };
  const isNew = new Set(rules.added.map(({ name }) => name));
  return [
    ...sayList(rules, ({ name }) => `rule ${quoted(name)}`, {
      added: (rule: Rule) => `, ${sayPlace(rule.name)}: ${sayCondition(rule.when)} ${sayOutcome(rule.outcome)}`,
    }),
    ...moved
      .filter(({ name }) => !isNew.has(name))
      .map(({ name }) => `~ rule ${quoted(name)} is now asked ${sayPlace(name)}`),
  ];
}

interface Endings<Entry> {
  readonly added: (entry: Entry) => string;
  readonly removed?: (entry: Entry) => string;
}

function sayList<Entry>(
  { added, changed, removed }: ListDiff<Entry>,
  nameOf: (entry: Entry) => string,
  endings: Endings<Entry>,
): readonly string[] {
  return [
    ...added.map((entry) => `+ ${nameOf(entry)}${endings.added(entry)}`),
    ...changed.map((entry) => `~ ${nameOf(entry.before)}${sayFields(entry)}`),
    ...removed.map((entry) => `- ${nameOf(entry)}${endings.removed?.(entry) ?? ''}`),
  ];
}

/** `rule "X" now goes …`, `app "X": name now …`. */
function sayFields<Entry>({ fields }: Changed<Entry>): string {
  const said = fields.map(sayChange).join('; ');
  return said.startsWith('now ') ? ` ${said}` : `: ${said}`;
}
