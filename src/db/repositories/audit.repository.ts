import type { AuditStore } from '../../ports/audit-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Database } from '../database.ts';
import { AuditEntry, AuditHead, SignedHead } from '../entities/record.entity.ts';

export function createAuditStore(database: Database, appendFacts: AppendFacts): AuditStore {
  return {
    append: (facts) => database.transact((em) => appendFacts(em, facts)),

    async head() {
      const { index, hash } = await database.em().findOneOrFail(AuditHead, { id: 1 });
      return { index, hash };
    },

    rowsAfter: (index, limit) =>
      database
        .em()
        .find(
          AuditEntry,
          { index: { $gt: index } },
          { orderBy: { index: 'asc' }, limit, disableIdentityMap: true, exclude: ['actor'] },
        ),

    signedHeads: () => database.em().find(SignedHead, {}, { orderBy: { index: 'asc' }, disableIdentityMap: true }),

    async saveSignedHead(head) {
      await database.transact((em) => em.upsert(SignedHead, head));
    },
  };
}
