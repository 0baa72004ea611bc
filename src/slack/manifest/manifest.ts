import { SLACK_PATH } from '../receiver/http.ts';
import { SCOPES, SCOPES_OF_EVENTS } from './scopes.ts';

export interface ManifestWish {
  /** Where people, and Slack, find this installation. */
  readonly url: string;
  /** `socket`: Slack need not reach it. */
  readonly mode: 'http' | 'socket';
  /** What people type. */
  readonly command: string;
}

/** Where Slack sends back whoever added Leasehold to a workspace: the page in Settings answers there. */
export const BACK_FROM_SLACK = '/settings/notifications/slack/back';

/** Slack makes the app of this: what it may do is what Leasehold uses. */
export function manifest({ url, mode, command }: ManifestWish) {
  const isCalled = mode === 'http';
  const here = new URL(SLACK_PATH, url).href;
  return {
    display_information: {
      name: 'Leasehold',
      description: 'Ask for access, decide, and know when it ends',
      background_color: '#1f3a34',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: 'Leasehold', always_online: true },
      slash_commands: [
        {
          ...{ command, description: 'Ask for access', usage_hint: '[app] or help', should_escape: false },
          ...(isCalled ? { url: here } : {}),
        },
      ],
    },
    oauth_config: { redirect_urls: [new URL(BACK_FROM_SLACK, url).href], scopes: { bot: [...SCOPES] } },
    settings: {
      event_subscriptions: { ...(isCalled ? { request_url: here } : {}), bot_events: Object.keys(SCOPES_OF_EVENTS) },
      interactivity: {
        is_enabled: true,
        ...(isCalled ? { request_url: here, message_menu_options_url: here } : {}),
      },
      ...{ org_deploy_enabled: false, socket_mode_enabled: !isCalled, token_rotation_enabled: false },
    },
  };
}
