import { type HeldState, heldStateOf } from '../../domain/access/held-state.ts';
import type { EntitlementId, PersonId } from '../../domain/ids.ts';
import type { AccessStore } from '../../ports/access-store.ts';
import type { Reader } from '../connections.ts';
import type { Database } from '../database.ts';
import type { HoldingRow } from '../entities/ledger.entity.ts';
import type { Row } from '../rows.ts';
import type { Where } from '../statements/where.ts';
import { tables } from '../tables.ts';

const { account, entitlement, holding, reservation } = tables;

type Counts = Pick<AccessStore, 'countByPerson' | 'statesIn' | 'holdersAmong' | 'seatsTaken'>;

/** How much is held, and by whom of a few. */
export function createAccessCounts(database: Database): Counts {
  return {
    async countByPerson(people) {
      const held = await heldBy(database.reader, people);
      return counted(held.map(({ personId }) => personId));
    },

    async statesIn(app) {
      const { rows } = await database.reader.ask(STATES, [app]);
      const counts = new Map<HeldState, number>();
      for (const row of rows) {
        const state = stateOfGroup(row);
        counts.set(state, (counts.get(state) ?? 0) + Number(row['count']));
      }
      return counts;
    },

    async holdersAmong(people, things) {
      const held = await heldBy(database.reader, people, { entitlementId: { $in: things } });
      return new Set(held.map(({ personId }) => personId));
    },

    async seatsTaken(things) {
      const places = new Map(things.map((id) => [`seat:${id}`, id]));
      const taken = await reservation.find(
        database.reader,
        { place: { $in: [...places.keys()] } },
        { only: ['place'] },
      );
      return counted<EntitlementId>(taken.flatMap(({ place }) => places.get(place) ?? []));
    },
  };
}

/** What is wanted for each of them. */
async function heldBy(db: Reader, people: readonly PersonId[], which: Where<Row<typeof HoldingRow>> = {}) {
  const accounts = await account.find(db, { personId: { $in: people } }, { only: ['id', 'personId'] });
  const personOf = new Map(accounts.map(({ id, personId }) => [id, personId]));
  const where = { accountId: { $in: [...personOf.keys()] }, wanted: true, ...which };
  const held = await holding.find(db, where, { only: ['accountId'] });
  return held.flatMap(({ accountId }) => {
    const personId = personOf.get(accountId);
    return personId === undefined || personId === null ? [] : [{ personId }];
  });
}

function counted<T>(all: readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

const OF_APP = `select ${entitlement.column('id')} from ${entitlement.name} where ${entitlement.column('appId')} = ?`;
const GROUP = `${holding.column('wanted')}, ${holding.column('proof')} is null, ${holding.column('generation')} = 0`;
const STATES = `select ${holding.column('wanted')} as "wanted", ${holding.column('proof')} is null as "unproven",
  ${holding.column('generation')} = 0 as "unasked", count(*) as "count"
  from ${holding.name} where ${holding.column('entitlementId')} in (${OF_APP}) group by ${GROUP}`;

/** What tells the states apart, and nothing else of a holding. */
function stateOfGroup({ wanted, unproven, unasked }: Record<string, unknown>): HeldState {
  return heldStateOf({
    wanted: isSo(wanted) ? { held: true, level: undefined } : { held: false },
    proof: isSo(unproven) ? undefined : { kind: 'read_back', at: 0 },
    generation: isSo(unasked) ? 0 : 1,
  });
}

/** SQLite has numbers for it. */
function isSo(value: unknown): boolean {
  return value === true || Number(value) === 1;
}
