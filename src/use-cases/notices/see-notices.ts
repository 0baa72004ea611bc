import type { Person } from '../../domain/people/person.ts';
import { workspaceIn } from '../../domain/people/slack-identity.ts';
import { type Notice, NOTICES, type WayChoice } from '../../domain/telling/choices.ts';
import type { Store } from '../../ports/store.ts';

export interface NoticeDeps {
  readonly store: Pick<Store, 'messages' | 'sessions' | 'workspaces'>;
  /** Whom mails are from; undefined: there are none. */
  readonly mailFrom?: string | undefined;
}

/** Where somebody is in Slack. `expected`: not known there so far, and looked for by their address. */
export type InSlack = { readonly workspace: string; readonly user: string } | 'expected' | 'nowhere';

export interface SeenNotices {
  readonly choices: { readonly [One in Notice]: WayChoice };
  readonly slack: InSlack;
  /** Where mail reaches them; undefined: nowhere. */
  readonly mail: string | undefined;
}

/** What somebody chose to be told of, and in which ways they are reached now. */
export async function seeNotices({ store, mailFrom }: NoticeDeps, person: Person): Promise<SeenNotices> {
  const chosen = (await store.messages.choicesOf([person.id])).get(person.id) ?? {};
  const choices = Object.fromEntries(NOTICES.map((notice) => [notice, chosen[notice] ?? 'slack']));
  return {
    choices: choices as SeenNotices['choices'],
    slack: await inSlack(store, person),
    mail: mailFrom === undefined ? undefined : person.email,
  };
}

async function inSlack({ workspaces, sessions }: NoticeDeps['store'], person: Person): Promise<InSlack> {
  const live = await workspaces.live();
  if (live.length === 0) return 'nowhere';
  for (const { issuer, subject } of await sessions.identitiesOf(person.id)) {
    const workspace = live.find(({ id }) => id === workspaceIn(issuer));
    if (workspace !== undefined) return { workspace: workspace.name, user: subject };
  }
  return 'expected';
}
