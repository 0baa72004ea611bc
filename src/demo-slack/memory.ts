/** An answer of the Web API. */
export interface Said {
  readonly [field: string]: unknown;
}

interface Message {
  readonly ts: string;
}

const USERS = ['users.info', 'users.lookupByEmail'];
const POSTS = ['chat.postMessage', 'chat.update'];
const HISTORIES = ['conversations.history', 'conversations.replies'];

/** Completes what the stand-in says with what Slack says beside it. */
export function createMemory() {
  const metadata = new Map<string, unknown>();
  return (method: string, args: URLSearchParams, said: Said): Said => {
    if (USERS.includes(method) && said['user'] !== undefined)
      return { ...said, user: { ...(said['user'] as object), is_email_confirmed: true, is_restricted: false } };
    const given = args.get('metadata');
    if (POSTS.includes(method) && given !== null && typeof said['ts'] === 'string')
      metadata.set(`${String(said['channel'])} ${said['ts']}`, JSON.parse(given));
    if (!HISTORIES.includes(method) || !Array.isArray(said['messages'])) return said;
    const channel = args.get('channel') ?? '';
    const known = (message: Message) => metadata.get(`${channel} ${message.ts}`);
    const messages = (said['messages'] as readonly Message[]).map((message) => {
      const kept = args.get('include_all_metadata') === 'true' ? known(message) : undefined;
      return kept === undefined ? message : { ...message, metadata: kept };
    });
    return { ...said, messages };
  };
}
