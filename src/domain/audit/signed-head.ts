import type { Instant } from '../time.ts';
import type { AuditRow } from './chain.ts';

/** The text under a signed head. Changing it makes every signature ever given worthless. */
export function signedText(head: Pick<AuditRow, 'index' | 'hash'>, signedAt: Instant): string {
  return `leasehold audit head\n${head.index}\n${head.hash}\n${signedAt}`;
}
