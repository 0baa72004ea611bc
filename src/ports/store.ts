import type { AccessStore } from './access-store.ts';
import type { AnswerStore } from './answer-store.ts';
import type { AuditStore } from './audit-store.ts';
import type { DeskStore } from './desk-store.ts';
import type { DraftStore } from './draft-store.ts';
import type { LedgerStore } from './ledger-store.ts';
import type { MessageStore } from './message-store.ts';
import type { OrderStore } from './order-store.ts';
import type { CatalogStore, OrganisationStore, PeopleStore, PolicyStore } from './organisation-store.ts';
import type { RequestStore } from './request-store.ts';
import type { SavedRequestStore } from './saved-request-store.ts';
import type { SandboxStore } from './sandbox-store.ts';
import type { SwitchesStore } from './switches-store.ts';
import type { SessionStore } from './session-store.ts';
import type { TokenStore } from './token-store.ts';
import type { WorkStore } from './work-store.ts';
import type { WorkspaceStore } from './workspace-store.ts';

/** The database by intent. No caller sees a table. */
export interface Store {
  readonly answers: AnswerStore;
  readonly audit: AuditStore;
  readonly organisation: OrganisationStore;
  readonly people: PeopleStore;
  readonly catalog: CatalogStore;
  readonly policy: PolicyStore;
  readonly requests: RequestStore;
  readonly savedRequests: SavedRequestStore;
  readonly tokens: TokenStore;
  readonly sessions: SessionStore;
  readonly work: WorkStore;
  readonly orders: OrderStore;
  readonly switches: SwitchesStore;
  readonly messages: MessageStore;
  readonly desk: DeskStore;
  readonly drafts: DraftStore;
  readonly workspaces: WorkspaceStore;
  readonly ledger: LedgerStore;
  readonly access: AccessStore;
  /** What the sandbox connector pretends to be another company's server. */
  readonly sandbox: SandboxStore;
  /** Answers while the database does; throws when it doesn't. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
