import { type Affair, cardKey } from '../../domain/telling/affair.ts';
import type { TellDeps } from './deps.ts';
import type { Message } from '../../ports/message-store.ts';
import type { Letterbox, Way } from '../../ports/way.ts';
import { isTrouble, type Route } from './reach.ts';
import { sendOnce } from './send-once.ts';
import type { Sent } from './standing-cards.ts';

/** Channels in which whoever decides looks: the card stands there too, as long as it asks for something. */
export async function sharedRoutes({ ways }: Pick<TellDeps, 'ways'>): Promise<readonly Route[]> {
  const routes = ways.map(async (way) => (await way.sharedLetterboxes()).map((box) => ({ way, box })));
  return (await Promise.all(routes)).flat();
}

export async function tellChannel(deps: TellDeps, affair: Affair, { way, box }: Route, sent: Sent): Promise<void> {
  const needed = affair.needed.find(({ to }) => to === 'shared');
  if (needed === undefined) return;
  const key = cardKey(affair.subject, needed.card, `${box.workspaceId}/${box.address}`);
  const before = sent.get(key);
  if (before?.state === 'sent') return;
  const letter = { key, to: box, says: affair.show(needed.card, affair.everyReader), under: undefined };
  try {
    await sendOnce(deps, { subject: affair.subject, to: undefined, way, letter, before });
  } catch (error) {
    // An archived channel is in nobody's way.
    if (!isTrouble(error, 'nobody_there')) throw error;
  }
}

/** In which channel something was to be. */
export async function channelOf(_: Way, { key }: Message): Promise<Letterbox> {
  const [workspaceId, address = ''] = key.slice(key.lastIndexOf(' ') + 1).split('/');
  return { workspaceId, address };
}
