import { ok, type Problem, type Result } from '../../domain/errors.ts';
import type { AuditRow } from '../../domain/audit/chain.ts';
import { may } from '../../domain/people/rights.ts';
import type { AuditQuery, SignedAuditHead } from '../../ports/audit-store.ts';
import type { Clock, Keys } from '../../ports/environment.ts';
import type { Store } from '../../ports/store.ts';
import { exportAudit } from '../export-audit.ts';
import type { Author } from '../policy/author.ts';
import { type AuditVerdict, verifyAudit } from '../verify-audit.ts';

interface Deps {
  readonly store: Pick<Store, 'audit'>;
  readonly clock: Clock;
  readonly keys: Keys;
}

function whyNot({ roles }: Pick<Author, 'roles'>): Problem | undefined {
  if (may('read_audit', roles)) return undefined;
  return { code: 'not_allowed', detail: 'Only admins and auditors see the record.' };
}

/** Newest first. */
export async function searchAudit(
  { store }: Deps,
  author: Author,
  query: AuditQuery,
): Promise<Result<readonly AuditRow[]>> {
  const problem = whyNot(author);
  return problem === undefined ? ok(await store.audit.search(query)) : { ok: false, problem };
}

export interface RecordVerdict extends AuditVerdict {
  /** How far somebody has vouched for it last. */
  readonly lastSigned: SignedAuditHead | undefined;
}

/** Reads all of it again. */
export async function verifyRecord({ store, keys }: Deps, author: Author): Promise<Result<RecordVerdict>> {
  const problem = whyNot(author);
  if (problem !== undefined) return { ok: false, problem };
  const { sha256, verify: verifySignature, publicKey } = keys;
  const verdict = await verifyAudit({ store, sha256, verifySignature, publicKey });
  return ok({ ...verdict, lastSigned: (await store.audit.signedHeads()).at(-1) });
}

/** Lines, as they are read. */
export function exportRecord(deps: Deps, author: Author): Result<AsyncGenerator<string>> {
  const problem = whyNot(author);
  return problem === undefined ? ok(exportAudit(deps)) : { ok: false, problem };
}
