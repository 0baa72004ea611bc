import type { Entitlement } from '../../domain/catalog/entitlement.ts';
import type { HoldingId } from '../../domain/ids.ts';
import type { ClaimRefusal } from '../../ports/ledger-store.ts';
import type { Em } from '../database.ts';
import { type HoldingRow, ReservationRow } from '../entities/ledger.entity.ts';
import type { Row } from '../rows.ts';
import { fresh } from './ledger-rows.ts';

interface Place {
  readonly name: string;
  readonly size: number;
  readonly refusal: ClaimRefusal;
}

/** All the places that the holding needs and does not have yet, or the reason why not, and then none. */
export async function takePlaces(
  em: Em,
  holding: Row<typeof HoldingRow>,
  entitlement: Entitlement,
): Promise<ClaimRefusal | undefined> {
  const own = await em.find(ReservationRow, { holdingId: holding.id }, fresh);
  const taken: string[] = [];
  for (const place of placesOf(holding, entitlement)) {
    if (own.some((reservation) => reservation.place === place.name)) continue;
    if (!(await takeSlot(em, place, holding.id))) {
      await em.nativeDelete(ReservationRow, { holdingId: holding.id, place: { $in: taken } });
      return place.refusal;
    }
    taken.push(place.name);
  }
  return undefined;
}

export async function freePlaces(em: Em, holdingId: HoldingId): Promise<void> {
  await em.nativeDelete(ReservationRow, { holdingId });
}

function placesOf({ accountId }: Row<typeof HoldingRow>, entitlement: Entitlement): Place[] {
  const { id, appId, seats, exclusiveSet } = entitlement;
  const places: Place[] = [];
  if (seats !== undefined) places.push({ name: `seat:${id}`, size: seats, refusal: 'no_seat_left' });
  if (exclusiveSet !== undefined) {
    places.push({ name: `exclusive:${appId}:${exclusiveSet}:${accountId}`, size: 1, refusal: 'exclusive_conflict' });
  }
  return places;
}

/**
 * Of two who want the same slot at once one inserts it; the other is told so by the unique key when the first commits,
 * and looks again. Counting alone would let both in.
 */
async function takeSlot(em: Em, { name, size }: Place, holdingId: HoldingId): Promise<boolean> {
  for (;;) {
    const taken = new Set((await em.find(ReservationRow, { place: name }, fresh)).map(({ slot }) => slot));
    const slot = firstFree(taken, size);
    if (slot === undefined) return false;
    const insert = em.createQueryBuilder(ReservationRow).insert({ place: name, slot, holdingId });
    if ((await insert.onConflict(['place', 'slot']).ignore().execute()).affectedRows === 1) return true;
  }
}

/** Slots past the size are left from when there were more seats: they count as taken ones too. */
function firstFree(taken: ReadonlySet<number>, size: number): number | undefined {
  if (taken.size >= size) return undefined;
  for (let slot = 1; ; slot++) if (!taken.has(slot)) return slot;
}
