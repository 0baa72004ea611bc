import type { MailConfig, SlackConfig } from './config.ts';
import { secret } from './secret.ts';
import type { VariableName, Values } from './variables.ts';

export function slackOf(values: Values): SlackConfig | undefined {
  const { LEASEHOLD_SLACK_CLIENT_ID: id, LEASEHOLD_SLACK_CLIENT_SECRET: clientSecret } = values;
  const signingSecret = hidden(values.LEASEHOLD_SLACK_SIGNING_SECRET);
  const appToken = hidden(values.LEASEHOLD_SLACK_APP_TOKEN);
  if (signingSecret === undefined && appToken === undefined) return undefined;
  return {
    ...{ signingSecret, appToken, botToken: hidden(values.LEASEHOLD_SLACK_BOT_TOKEN) },
    url: values.LEASEHOLD_SLACK_URL ?? 'https://slack.com',
    client: id === undefined || clientSecret === undefined ? undefined : { id, secret: secret(clientSecret) },
  };
}

export function mailOf(values: Values): MailConfig | undefined {
  const { LEASEHOLD_SMTP_URL: url, LEASEHOLD_MAIL_FROM: from } = values;
  return url === undefined || from === undefined ? undefined : { url: secret(url), from };
}

function hidden(value: string | undefined) {
  return value === undefined ? undefined : secret(value);
}

/** What is set and would do nothing, for want of another; undefined: nothing. */
export function missingForTelling(values: Values): { readonly name: VariableName; readonly why: string } | undefined {
  const has = (name: VariableName) => values[name] !== undefined;
  const isHeard = has('LEASEHOLD_SLACK_SIGNING_SECRET') || has('LEASEHOLD_SLACK_APP_TOKEN');
  const others = ['CLIENT_ID', 'CLIENT_SECRET', 'BOT_TOKEN', 'URL'].map(
    (end) => `LEASEHOLD_SLACK_${end}` as VariableName,
  );
  if (!isHeard && others.some(has))
    return { name: 'LEASEHOLD_SLACK_SIGNING_SECRET', why: 'is missing: without it, Slack cannot be told from others' };
  const isReached = has('LEASEHOLD_SLACK_BOT_TOKEN') || has('LEASEHOLD_SLACK_CLIENT_ID');
  if (isHeard && !isReached)
    return {
      name: 'LEASEHOLD_SLACK_BOT_TOKEN',
      why: 'is missing, or LEASEHOLD_SLACK_CLIENT_ID: nothing can be said there',
    };
  if (has('LEASEHOLD_SLACK_CLIENT_ID') !== has('LEASEHOLD_SLACK_CLIENT_SECRET')) {
    const name = has('LEASEHOLD_SLACK_CLIENT_ID') ? 'LEASEHOLD_SLACK_CLIENT_SECRET' : 'LEASEHOLD_SLACK_CLIENT_ID';
    return { name, why: 'is missing: the id of a Slack app and its secret go together' };
  }
  if (has('LEASEHOLD_SMTP_URL') !== has('LEASEHOLD_MAIL_FROM')) {
    const name = has('LEASEHOLD_SMTP_URL') ? 'LEASEHOLD_MAIL_FROM' : 'LEASEHOLD_SMTP_URL';
    return { name, why: 'is missing: mail needs a server and whom it is from' };
  }
  return undefined;
}
