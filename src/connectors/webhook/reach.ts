import { isIP } from 'node:net';
import type { App } from '../../domain/catalog/app.ts';
import { ConnectorError } from '../../ports/connector.ts';
import { isNamed, isPublic, type Resolve } from './addresses.ts';
import type { WebhookConfig } from './config.ts';

/**
 * The addresses that a call may go to. Who may write the configuration of an app may not thereby reach what only this
 * machine can: one address too many, and none is called.
 */
export async function addressesOf(
  resolve: Resolve,
  { name }: App,
  { allow_addresses: allowed }: WebhookConfig,
  url: URL,
): Promise<readonly string[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) === 0 ? await resolve(host) : [host];
  for (const address of addresses) {
    const why = isNamed(address, allowed) ? undefined : whyNotPublic(url, host, address);
    if (why !== undefined) throw new ConnectorError('permanent', `${name} was not called: ${why}.`);
  }
  return addresses;
}

function whyNotPublic({ protocol }: URL, host: string, address: string): string | undefined {
  if (!isPublic(address)) {
    const what = host === address ? address : `${host} is ${address}, which`;
    return `${what} is not a public address, and allow_addresses does not name it`;
  }
  return protocol === 'https:' ? undefined : 'url must begin with https://';
}
