import { SLACK_ISSUER, slackIdentity } from '../../domain/people/slack-identity.ts';
import type { Identity } from '../../ports/session-store.ts';

interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly [claim: string]: unknown;
}

/**
 * Who a provider says that somebody is. To Slack they are a user of a workspace, the same one who presses buttons there;
 * undefined where it does not say of which.
 */
export function identityIn(claims: Claims): Identity | undefined {
  const { iss: issuer, sub: subject } = claims;
  if (issuer !== SLACK_ISSUER) return { issuer, subject };
  const [workspace, user] = [claims[`${SLACK_ISSUER}/team_id`], claims[`${SLACK_ISSUER}/user_id`]];
  return typeof workspace === 'string' && typeof user === 'string' ? slackIdentity(workspace, user) : undefined;
}
