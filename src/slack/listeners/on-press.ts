import type { App, RespondFn } from '@slack/bolt';
import type { Result } from '../../domain/errors.ts';
import { ACTION_IDS } from '../cards/action-ids.ts';
import { outcomeView, type Outcome } from '../views/outcome.view.ts';
import { isAskingMove, moveAsking } from './asking/move.ts';
import { openAsking } from './asking/open.ts';
import type { ListenerDeps } from './deps.ts';
import { pageIn, publishHome } from './home/publish-home.ts';
import { type Pressed, pressedSchema } from './payload.ts';
import { PRESSES } from './presses.ts';
import { refusePayload } from '../receiver/refuse-payload.ts';
import { answerAt } from './answer-at.ts';
import { sayRefusal } from './say-refusal.ts';
import { type Sender, senderOf } from './sender.ts';
import { openView } from './send.ts';
import { type Talk, talkWith } from './talk.ts';

/** Buttons and menus, on messages, on Home and in forms: taken at once, and worked on then. */
export function onPress(app: App, deps: ListenerDeps): void {
  app.action(/[^]*/, async ({ ack, body, client, context, respond }) => {
    await ack();
    await deps.turn();
    const read = pressedSchema.safeParse(body);
    if (!read.success) {
      deps.report(read.error, 'what was pressed in Slack');
      return refusePayload({ body, ack: () => Promise.resolve() }, NOT_READ, deps.report);
    }
    const sender = await senderOf(deps, { body, client, context }, read.data.user);
    await pressed(deps, sender, respond, read.data);
  });
}

const NOT_READ = '⚠ What you pressed cannot be read. Nothing was done: look again.';

async function pressed(deps: ListenerDeps, sender: Sender, respond: RespondFn, press: Pressed): Promise<void> {
  const where = { ...sender, deps, press, respond };
  const heard = await talkOf(deps, sender, press);
  if (!heard.ok) return answerAt(where, { said: sayRefusal(heard.problem) });
  const talk: Talk = { ...heard.value, answer: (outcome) => answerIn(heard.value, where, outcome) };
  try {
    await happening(talk, press);
  } catch (error) {
    deps.report(error, 'what was pressed in Slack');
    await talk.answer({ said: `⚠ ${sayRefusal({ code: 'internal', detail: '' })}` });
  }
}

function talkOf(deps: ListenerDeps, sender: Sender, press: Pressed): Promise<Result<Omit<Talk, 'answer'>>> {
  const { trigger_id, actions } = press;
  const [action] = actions;
  const click = `${action?.action_id} ${valueIn(press)} ${action?.action_ts ?? deps.keys.randomText(8)}`;
  return talkWith(deps, { ...sender, click, triggerId: trigger_id });
}

/** Home says itself what came of it, above all that it shows now; a link for them alone stands in no message. */
async function answerIn(talk: Omit<Talk, 'answer'>, where: Parameters<typeof answerAt>[0], outcome: Outcome) {
  const { view } = where.press;
  if (view?.type !== 'home') return answerAt(where, outcome);
  const onHome = (notice: string) => publishHome(talk, { page: pageIn(view.private_metadata), notice });
  if (outcome.onward === undefined) return onHome(outcome.said);
  return openView({ ...talk, answer: ({ said }) => onHome(said) }, outcomeView('Leasehold', outcome));
}

async function happening(talk: Talk, press: Pressed): Promise<void> {
  const actionId = press.actions[0]?.action_id ?? '';
  if (actionId === ACTION_IDS.ask) return openAsking(talk, '');
  if (actionId.startsWith(ACTION_IDS.page)) return publishHome(talk, { page: pageIn(valueIn(press)) });
  if (isAskingMove(actionId)) {
    if (press.view !== undefined) return moveAsking(talk, press.view, actionId);
    return talk.answer({ said: '⚠ Slack did not say which form this is. Nothing was done: open it again.' });
  }
  const known = Object.hasOwn(PRESSES, actionId) ? PRESSES[actionId] : undefined;
  if (known === undefined)
    return talk.answer({ said: '⚠ This button is not one of ours any more. Nothing was done: look again.' });
  const isChanged = await known(talk, valueIn(press));
  if (isChanged && press.view?.type !== 'home') await publishHome(talk);
}

function valueIn({ actions: [action] }: Pressed): string {
  return action?.selected_option?.value ?? action?.value ?? '';
}
