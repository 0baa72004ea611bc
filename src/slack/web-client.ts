import { webApi } from '@slack/bolt';
import { SECOND } from '../domain/time.ts';
import { quietLogger } from './quiet-logger.ts';
import type { Report } from './settings.ts';

export type WebClient = webApi.WebClient;

/** One try, and an answer soon: who calls knows better whether it is worth another one, and when. */
export function clientOptions(url: string, report: Report): webApi.WebClientOptions {
  return {
    slackApiUrl: new URL('/api/', url).href,
    ...{ retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, timeout: 10 * SECOND },
    logger: quietLogger(report),
  };
}

export function createWebClient(token: string | undefined, options: webApi.WebClientOptions): WebClient {
  return new webApi.WebClient(token, options);
}

/** What Slack calls what went wrong: `channel_not_found`; undefined where it did not say. */
export function slackError(error: unknown): string | undefined {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;
}
