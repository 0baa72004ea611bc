import type { ReceiverEvent } from '@slack/bolt';
import { type Context, Hono } from 'hono';
import type { Clock } from '../../ports/environment.ts';
import type { Report } from '../settings.ts';
import { type Payload, payloadIn, textIn } from './payload.ts';
import { isSlacks } from './signature.ts';

interface Deps {
  readonly signingSecret: string;
  readonly clock: Clock;
  readonly hear: (event: ReceiverEvent) => Promise<void>;
  readonly report: Report;
}

export const SLACK_PATH = '/slack/events';

/** Slack takes no answer that comes later. */
const IN_TIME_MS = 2900;

/** One address for events, for what people press and for the command. */
export function slackRoutes({ signingSecret, clock, hear, report }: Deps): Hono {
  const app = new Hono();
  app.get(SLACK_PATH, (c) => (c.req.query('ssl_check') === '1' ? c.body(null, 200) : c.notFound()));
  app.post(SLACK_PATH, async (c) => {
    const body = await c.req.text();
    const timestamp = c.req.header('x-slack-request-timestamp');
    const signature = c.req.header('x-slack-signature');
    if (!isSlacks(signingSecret, { body, timestamp, signature }, clock.now()))
      return c.text('This is not signed by Slack. Nothing was done.', 401);
    const payload = payloadIn(body, c.req.header('content-type') ?? '');
    if (payload === undefined) return c.text('This is nothing that Slack sends. Nothing was done.', 400);
    if (payload['ssl_check'] === '1') return c.body(null, 200);
    const challenge = textIn(payload, 'challenge');
    if (payload['type'] === 'url_verification' && challenge !== undefined) return c.json({ challenge });
    return answered(c, payload, hear, report);
  });
  return app;
}

/** As soon as whoever listens says so; what they do after it, they do on. */
function answered(c: Context, body: Payload, hear: Deps['hear'], report: Report): Promise<Response> {
  return new Promise<Response>((resolve) => {
    const late = setTimeout(() => resolve(c.text('Leasehold took too long.', 503)), IN_TIME_MS);
    const answer = (response: Response) => {
      clearTimeout(late);
      resolve(response);
    };
    const ack: ReceiverEvent['ack'] = (said?: unknown) =>
      Promise.resolve(answer(said === undefined ? c.body(null, 200) : spoken(c, said)));
    hear({ body, ack, ...retryIn(c) }).then(
      () => answer(c.text('Nothing here listens to this.', 404)),
      (error: unknown) => {
        report(error, 'what Slack sent');
        answer(c.text('Something broke on our side.', 500));
      },
    );
  });
}

function spoken(c: Context, said: unknown): Response {
  return typeof said === 'string' ? c.text(said) : c.json(said as object);
}

function retryIn(c: Context): Pick<ReceiverEvent, 'retryNum' | 'retryReason'> {
  const [retryNum, retryReason] = [Number(c.req.header('x-slack-retry-num')), c.req.header('x-slack-retry-reason')];
  return { ...(retryNum > 0 ? { retryNum } : {}), ...(retryReason === undefined ? {} : { retryReason }) };
}
