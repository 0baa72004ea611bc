import type { AuditFact } from '../domain/audit/fact.ts';
import { appWithIds, entitlementWithIds, nameAll, personWithIds } from '../domain/organisation/with-ids.ts';
import type { Instant } from '../domain/time.ts';
import type { Clock, Ids } from '../ports/environment.ts';
import type { FirstContent, OrganisationStore } from '../ports/organisation-store.ts';

interface Deps {
  readonly store: { readonly organisation: OrganisationStore };
  readonly ids: Ids;
  readonly clock: Clock;
}

/** Fills an empty database, once: false when there is an organisation already. Starting never changes an existing one. */
export async function initialiseOrganisation(deps: Deps, content: FirstContent): Promise<boolean> {
  if (!(await deps.store.organisation.isEmpty())) return false;
  const { organisation, source } = content;
  const now = deps.clock.now();
  const named = nameAll(organisation, deps.ids.newId);
  const first = {
    people: organisation.people.map((entry) => personWithIds(entry, named)),
    apps: organisation.apps.map((entry) => appWithIds(entry, named)),
    entitlements: organisation.apps.flatMap(({ slug, entitlements }) =>
      entitlements.map((entry) => entitlementWithIds(slug, entry, named)),
    ),
    policy: organisation.policy,
    past: content.past?.(named, now) ?? [],
    appliedAt: now,
    appliedBy: source,
    text: content.text,
  };
  const { people, apps, entitlements } = first;
  const counts = { people: people.length, apps: apps.length, entitlements: entitlements.length };
  return deps.store.organisation.initialise(first, [initialised(now, source, counts)]);
}

function initialised(at: Instant, source: string, counts: Record<string, number>): AuditFact {
  return {
    fact: 'organisation.initialised',
    at,
    actor: { kind: source === 'demo' ? 'demo' : 'operator' },
    subject: 'organisation',
    surface: 'start',
    data: { source, ...counts },
  };
}
