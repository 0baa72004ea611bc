import type { Config } from './config/config.ts';
import type { ReadinessCheck } from './http/deps.ts';
import { createMailTransport } from './mail/transport.ts';
import type { Slack } from './slack/door.ts';

/** Whether people can be told, for whoever wants to know: in which ways, and whether anybody does. */
export function waysToAsk(
  { mail }: Pick<Config, 'mail'>,
  slack: Slack | undefined,
  askTelling: () => Promise<void>,
): readonly ReadinessCheck[] {
  const ways = [
    ...(slack === undefined ? [] : [{ name: 'slack', ask: () => askSlack(slack) }]),
    ...(mail === undefined ? [] : [{ name: 'mail', ask: () => askMail(mail.url.reveal()) }]),
  ];
  return ways.length === 0 ? [] : [...ways, { name: 'telling', ask: askTelling }];
}

async function askSlack({ workspaces }: Slack): Promise<void> {
  const live = await workspaces.live();
  if (live.length === 0) throw new Error('Leasehold is in no workspace');
  for (const { id } of live) await (await workspaces.clientOf(id))?.auth.test();
}

async function askMail(url: string): Promise<void> {
  await createMailTransport(url).verify();
}
