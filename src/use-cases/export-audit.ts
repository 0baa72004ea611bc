import { GENESIS } from '../domain/audit/chain.ts';
import { canonicalJson } from '../domain/json.ts';
import type { AuditStore } from '../ports/audit-store.ts';
import type { Clock, Keys } from '../ports/environment.ts';
import { signAuditHead } from './sign-audit-head.ts';

interface Deps {
  readonly store: { readonly audit: AuditStore };
  readonly clock: Clock;
  readonly keys: Keys;
}

const PAGE = 1000;

/** The record as JSON lines up to a head signed now, which is the last line: whoever has the file can check it alone. */
export async function* exportAudit(deps: Deps): AsyncGenerator<string> {
  const signed = await signAuditHead(deps);
  let last = GENESIS.index;
  while (last < signed.index) {
    const rows = await deps.store.audit.rowsAfter(last, Math.min(PAGE, signed.index - last));
    for (const { body, hash } of rows) yield `{"hash":"${hash}","body":${body}}`;
    last = rows.at(-1)?.index ?? signed.index;
  }
  yield canonicalJson({ signedHead: signed });
}
