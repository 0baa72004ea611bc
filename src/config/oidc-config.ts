import type { GrantedRole } from '../domain/people/person.ts';
import type { OidcConfig } from './config.ts';
import { secret } from './secret.ts';
import type { Values } from './variables.ts';

/** Slack's `auth_time` is when it made the token, whoever sits at the browser by then. */
const SAYS_ALWAYS_NOW: ReadonlySet<string> = new Set(['slack.com', 'slack-gov.com']);

export function oidcOf(values: Values): OidcConfig | undefined {
  const { LEASEHOLD_OIDC_ISSUER: issuer, LEASEHOLD_OIDC_CLIENT_ID: clientId } = values;
  if (issuer === undefined || clientId === undefined) return undefined;
  const { LEASEHOLD_OIDC_CLIENT_SECRET: clientSecret } = values;
  return {
    ...{ issuer, clientId, clientSecret: clientSecret === undefined ? undefined : secret(clientSecret) },
    name: values.LEASEHOLD_OIDC_NAME ?? new URL(issuer).hostname,
    scopes: values.LEASEHOLD_OIDC_SCOPES ?? 'openid email profile',
    trustsEmail: values.LEASEHOLD_OIDC_TRUST_EMAIL ?? false,
    provesAnew: !SAYS_ALWAYS_NOW.has(new URL(issuer).hostname),
    rolesClaim: values.LEASEHOLD_OIDC_ROLES_CLAIM ?? 'groups',
    roles: rolesIn(values.LEASEHOLD_OIDC_ROLES ?? ''),
  };
}

/** The schema of the variable has looked at its form. */
function rolesIn(text: string): OidcConfig['roles'] {
  const pairs = text === '' ? [] : text.split(',');
  return Object.fromEntries(pairs.map((pair) => pair.trim().split('=') as [string, GrantedRole]));
}
