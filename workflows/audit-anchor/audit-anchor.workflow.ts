import { signAuditHead } from './activities.ts';

/** Started every hour by a Temporal Schedule: from then on the record cannot be shortened or rewritten unseen. */
export async function auditAnchorWorkflow(): Promise<{ readonly signedUpTo: number }> {
  return { signedUpTo: await signAuditHead() };
}
