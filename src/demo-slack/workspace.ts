/** A workspace as the stand-in is told of it. */
export interface StandInWorkspace {
  readonly users: readonly StandInUser[];
  /** Names of channels, in which everybody is. */
  readonly channels: readonly string[];
  /** Where it calls; absent: it waits to be asked, by Socket Mode. */
  readonly requestUrl?: string | undefined;
}

export interface StandInUser {
  readonly email: string;
  readonly name: string;
}

export const TEAM_ID = 'T01STANDIN';
export const BOT_USER_ID = 'U0LEASEHOLD';
export const BOT_TOKEN = 'xoxb-stand-in';
export const APP_TOKEN = 'xapp-stand-in';
export const SIGNING_SECRET = 'the secret of the stand-in';

/** `maya.ortiz@example.com` is `UMAYAORTIZ` there. */
export function userIdOf({ email }: Pick<StandInUser, 'email'>): string {
  return `U${email.split('@', 1).join().replace(/\W|_/g, '').toUpperCase()}`;
}

export function channelIdOf(name: string): string {
  return `C${name.replace(/\W|_/g, '').toUpperCase()}`;
}

/** What the program reads. */
export function standInFile({ users, channels, requestUrl }: StandInWorkspace): string {
  const members = [BOT_USER_ID, ...users.map(userIdOf)];
  return JSON.stringify({
    workspace: { name: 'Stand-in', domain: 'stand-in', teamId: TEAM_ID },
    apps: [
      {
        ...{ appId: 'A01LEASEHOLD', botUserId: BOT_USER_ID, botName: 'leasehold', botToken: BOT_TOKEN },
        ...{ appToken: APP_TOKEN, signingSecret: SIGNING_SECRET },
        ...(requestUrl === undefined ? { mode: 'socket' } : { mode: 'events', requestUrl }),
      },
    ],
    users: users.map(({ email, name }) => ({
      ...{ id: userIdOf({ email }), name: email.split('@', 1).join(), real_name: name, email },
    })),
    channels: channels.map((name) => ({ id: channelIdOf(name), name, members })),
  });
}
