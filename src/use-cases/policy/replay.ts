import type { EntitlementId, PersonId } from '../../domain/ids.ts';
import type { EntitlementEntry, Organisation } from '../../domain/organisation/organisation.ts';
import type { StoredOrganisation } from '../../domain/organisation/stored.ts';
import type { Calendar } from '../../domain/lease/calendar.ts';
import type { ChangeFacts } from '../../domain/policy/condition.ts';
import { matchRule } from '../../domain/policy/match-rule.ts';
import type { MatchOutcome } from '../../domain/policy/strictest.ts';
import type { Described } from '../../domain/policy/who.ts';
import type { Request } from '../../domain/request/request.ts';

/** What an organisation would say to a request, had it been made there; undefined: it has nothing like that. */
export type Replay = (request: Request) => MatchOutcome | undefined;

/** People and entitlements are those of today: nobody keeps what departments they were in. */
export function createReplay(stored: StoredOrganisation, there: Organisation, calendar: Calendar): Replay {
  const find = finders(stored, there);
  return (request) => {
    const [requester, beneficiary] = [find.person(request.requesterId), find.person(request.beneficiaryId)];
    const changes = request.changes.map(({ id, op, entitlementId }): ChangeFacts | undefined => {
      const found = find.entitlement(entitlementId);
      return found && { id, op: request.kind === 'extend' ? 'extend' : op, ...found };
    });
    const known = changes.filter((change) => change !== undefined);
    const app = find.app(request);
    if (app === undefined || known.length < changes.length || requester === undefined || beneficiary === undefined)
      return undefined;
    const { granted, asked } = request.lease;
    const facts = { app, changes: known, lease: granted ?? asked, requester, beneficiary, now: request.createdAt };
    const { kind, matches, ...more } = matchRule(there.policy, facts, calendar);
    const isUnruled = matches.every(({ rule }) => rule === undefined) && known.every(({ op }) => op === 'remove');
    return isUnruled && kind === 'flow' ? { kind: 'auto_approve' } : ({ kind, ...more } as MatchOutcome);
  };
}

function finders(stored: StoredOrganisation, there: Organisation) {
  const emailOf = new Map(stored.people.map(({ id, email }) => [id, email]));
  const people = new Map<string, Described>(stored.people.map((person) => [person.email, person]));
  for (const entry of there.people) people.set(entry.email, entry);
  const slugOf = new Map(stored.apps.map(({ id, slug }) => [id, slug]));
  const pathOf = new Map(stored.entitlements.map(({ id, appId, slug }) => [id, `${slugOf.get(appId)}/${slug}`]));
  const inside = new Map(
    there.apps.flatMap(({ slug, entitlements }) =>
      entitlements.map((one): [string, EntitlementEntry] => [`${slug}/${one.slug}`, one]),
    ),
  );
  return {
    app: ({ appId }: Request) => slugOf.get(appId),
    person: (id: PersonId) => people.get(emailOf.get(id) ?? ''),
    entitlement(id: EntitlementId) {
      const path = pathOf.get(id) ?? '';
      const found = inside.get(path);
      return found && { entitlement: path, kind: found.kind, risk: found.risk };
    },
  };
}
