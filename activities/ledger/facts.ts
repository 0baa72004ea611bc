import type { AuditFact } from '../../src/domain/audit/fact.ts';
import type { Actual } from '../../src/domain/ledger/claim.ts';
import type { LockedHolding } from '../../src/ports/ledger-store.ts';
import type { Reconciled } from './reconciled.ts';

/** For a reconcile that no request asked for: what it changed goes into the record, what it only saw does not. */
export function factsOf(locked: LockedHolding, { result, settled }: Reconciled, now: number): AuditFact[] {
  const { holding, account, app, entitlement } = locked;
  if (result !== 'as_wanted' || same(holding.actual, settled.actual)) return [];
  const present = settled.actual.seen === 'present' ? settled.actual : undefined;
  const { proof } = settled;
  return [
    {
      fact: present === undefined ? 'holding.removed' : 'holding.given',
      at: now,
      actor: proof?.kind === 'attested' ? { kind: 'person', id: proof.by } : { kind: 'system' },
      subject: `holding:${holding.id}`,
      surface: 'temporal',
      data: {
        ...{ appId: app.id, accountId: account.id, entitlementId: entitlement.id },
        ...{ level: present?.level, proof: proof?.kind },
      },
    },
  ];
}

function same(one: Actual, other: Actual): boolean {
  if (one.seen !== 'present' || other.seen !== 'present') return one.seen === other.seen;
  return one.level === other.level;
}
