import { setTimeout as after } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import type { Result } from '../../domain/errors.ts';
import type { Modal } from '../blocks/surfaces.ts';
import { outcomeView, sendingView } from '../views/outcome.view.ts';
import type { ListenerDeps } from './deps.ts';
import { publishHome } from './home/publish-home.ts';
import { type Submitted, type SentView, submittedSchema } from './payload.ts';
import { answerForm } from './answer-form.ts';
import type { Reply } from './reply.ts';
import { refusalText, sayRefusal } from './say-refusal.ts';
import { type Sender, senderOf } from './sender.ts';
import { sendable, updateView, writeTo } from './send.ts';
import { type Talk, talkWith } from './talk.ts';
import { typedIn } from '../views/typed.ts';

/** Slack waits three seconds for what becomes of a form; a person wants to know sooner. */
const SOON_MS = 1500;
/** Slack shows what it was answered a little later: what came of it must not be there before, or "Sending…" would stay. */
const SHOWN_MS = 500;
const TICK_MS = 50;

/** The more of them are under way, the sooner "Sending…" is said, of many at once: nobody is kept waiting because many are. */
function patienceMs(underWay: number): number {
  return SOON_MS * Math.min(1, (2 / underWay) ** 2);
}

/** Forms that are sent: what is wrong with one is said at its fields; what takes longer goes on after "Sending…". */
export function onSubmit(app: App, deps: ListenerDeps): void {
  let underWay = 0;
  app.view({ callback_id: /[^]*/, type: 'view_submission' }, async ({ ack, body, client, context }) => {
    const read = submittedSchema.safeParse(body);
    const answer = (reply: object) => ack(reply as never);
    if (!read.success) return answer(showing(deps, outcomeView('Leasehold', { said: NOT_READ })));
    underWay++;
    try {
      const sender = await senderOf(deps, { body, client, context }, read.data.user);
      await answerSoon(deps, sender, read.data, { answer, soonMs: () => patienceMs(underWay) });
    } finally {
      underWay--;
    }
  });
}

const NOT_READ = '⚠ This form cannot be read. Nothing was done: open it again.';

function talkOf(deps: ListenerDeps, sender: Sender, sent: Submitted): Promise<Result<Omit<Talk, 'answer'>>> {
  const { trigger_id, view } = sent;
  // What was sent again after it was refused, with something else in it, is another click.
  const { id, hash, callback_id, private_metadata, state } = view;
  const click = JSON.stringify([id, hash, callback_id, private_metadata, typedIn(state?.values ?? {})]);
  return talkWith(deps, { ...sender, click, triggerId: trigger_id });
}

interface Answering {
  readonly answer: (reply: object) => Promise<void>;
  readonly soonMs: () => number;
}

async function answerSoon(deps: ListenerDeps, sender: Sender, sent: Submitted, { answer, soonMs }: Answering) {
  const { view } = sent;
  const working = workOn(deps, sender, sent);
  const soon = await within(soonMs, working);
  await answer(soon === undefined ? showing(deps, sendingView('Leasehold')) : asAck(deps, view, soon.reply));
  const [{ reply, talk }] = await Promise.all([working, soon === undefined ? after(SHOWN_MS) : undefined]);
  const isShown = soon !== undefined || (await updateView({ ...sender, deps }, { id: view.id }, viewIn(reply)));
  if (!isShown) await writeTo(deps, sender, { said: saidIn(reply) });
  if ('isDone' in reply && talk !== undefined) await publishHome(talk);
}

/** Undefined where it takes longer; how long that is may change while it does. */
async function within<T extends object>(patience: () => number, working: Promise<T>): Promise<T | undefined> {
  const since = performance.now();
  for (;;) {
    const left = patience() - (performance.now() - since);
    if (left <= 0) return undefined;
    const done = await Promise.race([working, after(Math.min(left, TICK_MS))]);
    if (done !== undefined) return done;
  }
}

interface Worked {
  readonly reply: Reply;
  /** Absent: whoever sent it is nobody here. */
  readonly talk?: Talk;
}

/** Who sent it takes its time as well, where Slack has to be asked. */
async function workOn(deps: ListenerDeps, sender: Sender, sent: Submitted): Promise<Worked> {
  try {
    await deps.turn();
    const heard = await talkOf(deps, sender, sent);
    if (!heard.ok) return { reply: saying(sayRefusal(heard.problem)) };
    const talk: Talk = { ...heard.value, answer: (outcome) => writeTo(deps, heard.value, outcome) };
    return { talk, reply: await answerForm(talk, sent.view) };
  } catch (error) {
    deps.report(error, 'a form in Slack');
    return { reply: saying(`⚠ ${sayRefusal({ code: 'internal', detail: '' })}`) };
  }
}

function saying(said: string): Reply {
  return { shown: outcomeView('Leasehold', { said }), said };
}

function asAck(deps: ListenerDeps, view: SentView, reply: Reply): object {
  if ('shown' in reply) return showing(deps, reply.shown);
  const { refused, at } = reply;
  const isThere = at !== undefined && (view.blocks ?? []).some((one) => one.type === 'input' && one.block_id === at);
  if (isThere) return { response_action: 'errors', errors: { [at]: refusalText(refused) } };
  return showing(deps, reply.again(sayRefusal(refused)));
}

function showing(deps: ListenerDeps, view: Modal): object {
  return { response_action: 'update', view: sendable(view, deps) };
}

function viewIn(reply: Reply): Modal {
  return 'shown' in reply ? reply.shown : reply.again(sayRefusal(reply.refused));
}

function saidIn(reply: Reply): string {
  return 'shown' in reply ? reply.said : `⚠ ${sayRefusal(reply.refused)}`;
}
