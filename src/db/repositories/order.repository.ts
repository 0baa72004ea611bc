import type { Order } from '../../domain/work/order.ts';
import type { OrderStore } from '../../ports/order-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Database } from '../database.ts';
import type { OrderRow } from '../entities/order.entity.ts';
import { nulled, plain, type Row } from '../rows.ts';
import { tables } from '../tables.ts';

export function createOrderStore(database: Database, appendFacts: AppendFacts): OrderStore {
  return {
    at: async (place) => orderOf(await tables.order.first(database.reader, { place })),
    byToken: async (tokenHash) => orderOf(await tables.order.first(database.reader, { tokenHash })),

    // Of two who are the first at a place, one inserts, and the other goes again.
    onOrder: (place, step) =>
      database.transact(async (tx) => {
        const known = orderOf(await tables.order.first(tx, { place }, { forUpdate: true }));
        const { write, facts = [], answer } = step(known);
        if (write !== undefined && known === undefined) await tables.order.insert(tx, [nulled(write)]);
        if (write !== undefined && known !== undefined) await tables.order.set(tx, { place }, nulled(write));
        if (facts.length > 0) await appendFacts(tx, facts);
        return answer;
      }),

    async forgetReport({ accountId, entitlementId }) {
      const where = { accountId, entitlementId, state: { $in: ['done', 'failed'] as const } };
      await database.transact((tx) => tables.order.remove(tx, where));
    },
  };
}

function orderOf(row: Row<typeof OrderRow> | undefined): Order | undefined {
  return row === undefined ? undefined : plain(row);
}
