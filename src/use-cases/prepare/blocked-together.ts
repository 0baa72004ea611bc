import type { Problem } from '../../domain/errors.ts';
import { dutyConflicts, isBlocked } from '../../domain/policy/duty-conflicts.ts';
import type { Prepared } from './prepare-request.ts';

/** Duties that are kept apart, asked for at once in several apps: none of the requests alone would show it. */
export function blockedTogether(all: readonly (Prepared | undefined)[]): Problem | undefined {
  for (const [at, prepared] of all.entries()) {
    if (prepared === undefined) continue;
    const upToHere = all.slice(0, at + 1).filter((one) => one !== undefined);
    const theirs = upToHere.filter(({ request }) => request.beneficiaryId === prepared.request.beneficiaryId);
    const { policy, held } = prepared.facts;
    const adds = theirs.flatMap((one) => pathsOf(one, (op) => op !== 'remove'));
    const removes = theirs.flatMap((one) => pathsOf(one, (op) => op === 'remove'));
    const conflicts = dutyConflicts(policy, { held, adds, removes });
    const detail = conflicts.map(({ because }) => because).join(' ');
    if (isBlocked(conflicts)) return { code: 'duties_conflict', detail, field: `requests.${at}` };
  }
  return undefined;
}

function pathsOf({ request, facts: { app, changes } }: Prepared, isMeant: (op: string) => boolean): string[] {
  const meant = changes.filter((_, at) => isMeant(request.changes[at]?.op ?? ''));
  return meant.map(({ entitlement }) => `${app.slug}/${entitlement.slug}`);
}
