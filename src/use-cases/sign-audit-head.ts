import { signedText } from '../domain/audit/signed-head.ts';
import type { AuditStore, SignedAuditHead } from '../ports/audit-store.ts';
import type { Clock, Keys } from '../ports/environment.ts';

interface Deps {
  readonly store: { readonly audit: AuditStore };
  readonly clock: Clock;
  readonly keys: Keys;
}

/** Signs how far the record goes now. From then on it cannot be shortened or rewritten unseen. */
export async function signAuditHead({ store, clock, keys }: Deps): Promise<SignedAuditHead> {
  const head = await store.audit.head();
  const latest = (await store.audit.signedHeads()).at(-1);
  if (latest?.index === head.index && latest.publicKey === keys.publicKey) return latest;
  const signedAt = clock.now();
  const signature = keys.sign(signedText(head, signedAt));
  const signed = { ...head, signedAt, publicKey: keys.publicKey, signature };
  await store.audit.saveSignedHead(signed);
  return signed;
}
