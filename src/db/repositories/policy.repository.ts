import { canonicalJson } from '../../domain/json.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { Instant } from '../../domain/time.ts';
import type { PolicyStore } from '../../ports/organisation-store.ts';
import type { Database, Em } from '../database.ts';
import { PolicyVersionRow } from '../entities/record.entity.ts';

export function createPolicyStore(database: Database): PolicyStore {
  return {
    async version(version) {
      const row = await database.em().findOne(PolicyVersionRow, { version });
      return row === null ? undefined : (JSON.parse(row.document) as Policy);
    },

    async current() {
      const [latest] = await database.em().find(PolicyVersionRow, {}, { orderBy: { version: 'desc' }, limit: 1 });
      if (latest === undefined) return undefined;
      return { version: latest.version, policy: JSON.parse(latest.document) as Policy };
    },
  };
}

export async function insertPolicyVersion(
  em: Em,
  version: number,
  policy: Policy,
  applied: { readonly at: Instant; readonly by: string },
): Promise<void> {
  await em.insert(PolicyVersionRow, {
    version,
    document: canonicalJson(policy),
    appliedAt: applied.at,
    appliedBy: applied.by,
  });
}
