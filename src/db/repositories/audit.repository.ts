import type { AuditStore } from '../../ports/audit-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Database } from '../database.ts';
import type { AuditEntry } from '../entities/record.entity.ts';
import { defined, type Row } from '../rows.ts';
import type { Where } from '../statements/where.ts';
import { tables } from '../tables.ts';

export function createAuditStore(database: Database, appendFacts: AppendFacts): AuditStore {
  return {
    append: (facts) => database.transact((tx) => appendFacts(tx, facts)),

    async head() {
      const head = await tables.auditHead.first(database.reader, { id: 1 }, { only: ['index', 'hash'] });
      if (head === undefined) throw new Error('the record has no head');
      return head;
    },

    rowsAfter: (index, limit) =>
      tables.audit.find(
        database.reader,
        { index: { $gt: index } },
        { only: ['index', 'at', 'fact', 'subject', 'body', 'hash'], orderBy: { index: 'asc' }, limit },
      ),

    search: ({ limit, from, to, before, ...wanted }) =>
      tables.audit.find(
        database.reader,
        {
          ...defined(wanted),
          ...(from === undefined ? {} : { $and: [{ at: { $gt: from - 1 } }] }),
          ...(to === undefined ? {} : { at: { $lt: to } }),
          ...(before === undefined ? {} : { index: { $lt: before } }),
        } as Where<Row<typeof AuditEntry>>,
        { only: ['index', 'body', 'hash'], orderBy: { index: 'desc' }, limit },
      ),

    signedHeads: () => tables.signedHead.find(database.reader, {}, { orderBy: { index: 'asc' } }),

    async saveSignedHead(head) {
      await database.transact((tx) => tables.signedHead.upsert(tx, [head]));
    },
  };
}
