import { canonicalJson } from '../../domain/json.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { Applied } from '../../ports/organisation-changes.ts';
import type { PolicyStore } from '../../ports/organisation-store.ts';
import type { Transaction } from '../connections.ts';
import type { Database } from '../database.ts';
import { tables } from '../tables.ts';

const { policyVersion } = tables;
const NEWEST_FIRST = { orderBy: { version: 'desc' } } as const;

export function createPolicyStore(database: Database): PolicyStore {
  return {
    async version(version) {
      const row = await policyVersion.first(database.reader, { version });
      return row === undefined ? undefined : (JSON.parse(row.document) as Policy);
    },

    async current() {
      const latest = await policyVersion.first(database.reader, {}, NEWEST_FIRST);
      if (latest === undefined) return undefined;
      return { version: latest.version, policy: JSON.parse(latest.document) as Policy };
    },

    versions: (before, limit) =>
      policyVersion.find(database.reader, before === undefined ? {} : { version: { $lt: before } }, {
        ...{ ...NEWEST_FIRST, limit },
        only: ['version', 'appliedAt', 'appliedBy'],
      }),

    async versionText(version) {
      const row = await policyVersion.first(
        database.reader,
        { version },
        { only: ['version', 'appliedAt', 'appliedBy', 'text'] },
      );
      return row && { ...row, text: row.text ?? undefined };
    },
  };
}

export async function insertPolicyVersion(
  tx: Transaction,
  version: number,
  policy: Policy,
  applied: Applied,
): Promise<void> {
  const { at, by, text } = applied;
  const document = canonicalJson(policy);
  await policyVersion.insert(tx, [{ version, document, appliedAt: at, appliedBy: by, text: text ?? null }]);
}
