import type { Sha256 } from '../domain/audit/chain.ts';
import type { Store } from '../ports/store.ts';
import { createAppendFacts } from './append-facts.ts';
import type { Database } from './database.ts';
import { createAccessStore } from './repositories/access.repository.ts';
import { createAnswerStore } from './repositories/answer.repository.ts';
import { createAuditStore } from './repositories/audit.repository.ts';
import { createCatalogStore } from './repositories/catalog.repository.ts';
import { createLedgerStore } from './repositories/ledger.repository.ts';
import { createDeskStore } from './repositories/desk.repository.ts';
import { createDraftStore } from './repositories/draft.repository.ts';
import { createMessageStore } from './repositories/message.repository.ts';
import { createOrderStore } from './repositories/order.repository.ts';
import { createOrganisationStore } from './repositories/organisation.repository.ts';
import { createPeopleStore } from './repositories/people.repository.ts';
import { createPolicyStore } from './repositories/policy.repository.ts';
import { createRequestWriter } from './repositories/write-request.ts';
import { createRequestStore } from './repositories/request.repository.ts';
import { createSandboxStore } from './repositories/sandbox.repository.ts';
import { createSavedRequestStore } from './repositories/saved-request.repository.ts';
import { createSwitchesStore } from './repositories/switches.repository.ts';
import { createSessionStore } from './repositories/session.repository.ts';
import { createTokenStore } from './repositories/token.repository.ts';
import { createWorkStore } from './repositories/work.repository.ts';
import { createWorkspaceStore } from './repositories/workspace.repository.ts';

export function createStore(database: Database, sha256: Sha256): Store {
  const appendFacts = createAppendFacts(sha256);
  const requests = createRequestWriter(sha256);
  return {
    answers: createAnswerStore(database),
    audit: createAuditStore(database, appendFacts),
    organisation: createOrganisationStore(database, appendFacts, requests),
    people: createPeopleStore(database, appendFacts),
    catalog: createCatalogStore(database),
    policy: createPolicyStore(database),
    requests: createRequestStore(database, appendFacts, requests),
    savedRequests: createSavedRequestStore(database),
    tokens: createTokenStore(database, appendFacts),
    sessions: createSessionStore(database, appendFacts),
    work: createWorkStore(database, appendFacts),
    orders: createOrderStore(database, appendFacts),
    switches: createSwitchesStore(database, appendFacts),
    messages: createMessageStore(database, appendFacts),
    desk: createDeskStore(database, appendFacts),
    drafts: createDraftStore(database),
    workspaces: createWorkspaceStore(database, appendFacts),
    access: createAccessStore(database),
    ledger: createLedgerStore({ database, appendFacts, requests, sha256 }),
    sandbox: createSandboxStore(database),
    ping: async () => {
      await database.reader.ask('select 1');
    },
    close: database.close,
  };
}
