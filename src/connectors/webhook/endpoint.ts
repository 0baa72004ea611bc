import type { App } from '../../domain/catalog/app.ts';
import type { Json } from '../../domain/json.ts';
import { SECOND } from '../../domain/time.ts';
import { ConnectorError } from '../../ports/connector.ts';
import type { Clock, Ids, Secrets } from '../../ports/environment.ts';
import type { OrderStore } from '../../ports/order-store.ts';
import { readSecret } from '../read-config.ts';
import type { Resolve } from './addresses.ts';
import { type Answer, answerOf } from './answers.ts';
import { type WebhookConfig, webhookConfigOf } from './config.ts';
import { refuseGone, rememberGone } from './gone.ts';
import { type Posted, post } from './post.ts';
import { addressesOf } from './reach.ts';
import { signatureOf } from './signature.ts';

interface Deps {
  readonly orders: OrderStore;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly resolve: Resolve;
}

export type Body = { readonly [key: string]: Json };

/** Asks the endpoint of an app, signed. */
export type Call = (app: App, body: Body) => Promise<Exclude<Answer, { answer: 'gone' }>>;

export function createCall(deps: Deps): Call {
  return async (app, body) => {
    const config = webhookConfigOf(app);
    await refuseGone(deps, app);
    const posted = await send(deps, app, config, JSON.stringify(body));
    const answer = answerOf(app.name, posted, deps.clock.now());
    if (answer.answer === 'gone') throw await rememberGone(deps, app);
    return answer;
  };
}

async function send(deps: Deps, app: App, config: WebhookConfig, body: string): Promise<Posted> {
  const headers = signed(readSecret(deps.secrets, config.secret, app), deps.clock.now(), body);
  const signal = AbortSignal.timeout(config.timeout_seconds * SECOND);
  try {
    const url = new URL(config.url);
    const addresses = await inTime(addressesOf(deps.resolve, app, config, url), signal);
    return await post({ url, addresses, headers, body, signal });
  } catch (error) {
    if (error instanceof ConnectorError) throw error;
    const why = signal.aborted ? `nothing came in ${config.timeout_seconds} s` : codeOf(error);
    throw new ConnectorError('retry', `${app.name} did not answer: ${why}.`);
  }
}

function signed(secret: string, now: number, body: string) {
  const timestamp = String(Math.floor(now / SECOND));
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'leasehold-timestamp': timestamp,
    'leasehold-signature': signatureOf(secret, timestamp, body),
  };
}

function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  signal.addEventListener('abort', () => reject(new Error('too late')), { once: true });
  return Promise.race([work, late]);
}

function codeOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
