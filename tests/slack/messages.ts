import type { Message } from '../../src/ports/message-store.ts';

/** A message that stands in a channel of a workspace. */
export function aMessage({ key, workspaceId }: { readonly key: string; readonly workspaceId: string }): Message {
  return {
    ...{
      key,
      subject: 'request:REQ-1',
      personId: undefined,
      way: 'slack',
      state: 'sent',
      shown: 'shown',
      at: Date.now(),
    },
    place: { workspaceId, channel: 'C1', ts: '1.1' },
  };
}
