import type { AuditFact } from '../domain/audit/fact.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';

/** A Slack workspace in which Leasehold is installed. */
export interface Workspace {
  /** As Slack calls it: `T…`. */
  readonly id: string;
  readonly name: string;
  readonly botUserId: string;
  /** Encrypted; absent where the token comes from the environment, or the app was removed. */
  readonly sealedToken: string | undefined;
  readonly scopes: string;
  readonly alertChannel: string | undefined;
  readonly reviewChannel: string | undefined;
  readonly installedBy: PersonId | undefined;
  readonly installedAt: Instant;
  readonly endedAt: Instant | undefined;
}

export interface WorkspaceStore {
  byId(id: string): Promise<Workspace | undefined>;
  /** Those from which the app was not removed. */
  live(): Promise<readonly Workspace[]>;
  /** Installed, or installed again: channels that were chosen stay. */
  install(workspace: Workspace, facts: readonly AuditFact[]): Promise<void>;
  setChannels(
    id: string,
    channels: Pick<Workspace, 'alertChannel' | 'reviewChannel'>,
    facts: readonly AuditFact[],
  ): Promise<void>;
  /** Its token is forgotten, and what was shown there is changed no more. False where that was done already. */
  end(id: string, at: Instant, facts: readonly AuditFact[]): Promise<boolean>;
  /** False where this event was heard before: Slack tells each of them several times, and several servers hear. */
  hear(eventId: string, at: Instant): Promise<boolean>;
}
