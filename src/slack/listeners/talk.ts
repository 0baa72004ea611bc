import type { webApi } from '@slack/bolt';
import { ok, type Result, refused } from '../../domain/errors.ts';
import type { Acting } from '../../use-cases/acting.ts';
import type { Viewer } from '../../use-cases/see-requests.ts';
import type { Seen } from '../cards/seen.ts';
import { NOT_INSTALLED } from '../identity/person-of.ts';
import type { Outcome } from '../views/outcome.view.ts';
import type { ListenerDeps } from './deps.ts';
import type { Sender } from './sender.ts';

/** Somebody who did something in Slack, and how they are answered. */
export interface Talk {
  readonly deps: ListenerDeps;
  readonly acting: Acting;
  readonly seen: Seen;
  /** For where they did it. */
  readonly client: webApi.WebClient;
  /** For their own workspace, where they are written to and have a Home. */
  readonly own: webApi.WebClient;
  readonly userId: string;
  /** The same for the same click, however often Slack tells of it. */
  readonly clickId: string;
  /** For three seconds, and once. */
  readonly triggerId: string | undefined;
  /** To this person alone, where they did it. */
  readonly answer: (outcome: Outcome) => Promise<void>;
}

export interface Said extends Sender {
  readonly click: string;
  readonly triggerId: string | undefined;
}

/** Who it is here; refused where they are nobody. */
export async function talkWith(deps: ListenerDeps, said: Said): Promise<Result<Omit<Talk, 'answer'>>> {
  const { client, own, workspaceId, userId, click, triggerId } = said;
  const person = await deps.personOf(workspaceId, userId);
  if (!person.ok) return person;
  if (own === undefined) return refused('not_allowed', NOT_INSTALLED);
  const { id } = person.value;
  const acting: Acting = {
    person: person.value,
    principal: id,
    origin: { actor: { kind: 'person', id }, surface: 'slack', assurance: 'slack_bound' },
  };
  const clickId = `${id} slack ${deps.keys.sha256(`${workspaceId} ${userId} ${click}`)}`;
  return ok({ deps, acting, client, own, userId, clickId, triggerId, seen: await seenNow(deps) });
}

export async function seenNow({ store, clock, publicUrl }: ListenerDeps): Promise<Seen> {
  const policy = await store.policy.current();
  return { now: clock.now(), zone: policy?.policy.organisation.zone ?? 'UTC', publicUrl };
}

export function viewerOf({ acting: { person } }: Pick<Talk, 'acting'>): Viewer {
  return { personId: person.id, roles: person.roles };
}
