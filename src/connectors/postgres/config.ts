import { z } from 'zod';
import type { App } from '../../domain/catalog/app.ts';
import type { Person } from '../../domain/people/person.ts';
import { ConnectorError } from '../../ports/connector.ts';
import type { Secrets } from '../../ports/environment.ts';
import { readConfig, readSecret } from '../read-config.ts';

/** `connector_config` of an app whose connector is `postgres`. */
export const postgresConfig = z.strictObject(
  {
    url_secret: z
      .string({ error: 'must name the secret that holds its postgres:// URL' })
      .regex(/^[A-Z][A-Z0-9_]*$/, 'must be the name of a secret, such as PROD_DB_URL'),
    account: z
      .enum(['email_local_part', 'email'], { error: 'must be email_local_part or email' })
      .default('email_local_part'),
  },
  { error: ({ code }) => (code === 'unrecognized_keys' ? 'knows url_secret and account only' : undefined) },
);

export function urlOf(app: App, secrets: Secrets): string {
  const { url_secret: name } = readConfig(postgresConfig, app);
  const url = readSecret(secrets, name, app);
  // Said without the value: whatever stands there may hold a password.
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new ConnectorError('permanent', `${app.name} is not set up: LEASEHOLD_SECRET_${name} is no postgres:// URL.`);
  }
  return url;
}

/** The name of the role that a person logs in with. */
export function loginNameOf(app: App, { email }: Pick<Person, 'email'>): string {
  const { account } = readConfig(postgresConfig, app);
  return roleName(account === 'email' ? email : email.slice(0, email.lastIndexOf('@')));
}

const LONGEST_NAME = 63;

/** PostgreSQL cuts longer names off without a word, and two of them would be one role. */
export function roleName(name: string): string {
  if (name !== '' && Buffer.byteLength(name) <= LONGEST_NAME && !name.includes('\0')) return name;
  throw new ConnectorError('permanent', `"${name}" cannot be a role: its name must have 1 to ${LONGEST_NAME} bytes.`);
}
