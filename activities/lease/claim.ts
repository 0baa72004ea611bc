import type { Account } from '../../src/domain/ledger/claim.ts';
import type { Request } from '../../src/domain/request/request.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { NewClaim } from '../../src/ports/ledger-store.ts';

/** The reason that one change of a request is for holding something. */
export function claimOf(
  request: Request,
  change: Request['changes'][number],
  account: Account,
  endsAt: Instant | undefined,
): NewClaim {
  const { entitlementId, level, fields, id: changeId } = change;
  const source = request.kind === 'direct_grant' ? 'direct_grant' : 'request';
  return {
    ...{ accountId: account.id, entitlementId, source, requestId: request.id, changeId, level, fields, endsAt },
    replaces: change.op === 'modify',
  };
}
