import type { Entitlement } from '../../domain/catalog/entitlement.ts';
import type { Problem } from '../../domain/errors.ts';
import type { AppId } from '../../domain/ids.ts';
import { counted } from '../../domain/organisation/wording.ts';
import type { OrganisationChanges } from '../../ports/organisation-changes.ts';
import type { PolicyDraft } from './draft-policy.ts';

/** What is archived may still be held: two entitlements that are one thing in the app would undo each other. */
export function takenPlace(draft: PolicyDraft): Problem | undefined {
  const written = new Set(draft.rows.entitlements.map(({ id }) => id));
  const others = draft.stored.entitlements.filter(({ id }) => !written.has(id));
  const all = [...others, ...draft.rows.entitlements];
  for (const [one, other] of Map.groupBy(all, placeOf).values()) {
    if (one === undefined || other === undefined) continue;
    const [gone, added] = one.archived ? [one, other] : [other, one];
    const path = pathIn(draft);
    const detail = `Entitlement ${path(added)} is "${added.externalId}" in the app, and so is ${path(gone)}, which is archived: keep that slug, only names can change. Nothing was changed.`;
    return { code: 'invalid_file', detail };
  }
  return undefined;
}

/** Access held under the old name would never be taken away. */
export async function heldElsewhere(
  draft: PolicyDraft,
  { holders }: Pick<OrganisationChanges, 'holders'>,
): Promise<Problem | undefined> {
  const was = new Map(draft.stored.entitlements.map((one) => [one.id, placeOf(one)]));
  const moved = draft.rows.entitlements.filter((one) => was.has(one.id) && was.get(one.id) !== placeOf(one));
  const held = Map.groupBy(await holders(moved.map(({ id }) => id)), ({ entitlementId }) => entitlementId);
  const first = moved.find(({ id }) => held.has(id));
  if (first === undefined) return undefined;
  const count = counted(held.get(first.id)?.length ?? 0, 'account');
  const detail = `Entitlement ${pathIn(draft)(first)} is held by ${count} as what it is in the app now: end that first, or add another entitlement. Nothing was changed.`;
  return { code: 'wrong_state', detail };
}

function placeOf({ appId, kind, externalId }: Entitlement): string {
  return JSON.stringify([appId, kind, externalId]);
}

function pathIn({ stored, rows }: PolicyDraft): (one: Entitlement) => string {
  const slugs = new Map<AppId, string>([...stored.apps, ...rows.apps].map(({ id, slug }) => [id, slug]));
  return ({ appId, slug }) => `${slugs.get(appId)}/${slug}`;
}
