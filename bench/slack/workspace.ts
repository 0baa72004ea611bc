import { slackIdentity } from '../../src/domain/people/slack-identity.ts';
import type { Person } from '../../src/domain/people/person.ts';
import { TOKEN_SEAL } from '../../src/slack/workspaces.ts';
import { aWorkspace } from '../../tests/support/slack-house.ts';
import type { BenchInstallation } from '../lease/installation.ts';

export const WORKSPACE = 'T1';

export function userOf({ id }: Pick<Person, 'id'>): string {
  return `U${id.slice('per_'.length)}`;
}

/** A workspace in which everybody is, and known. */
export async function install({ store, keys, clock }: BenchInstallation): Promise<void> {
  const sealedToken = keys.seal(TOKEN_SEAL, 'xoxb-bench');
  await store.workspaces.install(aWorkspace({ id: WORKSPACE, sealedToken }), []);
  for (const person of await store.people.all())
    await store.sessions.bind(slackIdentity(WORKSPACE, userOf(person)), person.id, clock.now(), []);
}
