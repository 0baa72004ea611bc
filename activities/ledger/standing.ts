import type { AskStanding } from '../../src/ports/connector.ts';
import type { Job } from './job.ts';
import type { ReconcileDeps } from './reconciled.ts';

export function standingOf({ ledger }: Pick<ReconcileDeps, 'ledger'>, { locked }: Job): AskStanding {
  return () => ledger.standingOf(locked.account.id, locked.holding.id);
}
