import type { Delegation } from '../../domain/people/person.ts';
import type { PeopleStore } from '../../ports/organisation-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Database } from '../database.ts';
import type { DelegationRow } from '../entities/people.entity.ts';
import { plain, type Row } from '../rows.ts';
import { tables } from '../tables.ts';

type Absences = Pick<
  PeopleStore,
  'delegationsFrom' | 'delegationsTo' | 'delegationById' | 'addDelegation' | 'endDelegation' | 'setOutOfOffice'
>;

const IN_ORDER = { orderBy: { id: 'asc' } } as const;

/** Who stands for whom, and who is away. */
export function createAbsences(database: Database, appendFacts: AppendFacts): Absences {
  const { delegation, person } = tables;
  return {
    delegationsFrom: async (ids) =>
      (await delegation.find(database.reader, { fromId: { $in: ids } }, IN_ORDER)).map(delegationOf),

    delegationsTo: async (toId) => (await delegation.find(database.reader, { toId }, IN_ORDER)).map(delegationOf),

    async delegationById(id) {
      const row = await delegation.first(database.reader, { id });
      return row === undefined ? undefined : delegationOf(row);
    },

    addDelegation: (added, facts) =>
      database.transact(async (tx) => {
        await delegation.insert(tx, [added]);
        await appendFacts(tx, facts);
      }),

    endDelegation: (id, at, facts) =>
      database.transact(async (tx) => {
        if ((await delegation.update(tx, { id, endsAt: { $gt: at } }, { endsAt: at })) === 0) return false;
        await appendFacts(tx, facts);
        return true;
      }),

    setOutOfOffice: (id, until, facts) =>
      database.transact(async (tx) => {
        await person.set(tx, { id }, { outOfOfficeUntil: until ?? null });
        await appendFacts(tx, facts);
      }),
  };
}

function delegationOf(row: Row<typeof DelegationRow>): Delegation {
  return plain(row);
}
