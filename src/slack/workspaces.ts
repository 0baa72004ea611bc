import type { AuditFact } from '../domain/audit/fact.ts';
import type { Clock, Keys } from '../ports/environment.ts';
import type { Store } from '../ports/store.ts';
import type { Workspace } from '../ports/workspace-store.ts';
import type { Report, SlackSettings } from './settings.ts';
import { clientOptions, createWebClient, slackError, type WebClient } from './web-client.ts';

export interface WorkspacesDeps {
  readonly store: Pick<Store, 'workspaces'>;
  readonly keys: Pick<Keys, 'open'>;
  readonly clock: Clock;
  readonly slack: Pick<SlackSettings, 'url' | 'botToken'>;
  readonly report: Report;
}

/** A workspace, and what Leasehold is there. */
export interface InWorkspace {
  readonly workspace: Workspace;
  readonly token: string;
}

/** The Slack workspaces in which Leasehold is, each with its own token. */
export interface Workspaces {
  /** Undefined for a workspace from which it was removed, or never was in. */
  inside(workspaceId: string): Promise<InWorkspace | undefined>;
  clientOf(workspaceId: string): Promise<WebClient | undefined>;
  /** Those in which something can be said. Throws where Slack does not say for which one the token of the environment is. */
  live(): Promise<readonly Workspace[]>;
}

export const TOKEN_SEAL = 'slack token';

export function createWorkspaces({ store, keys, clock, slack, report }: WorkspacesDeps): Workspaces {
  const options = clientOptions(slack.url, report);
  // By token: calls of one workspace wait for each other, and for no others.
  const clients = new Map<string, WebClient>();
  const clientWith = (token: string) => {
    const client = clients.get(token) ?? createWebClient(token, options);
    clients.set(token, client);
    return client;
  };
  const met = once(async () => meet({ store, clock }, await clientWith(slack.botToken ?? '').auth.test()));
  const home = async () => (slack.botToken === undefined ? undefined : met().catch(whereNoUse));

  /** A token that Slack does not take is for no workspace; whoever has none is told in other ways. */
  function whereNoUse(error: unknown): undefined {
    if (!OF_NO_USE.includes(slackError(error))) throw error;
    report(error, 'the Slack workspace of the bot token');
  }

  async function lookInside(id: string): Promise<InWorkspace | undefined> {
    const stored = await store.workspaces.byId(id);
    if (stored?.sealedToken !== undefined) {
      const token = keys.open(TOKEN_SEAL, stored.sealedToken);
      return token === undefined ? undefined : { workspace: stored, token };
    }
    if (slack.botToken === undefined || (await home()) !== id) return undefined;
    const workspace = await store.workspaces.byId(id);
    if (workspace === undefined || workspace.endedAt !== undefined) return undefined;
    return { workspace, token: slack.botToken };
  }

  // Many who press at one moment are looked up together.
  const inside = together(lookInside);
  return {
    inside,
    clientOf: async (id) => {
      const found = await inside(id);
      return found === undefined ? undefined : clientWith(found.token);
    },
    live: async () => {
      const here = await home();
      const all = await store.workspaces.live();
      return all.filter(({ id, sealedToken }) => sealedToken !== undefined || id === here);
    },
  };
}

const OF_NO_USE: readonly (string | undefined)[] = [
  ...['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired'],
];

type Met = Awaited<ReturnType<WebClient['auth']['test']>>;

/** The workspace that a token from the environment is for: it is known from its first use. */
async function meet({ store, clock }: Pick<WorkspacesDeps, 'store' | 'clock'>, met: Met): Promise<string | undefined> {
  const { team_id: id, team: name = '', user_id: botUserId = '' } = met;
  if (id === undefined || met.is_enterprise_install === true) return undefined;
  const known = await store.workspaces.byId(id);
  if (known !== undefined && known.endedAt === undefined) return id;
  const at = clock.now();
  const fact: AuditFact = {
    ...{ fact: 'workspace.installed', at, actor: { kind: 'system' }, surface: 'start', subject: `workspace:${id}` },
    data: { name },
  };
  const scopes = (met.response_metadata?.scopes ?? []).join(',');
  const absent = { sealedToken: undefined, alertChannel: undefined, reviewChannel: undefined };
  const installed = { installedBy: undefined, installedAt: at, endedAt: undefined };
  await store.workspaces.install({ id, name, botUserId, scopes, ...absent, ...installed }, [fact]);
  return id;
}

/** Whoever asks while the same is being looked up gets that answer. */
function together<T>(look: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const underWay = new Map<string, Promise<T>>();
  return (id) => {
    const found = underWay.get(id) ?? look(id).finally(() => underWay.delete(id));
    underWay.set(id, found);
    return found;
  };
}

/** Until it works. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => {
    done ??= work().catch((error: unknown) => {
      done = undefined;
      throw error;
    });
    return done;
  };
}
