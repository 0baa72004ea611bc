import { isIP } from 'node:net';
import { z } from 'zod';
import type { App } from '../../domain/catalog/app.ts';
import { handConfig } from '../hand-config.ts';
import { readConfig } from '../read-config.ts';

/** `connector_config` of an app whose connector is `webhook`. */
export const webhookConfig = z.strictObject(
  {
    url: z
      .url({ protocol: /^https?$/, error: 'must be an https URL' })
      .refine((text) => !holdsPassword(text), 'must not hold a name or password: the signature says who calls'),
    secret: z
      .string({ error: 'must name the secret that both sides sign with' })
      .regex(/^[A-Z][A-Z0-9_]*$/, 'must be the name of a secret, such as DOORS'),
    read: z.boolean({ error: 'must be true or false' }).default(false),
    timeout_seconds: z.number({ error: 'must be a number of seconds' }).min(1).max(60).default(10),
    allow_addresses: z
      .array(z.string().refine(isAddressOrNet, 'must be an IP address, or a net such as 10.1.0.0/16'), {
        error: 'must be a list of IP addresses',
      })
      .default([]),
    ...handConfig,
  },
  { error: ({ code }) => (code === 'unrecognized_keys' ? `knows ${KEYS} only` : undefined) },
);

const KEYS = 'url, secret, read, timeout_seconds, allow_addresses, assignees and due_days';

export type WebhookConfig = z.output<typeof webhookConfig>;

export function webhookConfigOf(app: App): WebhookConfig {
  return readConfig(webhookConfig, app);
}

function holdsPassword(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.username !== '' || url.password !== '');
}

function isAddressOrNet(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (rest.length > 0 || most < 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
}
