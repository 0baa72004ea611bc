import type { Entitlement } from '../../domain/catalog/entitlement.ts';
import type { HoldingId } from '../../domain/ids.ts';
import type { ClaimRefusal } from '../../ports/ledger-store.ts';
import type { Transaction } from '../connections.ts';
import type { HoldingRow } from '../entities/ledger.entity.ts';
import type { Row } from '../rows.ts';
import { tables } from '../tables.ts';

interface Place {
  readonly name: string;
  readonly size: number;
  readonly refusal: ClaimRefusal;
}

/** All the places that the holding needs and does not have yet, or the reason why not, and then none. */
export async function takePlaces(
  tx: Transaction,
  holding: Row<typeof HoldingRow>,
  entitlement: Entitlement,
): Promise<ClaimRefusal | undefined> {
  const places = placesOf(holding, entitlement);
  if (places.length === 0) return undefined;
  const own = await tables.reservation.find(tx, { holdingId: holding.id });
  const taken: string[] = [];
  for (const place of places) {
    if (own.some((reservation) => reservation.place === place.name)) continue;
    if (!(await takeSlot(tx, place, holding.id))) {
      await tables.reservation.remove(tx, { holdingId: holding.id, place: { $in: taken } });
      return place.refusal;
    }
    taken.push(place.name);
  }
  return undefined;
}

export async function freePlaces(tx: Transaction, holdingId: HoldingId): Promise<void> {
  await tables.reservation.remove(tx, { holdingId });
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
async function takeSlot(tx: Transaction, { name, size }: Place, holdingId: HoldingId): Promise<boolean> {
  for (;;) {
    const rows = await tables.reservation.find(tx, { place: name }, { only: ['slot'] });
    const slot = firstFree(new Set(rows.map((row) => row.slot)), size);
    if (slot === undefined) return false;
    if (await tables.reservation.insertNew(tx, { place: name, slot, holdingId }, ['place', 'slot'])) return true;
  }
}

/** Slots past the size are left from when there were more seats: they count as taken ones too. */
function firstFree(taken: ReadonlySet<number>, size: number): number | undefined {
  if (taken.size >= size) return undefined;
  for (let slot = 1; ; slot++) if (!taken.has(slot)) return slot;
}
