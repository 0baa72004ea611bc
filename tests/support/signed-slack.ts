import { signatureOf } from '../../src/slack/receiver/signature.ts';

export const SIGNING_SECRET = 'what Slack and Leasehold know';

interface How {
  readonly secret?: string;
  /** In seconds; now, unless given. */
  readonly timestamp?: string;
  readonly type?: string;
  readonly headers?: { readonly [name: string]: string };
}

/** A call as Slack makes it: signed, now, unless said otherwise. */
export function signed(body: string, { secret = SIGNING_SECRET, ...how }: How = {}): RequestInit {
  const timestamp = how.timestamp ?? String(Math.floor(Date.now() / 1000));
  const headers = {
    'content-type': how.type ?? 'application/json',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signatureOf(secret, timestamp, body),
    ...how.headers,
  };
  return { method: 'POST', body, headers };
}

const FORM = 'application/x-www-form-urlencoded';

/** What somebody pressed or typed. */
export function pressed(payload: object, how: How = {}): RequestInit {
  return signed(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), { ...how, type: FORM });
}

/** `/access …`. */
export function commanded(fields: { readonly [field: string]: string }, how: How = {}): RequestInit {
  return signed(new URLSearchParams(fields).toString(), { ...how, type: FORM });
}

let events = 0;

export function anEvent(workspaceId: string, event: object, id = `Ev${++events}`): object {
  return {
    ...{ type: 'event_callback', team_id: workspaceId, api_app_id: 'A1', event_id: id, event },
    ...{ event_time: Math.floor(Date.now() / 1000), is_ext_shared_channel: false },
    authorizations: [{ enterprise_id: null, team_id: workspaceId, user_id: 'UBOT', is_bot: true }],
  };
}
