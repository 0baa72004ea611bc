import type { Affair } from '../../domain/telling/affair.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Message } from '../../ports/message-store.ts';
import { WayError } from '../../ports/way.ts';
import type { TellDeps } from './deps.ts';
import { loadAffair } from './load-affair.ts';
import { channelOf, sharedRoutes, tellChannel } from './tell-channel.ts';
import { refreshCards, type Sent } from './standing-cards.ts';
import { tellPerson } from './tell-person.ts';

/** Somebody was not told. The others were; all of it may be done again. */
export interface NotTold {
  readonly why: string;
  /** When it is worth another try; undefined: after a while. */
  readonly retryAfterMs: number | undefined;
}

export interface Told {
  readonly notTold: readonly NotTold[];
  /** When it has to be told anew, though nothing happens: somebody begins or ceases to stand for who decides. */
  readonly again: Instant | undefined;
}

const SIDE_BY_SIDE = 4;
const NOTHING: Told = { notTold: [], again: undefined };

/**
 * Tells everybody whom it concerns how this request or task stands, and what happened that they have not heard. Looks at
 * the state, and at what was sent before: done again it does nothing, done late it tells what is so by then. `atLeast`:
 * it is that late, whatever the clock here says.
 */
export async function tell(deps: TellDeps, subject: string, atLeast: Instant): Promise<Told> {
  const sent = await deps.store.messages.about(subject);
  const affair = await loadAffair(deps.store, { subject, now: Math.max(deps.clock.now(), atLeast), sent });
  if (affair === undefined || deps.ways.length === 0) return NOTHING;
  const errands = [...(await ofPeople(deps, affair, sent)), ofChannels(deps, affair, sent)];
  const notTold: NotTold[] = [];
  for (let at = 0; at < errands.length; at += SIDE_BY_SIDE) {
    const some = await Promise.allSettled(errands.slice(at, at + SIDE_BY_SIDE).map((run) => run()));
    notTold.push(...some.flatMap((one) => (one.status === 'rejected' ? troubleOf(one.reason) : [])));
  }
  return { notTold, again: affair.changesAt };
}

type Errand = () => Promise<void>;

async function ofPeople(deps: TellDeps, affair: Affair, sent: readonly Message[]): Promise<readonly Errand[]> {
  const had = sent.flatMap(({ personId }) => personId ?? []);
  const needing = affair.needed.flatMap(({ to }) => (to === 'shared' ? [] : to));
  const ids = [...new Set<PersonId>([...needing, ...affair.news.map(({ to }) => to), ...had])];
  const choices = await deps.store.messages.choicesOf(ids);
  return ids.map((id) => () => {
    const theirs = byKey(sent.filter(({ personId }) => personId === id));
    const reader = affair.readerOf(id);
    // Of whoever has left, what stands still tells the truth.
    if (reader === undefined) return refreshCards(deps, affair, theirs, { readers: [], boxIn: nowhere });
    return tellPerson({ deps, affair, reader, choices: choices.get(id) ?? {}, sent: theirs });
  });
}

function ofChannels(deps: TellDeps, affair: Affair, sent: readonly Message[]): Errand {
  const shared = byKey(sent.filter(({ personId }) => personId === undefined));
  return async () => {
    await refreshCards(deps, affair, shared, { readers: affair.everyReader, boxIn: channelOf });
    for (const route of await sharedRoutes(deps)) await tellChannel(deps, affair, route, shared);
  };
}

const nowhere = () => Promise.resolve(undefined);

function byKey(messages: readonly Message[]): Sent {
  return new Map(messages.map((message) => [message.key, message]));
}

function troubleOf(reason: unknown): NotTold {
  const why = reason instanceof Error ? reason.message : String(reason);
  return { why, retryAfterMs: reason instanceof WayError ? reason.retryAfterMs : undefined };
}
