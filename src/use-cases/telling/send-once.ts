import type { PersonId } from '../../domain/ids.ts';
import { MINUTE, SECOND } from '../../domain/time.ts';
import type { Message } from '../../ports/message-store.ts';
import { type Letter, type Way, WayError } from '../../ports/way.ts';
import type { TellDeps } from './deps.ts';
import { isTrouble } from './reach.ts';

/** Longer than any call of a way takes: whoever began it is not at it any more. */
const ABANDONED_AFTER = MINUTE;
/** Clocks differ. */
const MARGIN = MINUTE;

type Deps = Pick<TellDeps, 'store' | 'clock'>;

interface Sending {
  readonly subject: string;
  readonly to: PersonId | undefined;
  readonly way: Way;
  readonly letter: Letter;
  /** What is known of it from before. */
  readonly before: Message | undefined;
}

/**
 * Sends a letter unless it was sent. That it is being sent is written down first, so that after an answer that never came
 * it is looked for where it would stand, and not sent a second time.
 */
export async function sendOnce(deps: Deps, sending: Sending): Promise<Message> {
  const { way, letter, before } = sending;
  const begun = begunNow(deps, sending);
  const isAgain = (await turnOf(deps, begun)) === 'again';
  const place = await leavingNoDoubt(deps, letter.key, isAgain, async () => {
    const found = isAgain ? await way.find(letter, (before?.at ?? begun.at) - MARGIN) : undefined;
    return found ?? (await way.post(letter));
  });
  return settled(deps, { ...begun, state: 'sent', place, shown: way.digestOf(letter.says) });
}

/** Of what may have been sent: where it stands. Undefined, and forgotten, where it does not. */
export async function lookFor(
  deps: Deps,
  { way, letter, before }: { way: Way; letter: Letter; before: Message },
): Promise<Message | undefined> {
  const begun = { ...before, triedAt: deps.clock.now() };
  await turnOf(deps, begun);
  const place = await leavingNoDoubt(deps, letter.key, true, () => way.find(letter, before.at - MARGIN));
  if (place !== undefined) return settled(deps, { ...begun, state: 'sent', place, shown: undefined });
  await deps.store.messages.forget(letter.key);
  return undefined;
}

type Begun = Omit<Message, 'state' | 'place' | 'shown'>;

function begunNow({ clock }: Deps, { subject, to, way, letter }: Sending): Begun {
  const now = clock.now();
  return { key: letter.key, subject, personId: to, way: way.name, at: now, triedAt: now };
}

async function turnOf({ store }: Deps, begun: Begun): Promise<'first' | 'again'> {
  const turn = await store.messages.begin(begun, begun.triedAt - ABANDONED_AFTER);
  if (turn !== 'theirs') return turn;
  throw new WayError('not_now', `${begun.key} is being sent by somebody else`, 5 * SECOND);
}

async function settled({ store }: Deps, message: Message): Promise<Message> {
  const { key, state, way, shown, place } = message;
  await store.messages.settle(key, { state, way, shown, ...(place === undefined ? {} : { place }) });
  return message;
}

/** What is known not to be there is forgotten; of the rest it stays written down that it may be. */
async function leavingNoDoubt<T>({ store }: Deps, key: string, isAgain: boolean, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const isKnown = error instanceof WayError && error.trouble !== 'unknown';
    const isNowhere = isTrouble(error, 'message_gone') || isTrouble(error, 'nobody_there');
    if (isNowhere || (isKnown && !isAgain)) await store.messages.forget(key);
    else await store.messages.settle(key, { triedAt: 0 });
    throw error;
  }
}
