import type { AuditFact } from '../domain/audit/fact.ts';
import type { AppId, PersonId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';

/** That nothing is taken back for a while: proposed by one admin, in force when another one confirms it. */
export interface TakingsPause {
  readonly proposedBy: PersonId;
  readonly confirmedBy: PersonId | undefined;
  readonly until: Instant;
}

export interface SwitchesStore {
  /** Of one app, or of all: nothing is given, takings go on. Where it is so already, nothing is written. */
  freeze(app: AppId | 'all', frozen: boolean, facts: readonly AuditFact[]): Promise<void>;
  /** Of all apps together. */
  isAllFrozen(): Promise<boolean>;
  takingsPause(): Promise<TakingsPause | undefined>;
  setTakingsPause(pause: TakingsPause | undefined, facts: readonly AuditFact[]): Promise<void>;
}
