/** As Slack's OpenID provider names itself. */
export const SLACK_ISSUER = 'https://slack.com';

/** Who a user of a workspace is: the same whether they signed in by Slack or pressed something there. */
export function slackIdentity(workspaceId: string, userId: string) {
  return { issuer: `${SLACK_ISSUER}/${workspaceId}`, subject: userId };
}

/** Undefined for whoever is known by something else than Slack. */
export function workspaceIn(issuer: string): string | undefined {
  return issuer.startsWith(`${SLACK_ISSUER}/`) ? issuer.slice(SLACK_ISSUER.length + 1) : undefined;
}
