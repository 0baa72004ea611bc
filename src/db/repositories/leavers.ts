import type { PersonId } from '../../domain/ids.ts';
import { FINAL_STATES } from '../../domain/request/state.ts';
import type { PeopleStore } from '../../ports/organisation-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Database } from '../database.ts';
import { tables } from '../tables.ts';

/** People who have left, and what may still be theirs. */
export function createLeavers(
  database: Database,
  appendFacts: AppendFacts,
): Pick<PeopleStore, 'offboard' | 'leaversWithRequests'> {
  return {
    offboard: (id, facts) =>
      database.transact(async (tx) => {
        const changed = await tables.person.update(tx, { id, status: 'active' }, { status: 'offboarded' });
        if (changed > 0) await appendFacts(tx, facts);
        return changed > 0;
      }),

    async leaversWithRequests(limit) {
      const { person, request } = tables;
      const text = `select distinct ${person.column('id')} as "id" from ${person.name}
        join ${request.name} on ${request.column('beneficiaryId')} = ${person.column('id')}
        where ${person.column('status')} = 'offboarded'
        and ${request.column('state')} not in (${FINAL_STATES.map(() => '?').join(', ')}) limit ?`;
      const { rows } = await database.reader.ask(text, [...FINAL_STATES, limit]);
      return rows.map(({ id }) => id as PersonId);
    },
  };
}
