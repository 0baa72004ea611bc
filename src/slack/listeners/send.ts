import type { types } from '@slack/bolt';
import { type Home, message, type Modal } from '../blocks/surfaces.ts';
import type { Seen } from '../cards/seen.ts';
import { guard } from '../limits/guard.ts';
import { type Outcome, outcomeBlocks } from '../views/outcome.view.ts';
import { slackError } from '../web-client.ts';
import type { ListenerDeps } from './deps.ts';
import type { Sender } from './sender.ts';
import type { Talk } from './talk.ts';

/** What Slack takes of it, as its own library writes it down. */
export function sendable(view: Modal | Home, { publicUrl }: Pick<Seen, 'publicUrl'>): types.View {
  return guard(view, publicUrl) as unknown as types.View;
}

interface At {
  readonly id: string;
  /** Of what it is to replace; absent: whatever it shows. */
  readonly hash?: string | undefined;
}

/** False: it is not there any more, or shows something newer. */
export async function updateView(
  { client, deps }: Pick<Talk, 'client' | 'deps'>,
  { id, hash }: At,
  view: Modal,
): Promise<boolean> {
  try {
    await client.views.update({ view_id: id, view: sendable(view, deps), ...(hash === undefined ? {} : { hash }) });
    return true;
  } catch (error) {
    if (!PASSED.includes(slackError(error) ?? '')) deps.report(error, 'a form in Slack');
    return false;
  }
}

/** Closed, or changed since. */
const PASSED = ['not_found', 'view_not_found', 'hash_conflict'];

/** A form to fill in. Slack gives three seconds for it: who is too late is told so. */
export async function openView(talk: Talk, view: Modal): Promise<void> {
  const { client, triggerId, seen, deps } = talk;
  try {
    await client.views.open({ trigger_id: triggerId ?? '', view: sendable(view, seen) });
  } catch (error) {
    deps.report(error, 'a form in Slack');
    await talk.answer({ said: 'Slack did not open the form: it took too long. Nothing was done. Try again.' });
  }
}

/** An answer as a message; it never calls anybody. */
export function saying(outcome: Outcome, { publicUrl }: Pick<Seen, 'publicUrl'>) {
  const { text, blocks } = guard(message(outcome.said, outcomeBlocks(outcome)), publicUrl);
  return { text, blocks: blocks as unknown as types.KnownBlock[] };
}

/** Where there is nothing that it could be an answer to. */
export async function writeTo(
  deps: Pick<ListenerDeps, 'report' | 'publicUrl'>,
  { own, userId }: Pick<Sender, 'own' | 'userId'>,
  outcome: Outcome,
): Promise<void> {
  const quiet = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false } as const;
  try {
    await own?.chat.postMessage({ channel: userId, ...saying(outcome, deps), ...quiet });
  } catch (error) {
    deps.report(error, 'an answer in Slack');
  }
}
