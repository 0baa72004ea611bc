import type { Payload } from './payload.ts';

/** Where Slack, and the one for governments, takes answers to what people do. */
const OF_SLACK: readonly (string | undefined)[] = ['https://hooks.slack.com', 'https://hooks.slack-gov.com'];

/**
 * What was sent, without an address for answers that is none of Slack's: whoever has the signing secret says what people
 * do, and not whom this server calls. A stand-in for Slack takes answers where it is, on whichever port.
 */
export function withOwnAddress(payload: Payload, slackUrl: string): Payload {
  const { response_url: given, response_urls: _, ...rest } = payload;
  const address = typeof given === 'string' ? URL.parse(given) : null;
  const isOwn = OF_SLACK.includes(address?.origin) || isSameHost(address, new URL(slackUrl));
  return isOwn ? { ...rest, response_url: given } : rest;
}

function isSameHost(address: URL | null, { protocol, hostname }: URL): boolean {
  return address?.protocol === protocol && address.hostname === hostname;
}
