import { createAttest } from '../activities/ledger/attest.ts';
import type { SlackConfig } from './config/config.ts';
import type { Log } from './config/log.ts';
import type { Installation } from './installation.ts';
import type { RequestGateway } from './ports/request-gateway.ts';
import { createSlack } from './slack/app.ts';
import type { Slack } from './slack/door.ts';
import type { Report, SlackSettings } from './slack/settings.ts';
import { createCalendar } from './time/calendar.ts';

/** Leasehold in Slack, as this installation is told to be there; undefined: it is not. */
export function slackOf(installation: Installation, gateway: RequestGateway, log: Log): Slack | undefined {
  const { config, store, clock } = installation;
  if (config.slack === undefined) return undefined;
  return createSlack({
    ...{ ...installation, gateway, calendarOf: createCalendar },
    attest: createAttest({ ledger: store.ledger, clock }),
    slack: slackSettings(config.slack),
    publicUrl: config.http.publicUrl ?? `http://127.0.0.1:${config.http.port}`,
    report: reportTo(log),
  });
}

export function slackSettings({ url, signingSecret, appToken, botToken, client }: SlackConfig): SlackSettings {
  return {
    ...{ url, signingSecret: signingSecret?.reveal(), appToken: appToken?.reveal(), botToken: botToken?.reveal() },
    client: client === undefined ? undefined : { id: client.id, secret: client.secret.reveal() },
  };
}

export function reportTo(log: Log): Report {
  return (error, what) => log.warn({ err: error }, what);
}
