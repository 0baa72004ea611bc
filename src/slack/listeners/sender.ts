import type { webApi } from '@slack/bolt';
import { type Payload, workspaceOf } from '../receiver/payload.ts';
import type { ListenerDeps } from './deps.ts';
import type { Pressed } from './payload.ts';

/**
 * Who said something, and with which tokens they are answered. In a channel that workspaces share, somebody of one of them
 * presses what the Leasehold of another one has said.
 */
export interface Sender {
  /** Theirs, which says who they are. */
  readonly workspaceId: string;
  readonly userId: string;
  /** For where they said it: its forms and its messages. */
  readonly client: webApi.WebClient;
  /** For their own workspace: their Home, and messages to them. Undefined where Leasehold is not in it. */
  readonly own: webApi.WebClient | undefined;
}

interface Heard {
  readonly body: object;
  readonly client: webApi.WebClient;
  readonly context: { readonly teamId?: string | undefined };
}

export async function senderOf(
  { workspaces }: Pick<ListenerDeps, 'workspaces'>,
  { body, client, context }: Heard,
  user: Pressed['user'],
): Promise<Sender> {
  const there = workspaceOf(body as Payload) ?? '';
  const workspaceId = user.team_id ?? there;
  const clientIn = (id: string) => (id === context.teamId ? client : workspaces.clientOf(id));
  return { workspaceId, userId: user.id, client: (await clientIn(there)) ?? client, own: await clientIn(workspaceId) };
}
