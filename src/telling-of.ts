import type { Client } from '@temporalio/client';
import { createNotificationActivities } from '../activities/notification.activities.ts';
import type { Report, SlackSettings } from './slack/settings.ts';
import type { Installation } from './installation.ts';
import { createMailWay } from './mail/mail-way.ts';
import type { Way } from './ports/way.ts';
import { createSlackWay } from './slack/delivery/slack-way.ts';
import { createWhereIs } from './slack/identity/where-is.ts';
import { createWorkspaces } from './slack/workspaces.ts';
import { slackSettings } from './slack-of.ts';
import { createTeller } from './temporal/teller.ts';
import { follow } from './use-cases/telling/follow.ts';
import { createPatience } from './use-cases/telling/patience.ts';
import { tell } from './use-cases/telling/tell.ts';

/** In which ways people of this installation are reached. */
export function waysOf(installation: Installation, report: Report): readonly Way[] {
  const { slack, mail, http } = installation.config;
  const publicUrl = http.publicUrl ?? `http://127.0.0.1:${http.port}`;
  return [
    ...(slack === undefined ? [] : [slackWayOf(installation, { slack: slackSettings(slack), publicUrl, report })]),
    ...(mail === undefined ? [] : [createMailWay({ url: mail.url.reveal(), from: mail.from, publicUrl })]),
  ];
}

interface SlackParts {
  readonly slack: Pick<SlackSettings, 'url' | 'botToken'>;
  readonly publicUrl: string;
  readonly report: Report;
}

export function slackWayOf(
  { store, keys, clock }: Pick<Installation, 'store' | 'keys' | 'clock'>,
  { slack, publicUrl, report }: SlackParts,
): Way {
  const workspaces = createWorkspaces({ store, keys, clock, slack, report });
  const whereIs = createWhereIs({ store, clock, workspaces });
  return createSlackWay({ workspaces, whereIs, clock, keys, publicUrl });
}

/** What tells people what happens. */
export function tellingOf(
  { store, clock }: Pick<Installation, 'store' | 'clock'>,
  ways: readonly Way[],
  client: Client,
  taskQueue?: string,
) {
  const teller = createTeller(client, taskQueue);
  const patiently = createPatience();
  return createNotificationActivities({
    clock,
    tell: (subject, now, pause) => patiently(() => tell({ store, clock, ways }, subject, now), pause),
    follow: (isAnew) => follow({ store, clock, teller }, isAnew),
  });
}
