import { type Result, ok, refused } from '../../domain/errors.ts';
import type { Keys } from '../../ports/environment.ts';
import type { AddedTo, SlackInstaller } from '../../ports/slack-installer.ts';
import { SCOPES } from '../manifest/scopes.ts';
import type { Report, SlackSettings } from '../settings.ts';
import { clientOptions, createWebClient, slackError, type WebClient } from '../web-client.ts';
import { TOKEN_SEAL, type Workspaces } from '../workspaces.ts';
import { channelsIn } from './channels.ts';

interface Deps {
  readonly slack: SlackSettings;
  readonly keys: Pick<Keys, 'seal'>;
  readonly workspaces: Workspaces;
  readonly report: Report;
}

/** "Add to Slack": Slack asks whoever may add apps to a workspace, and gives us a token of that workspace. */
export function createInstaller(deps: Deps): SlackInstaller {
  const { slack, workspaces, report } = deps;
  const client = createWebClient(undefined, clientOptions(slack.url, report));
  return {
    ...channelsIn(workspaces),
    scopes: SCOPES,
    pageFor: (back, state) => {
      if (slack.client === undefined) return undefined;
      const page = new URL('/oauth/v2/authorize', slack.url);
      page.search = new URLSearchParams({
        ...{ client_id: slack.client.id, scope: SCOPES.join(','), redirect_uri: back, state },
      }).toString();
      return page.href;
    },
    finish: async (code, back) => {
      if (slack.client === undefined) return refused('wrong_state', 'Leasehold has no id of a Slack app.');
      const { id: client_id, secret: client_secret } = slack.client;
      try {
        return await added(deps, await client.oauth.v2.access({ client_id, client_secret, code, redirect_uri: back }));
      } catch (error) {
        report(error, 'adding Leasehold to Slack');
        const why = slackError(error) ?? 'no answer';
        return refused('not_allowed', `Slack did not add Leasehold (${why}). Nothing changed: begin again.`);
      }
    },
    leave: async (id) => {
      const there = await workspaces.clientOf(id);
      await there?.auth.revoke().catch((error: unknown) => report(error, 'giving back a token of Slack'));
    },
  };
}

type Access = Awaited<ReturnType<WebClient['oauth']['v2']['access']>>;

async function added({ slack, keys, report }: Deps, access: Access): Promise<Result<AddedTo>> {
  const { access_token: token, team, bot_user_id: botUserId = '', scope: scopes = '' } = access;
  if (access.is_enterprise_install === true || team?.id === undefined) {
    const there = createWebClient(token, clientOptions(slack.url, report));
    await there.auth.revoke().catch((error: unknown) => report(error, 'giving back a token of Slack'));
    return refused(
      'not_allowed',
      'This was for all workspaces of an organisation, which Leasehold cannot be in yet. Nothing changed: choose one workspace.',
    );
  }
  if (token === undefined) return refused('not_allowed', 'Slack gave no token. Nothing changed: begin again.');
  return ok({ id: team.id, name: team.name ?? team.id, botUserId, sealedToken: keys.seal(TOKEN_SEAL, token), scopes });
}
