import { type Affair, type CardName, cardIn } from '../../domain/telling/affair.ts';
import { SECOND } from '../../domain/time.ts';
import type { Reader } from '../../domain/telling/says.ts';
import type { Message } from '../../ports/message-store.ts';
import { type Letterbox, type Way, WayError } from '../../ports/way.ts';
import type { TellDeps } from './deps.ts';
import { isTrouble } from './reach.ts';
import { lookFor } from './send-once.ts';

/** What was sent to one recipient, by key, kept up with as it is told more. */
export type Sent = Map<string, Message>;

interface Whose {
  readonly readers: readonly Reader[];
  readonly boxIn: (way: Way, message: Message) => Promise<Letterbox | undefined>;
}

/**
 * Every card that they have shows the state again, those included of which nobody knows whether they arrived. What can
 * be changed no more is given up.
 */
export async function refreshCards(deps: TellDeps, affair: Affair, sent: Sent, whose: Whose): Promise<void> {
  for (const message of [...sent.values()]) {
    const card = cardIn(message.key);
    const way = deps.ways.find(({ name, showsState }) => name === message.way && showsState);
    if (card === undefined || way === undefined) continue;
    const standing = { message, card, way, readers: whose.readers };
    if (message.state === 'sending') await recover(deps, affair, sent, { ...standing, boxIn: whose.boxIn });
    if (message.state === 'sent') await refresh(deps, affair, sent, standing);
  }
}

interface Standing {
  readonly message: Message;
  readonly card: CardName;
  readonly way: Way;
  readonly readers: readonly Reader[];
}

/** It may stand somewhere, with buttons that nobody would ever take away. */
async function recover(deps: TellDeps, affair: Affair, sent: Sent, lost: Standing & Whose): Promise<void> {
  const { message, card, way, readers } = lost;
  const box = await lost.boxIn(way, message);
  if (box === undefined) return;
  const letter = { key: message.key, to: box, says: affair.show(card, readers), under: undefined };
  const found = await lookFor(deps, { way, letter, before: message });
  if (found === undefined) sent.delete(message.key);
  else await refresh(deps, affair, sent, { ...lost, message: found });
}

async function refresh({ store }: TellDeps, affair: Affair, sent: Sent, standing: Standing): Promise<void> {
  const { message, card, way, readers } = standing;
  sent.set(message.key, message);
  if (message.place === undefined) return;
  const says = affair.show(card, readers);
  const shown = way.digestOf(says);
  if (shown === message.shown) return;
  try {
    await way.change(message.place, says);
  } catch (error) {
    if (isTrouble(error, 'message_gone') || isTrouble(error, 'nobody_there')) return giveUp({ store }, sent, message);
    // It may show it, or not: what stood there before counts no more.
    if (isTrouble(error, 'unknown')) await store.messages.settle(message.key, { shown: undefined });
    throw error;
  }
  if (!(await store.messages.show(message.key, message.shown, shown)))
    throw new WayError('not_now', `${message.key} was changed by somebody else as well`, SECOND);
  sent.set(message.key, { ...message, shown });
}

/** It stands there no more: whoever still needs it gets another one. */
export async function giveUp({ store }: Pick<TellDeps, 'store'>, sent: Sent, message: Message): Promise<void> {
  await store.messages.settle(message.key, { state: 'gone' });
  sent.set(message.key, { ...message, state: 'gone' });
}
