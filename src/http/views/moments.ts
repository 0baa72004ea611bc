import type { Proof } from '../../domain/ledger/claim.ts';
import type { Instant } from '../../domain/time.ts';

/** RFC 3339. */
export function time(at: Instant): string {
  return new Date(at).toISOString();
}

export function orNull(at: Instant | undefined): string | null {
  return at === undefined ? null : time(at);
}

export function proofView(proof: Proof | undefined) {
  return proof === undefined ? null : { kind: proof.kind, at: time(proof.at), by: 'by' in proof ? proof.by : null };
}
