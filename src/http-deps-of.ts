import { createAttest } from '../activities/ledger/attest.ts';
import type { Config } from './config/config.ts';
import { secretsOf } from './config/connector-secrets.ts';
import { createIsSigned } from './connectors/webhook/callbacks.ts';
import { createOidc } from './http/auth/oidc.ts';
import { createRateLimit } from './http/auth/rate-limit.ts';
import type { HttpDeps, WebSettings } from './http/deps.ts';
import type { Installation } from './installation.ts';
import { organisationFiles } from './organisation/organisation-files.ts';
import type { RequestGateway } from './ports/request-gateway.ts';
import type { Slack } from './slack/door.ts';
import { createCalendar } from './time/calendar.ts';
import { waysToAsk } from './ways-to-ask.ts';

type Outside = 'version' | 'web' | 'workflowUrl' | 'checks' | 'reportError';

/** What the web server of this installation works with. */
export function httpDepsOf(
  installation: Installation,
  gateway: RequestGateway,
  slack: Slack | undefined,
  askTelling: () => Promise<void>,
): Omit<HttpDeps, Outside> {
  const { config, store, clock } = installation;
  const attest = createAttest({ ledger: store.ledger, clock });
  const secrets = secretsOf(config);
  const isSigned = createIsSigned({ secrets, clock });
  const rateLimit = createRateLimit(config.http.callsPerMinute);
  const pure = { calendarOf: createCalendar, files: organisationFiles };
  const hasSecret = (name: string) => secrets(name) !== undefined;
  const telling = { slack, ways: waysToAsk(config, slack, askTelling), mailFrom: config.mail?.from };
  return { ...installation, ...telling, gateway, ...pure, hasSecret, attest, isSigned, rateLimit };
}

/** How people reach the pages. Whoever is at this machine may be anybody of the demo, and nobody of anything else. */
export function webOf(config: Config, isDemo: boolean, report: (error: unknown) => void): WebSettings {
  const { oidc, http, demo } = config;
  const secret = oidc?.clientSecret?.reveal();
  return {
    ...{ publicUrl: http.publicUrl, demoSignIn: demo && isDemo && isHereOnly(http), roles: oidc?.roles },
    provider: oidc === undefined ? undefined : createOidc({ ...oidc, clientSecret: secret }, report),
  };
}

/** A server in front of this one, or another machine, may call it by whatever name. */
function isHereOnly({ host, publicUrl }: Config['http']): boolean {
  const isLoopback = (name: string) => ['localhost', '127.0.0.1', '::1', '[::1]'].includes(name);
  return isLoopback(host) && (publicUrl === undefined || isLoopback(new URL(publicUrl).hostname));
}
