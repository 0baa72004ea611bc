import * as client from 'openid-client';
import type { Problem, Result } from '../../domain/errors.ts';
import { ok, refused } from '../../domain/errors.ts';
import type { Proven, SignInProvider } from '../../ports/sign-in-provider.ts';
import { identityIn } from './identity-in.ts';

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly name: string;
  readonly scopes: string;
  readonly rolesClaim: string;
  /** Its addresses count though it does not say that it has verified them. */
  readonly trustsEmail: boolean;
  /** It says when somebody proved who they are, and is asked to have it proven anew. */
  readonly provesAnew: boolean;
}

/** What the browser brings back with it. */
interface Kept {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

const AWAY: Problem = {
  code: 'unavailable',
  detail: 'The sign-in provider does not answer. Nobody was signed in: try again.',
};

/** Any OpenID Connect provider: the code flow with PKCE, state and nonce. */
export function createOidc(settings: OidcSettings, report: (error: unknown) => void): SignInProvider {
  const provider = discovered(settings);
  const attempt = createAttempt(report);
  return {
    ...{ name: settings.name, provesAnew: settings.provesAnew },
    begin: (back, fresh) =>
      attempt(AWAY, async () => {
        const kept: Kept = {
          ...{ state: client.randomState(), nonce: client.randomNonce() },
          verifier: client.randomPKCECodeVerifier(),
        };
        const to = client.buildAuthorizationUrl(await provider(), {
          ...{ redirect_uri: back, scope: settings.scopes, state: kept.state, nonce: kept.nonce },
          code_challenge: await client.calculatePKCECodeChallenge(kept.verifier),
          ...{ code_challenge_method: 'S256', ...(fresh ? { max_age: '0' } : {}) },
        });
        return { to: to.href, kept: JSON.stringify(kept) };
      }),

    finish: (address, text) =>
      attempt(NOT_PROVEN, async () => {
        const { state, nonce, verifier } = JSON.parse(text) as Kept;
        // How long ago it was proven is looked at where that matters: what is not fresh is a sign-in all the same.
        const tokens = await client.authorizationCodeGrant(await provider(), address, {
          ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
        });
        const claims = tokens.claims();
        if (claims === undefined) throw new Error('no ID token');
        return provenBy(claims, settings);
      }),
  };
}

const NOT_PROVEN: Problem = {
  code: 'not_allowed',
  detail: 'The provider did not say who you are, or this took too long. Nobody was signed in: begin again.',
};

/** Asked once it is needed, and again for as long as it did not answer: the provider may come up after us. */
function discovered({ issuer, clientId, clientSecret }: OidcSettings): () => Promise<client.Configuration> {
  let asked: Promise<client.Configuration> | undefined;
  const url = new URL(issuer);
  // Plain http is for a provider on this very machine.
  const isHere = url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const how = clientSecret === undefined ? client.None() : client.ClientSecretPost(clientSecret);
  const execute = isHere ? [client.allowInsecureRequests] : [];
  return () => {
    asked ??= client.discovery(url, clientId, undefined, how, { execute, timeout: 10 }).catch((error: unknown) => {
      asked = undefined;
      throw error;
    });
    return asked;
  };
}

function provenBy(claims: client.IDToken, { rolesClaim, trustsEmail, provesAnew }: OidcSettings): Proven {
  const { email, email_verified: verified, auth_time: authTime } = claims;
  const groups = claims[rolesClaim];
  const identity = identityIn(claims);
  if (identity === undefined) throw new Error('the ID token of Slack names no workspace');
  return {
    identity,
    email:
      typeof email === 'string' && (verified === true || (trustsEmail && verified === undefined)) ? email : undefined,
    provenAt: provesAnew && typeof authTime === 'number' ? authTime * 1000 : undefined,
    groups: Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : [],
  };
}

/** Whatever goes wrong there is one thing to whoever signs in; what it was, stands in the log. */
function createAttempt(report: (error: unknown) => void) {
  return async <T>(problem: Problem, work: () => Promise<T>): Promise<Result<T>> => {
    try {
      return ok(await work());
    } catch (error) {
      report(error);
      return refused(problem.code, problem.detail);
    }
  };
}
