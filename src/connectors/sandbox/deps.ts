import { ConnectorError } from '../../ports/connector.ts';
import type { Clock } from '../../ports/environment.ts';
import type { SandboxStore } from '../../ports/sandbox-store.ts';

export interface SandboxDeps {
  readonly store: SandboxStore;
  readonly clock: Clock;
  readonly pageSize?: number;
}

/** The transaction of a call that went wrong is committed, with the call in the log; only then does the caller hear of it. */
export async function answerOf<Answer>(turn: Promise<Answer | ConnectorError>): Promise<Answer> {
  const answer = await turn;
  if (answer instanceof ConnectorError) throw answer;
  return answer;
}
