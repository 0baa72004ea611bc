/** What each call of Slack's Web API that Leasehold makes has to be allowed by. */
export const SCOPES_OF_METHODS = {
  'auth.test': [],
  'auth.revoke': [],
  'oauth.v2.access': [],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.join': ['channels:join'],
  'conversations.list': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'users.info': ['users:read', 'users:read.email'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
} as const satisfies { readonly [method: string]: readonly string[] };

/** What each event that Leasehold hears has to be allowed by. */
export const SCOPES_OF_EVENTS = {
  app_home_opened: [],
  app_uninstalled: [],
  tokens_revoked: [],
} as const satisfies { readonly [event: string]: readonly string[] };

const OF_COMMANDS = ['commands'] as const;

/** Everything that Leasehold asks to be allowed: what it uses, and no more. */
export const SCOPES: readonly string[] = [
  ...new Set<string>([
    ...OF_COMMANDS,
    ...Object.values(SCOPES_OF_METHODS).flat(),
    ...Object.values(SCOPES_OF_EVENTS).flat(),
  ]),
].sort();
