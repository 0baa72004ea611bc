import type { RespondFn } from '@slack/bolt';
import { outcomeView, type Outcome } from '../views/outcome.view.ts';
import type { ListenerDeps } from './deps.ts';
import { publishSentence } from './home/publish-home.ts';
import type { Pressed } from './payload.ts';
import type { Sender } from './sender.ts';
import { sendable, saying, writeTo } from './send.ts';

interface Where extends Sender {
  readonly deps: ListenerDeps;
  readonly press: Pressed;
  readonly respond: RespondFn;
}

/** To them alone, where they pressed; where that cannot be, as a message to them. */
export async function answerAt(where: Where, outcome: Outcome): Promise<void> {
  try {
    if (await answered(where, outcome)) return;
  } catch (error) {
    where.deps.report(error, 'an answer in Slack');
  }
  await writeTo(where.deps, where, outcome);
}

async function answered({ deps, client, own, userId, press, respond }: Where, outcome: Outcome): Promise<boolean> {
  const { view, response_url } = press;
  if (view?.type === 'modal') {
    await client.views.update({ view_id: view.id, view: sendable(outcomeView('Leasehold', outcome), deps) });
    return true;
  }
  if (view?.type === 'home') {
    await publishSentence(deps, { own, userId }, outcome.said);
    return true;
  }
  if (response_url === undefined) return false;
  await respond({ response_type: 'ephemeral', replace_original: false, ...saying(outcome, deps) });
  return true;
}
