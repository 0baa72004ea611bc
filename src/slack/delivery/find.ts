import { type Instant, SECOND } from '../../domain/time.ts';
import type { Place } from '../../ports/message-store.ts';
import type { WebClient } from '../web-client.ts';
import type { Call } from './calls.ts';
import type { InSlack } from './conversations.ts';

const EVENT_TYPE = 'leasehold_message';

/** By what a message is recognised again. */
export function metadataOf(key: string) {
  return { event_type: EVENT_TYPE, event_payload: { key } };
}

interface Wanted {
  readonly key: string;
  readonly where: InSlack;
  readonly under: Place | undefined;
  readonly since: Instant;
}

const PAGES = 10;

/** Reads what was said there since then, newest first, until one of them is it. */
export async function findByKey(call: Call, wanted: Wanted): Promise<Place | undefined> {
  const { key, where, under, since } = wanted;
  const { workspaceId, channel } = where;
  const page = { channel, oldest: String(since / SECOND), include_all_metadata: true, limit: 200 };
  const method = under === undefined ? 'conversations.history' : 'conversations.replies';
  let cursor: string | undefined;
  for (let count = 0; count < PAGES; count++) {
    const asked = { ...page, ...(cursor === undefined ? {} : { cursor }) };
    const { messages = [], response_metadata: next } = await call({ workspaceId }, method, (client) =>
      read(client, asked, under),
    );
    const found = messages.find(({ metadata }) => isIt(metadata, key));
    if (found?.ts !== undefined) return { workspaceId, channel, ts: found.ts };
    cursor = next?.next_cursor;
    if (cursor === undefined || cursor === '') return undefined;
  }
  return undefined;
}

type Asked = Parameters<WebClient['conversations']['history']>[0];

interface Page {
  readonly messages?: readonly { readonly ts?: string; readonly metadata?: unknown }[];
  readonly response_metadata?: { readonly next_cursor?: string };
}

function read({ conversations }: WebClient, asked: Asked, under: Place | undefined): Promise<Page> {
  return (
    under === undefined ? conversations.history(asked) : conversations.replies({ ...asked, ts: under.ts })
  ) as Promise<Page>;
}

function isIt(metadata: unknown, key: string): boolean {
  const { event_type, event_payload } = (metadata ?? {}) as { event_type?: unknown; event_payload?: { key?: unknown } };
  return event_type === EVENT_TYPE && event_payload?.key === key;
}
