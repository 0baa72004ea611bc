import type { MessageStore } from '../../src/ports/message-store.ts';

/** A message that stands in a channel of a workspace. */
export async function aMessage(
  messages: MessageStore,
  { key, workspaceId }: { readonly key: string; readonly workspaceId: string },
): Promise<void> {
  const at = Date.now();
  await messages.begin({ key, subject: 'request:REQ-1', personId: undefined, way: 'slack', at, triedAt: at }, at);
  await messages.settle(key, { state: 'sent', shown: 'shown', place: { workspaceId, channel: 'C1', ts: '1.1' } });
}
