import type { Organisation } from '../../domain/organisation/organisation.ts';
import type { Finding, Path } from '../finding.ts';
import { didYouMean, quoted } from '../wording.ts';

/** Everything in the file that something else in it may name. */
export interface Names {
  readonly people: ReadonlySet<string>;
  readonly apps: ReadonlySet<string>;
  readonly entitlements: ReadonlySet<string>;
  readonly flows: ReadonlySet<string>;
}

export function namesOf({ people, apps, policy }: Organisation): Names {
  return {
    people: new Set(people.map((person) => person.email)),
    apps: new Set(apps.map((app) => app.slug)),
    entitlements: new Set(apps.flatMap((app) => app.entitlements.map(({ slug }) => `${app.slug}/${slug}`))),
    flows: new Set(policy.flows.map((flow) => flow.slug)),
  };
}

/** `who` names what: `rule "X" names flow "y", which is not defined`. */
export function dangling(
  who: string,
  what: string,
  name: string,
  known: ReadonlySet<string>,
  path: Path,
): readonly Finding[] {
  if (known.has(name)) return [];
  const sentence = `${who} names ${what} ${quoted(name)}, which is not defined${didYouMean(name, known)}`;
  return [{ path, sentence }];
}

export function danglingAll(
  who: string,
  what: string,
  names: readonly string[] | undefined,
  known: ReadonlySet<string>,
  path: Path,
): readonly Finding[] {
  return (names ?? []).flatMap((name, index) => dangling(who, what, name, known, [...path, index]));
}
