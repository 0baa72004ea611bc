import type { Secrets } from '../ports/environment.ts';
import { type Secret, secret } from './secret.ts';

const NAMED = /^LEASEHOLD_SECRET_([A-Z][A-Z0-9_]*)$/;

export function isConnectorSecret(variable: string): boolean {
  return NAMED.test(variable);
}

/** `LEASEHOLD_SECRET_PROD_DB_URL` is the secret that an app's connector calls `PROD_DB_URL`. */
export function connectorSecretsIn(env: Readonly<Record<string, string | undefined>>): Record<string, Secret> {
  const named = Object.entries(env).flatMap(([variable, value]) => {
    const name = NAMED.exec(variable)?.[1];
    return name === undefined || value === undefined || value === '' ? [] : [[name, secret(value)] as const];
  });
  return Object.fromEntries(named);
}

export function secretsOf(config: { readonly connectorSecrets: { readonly [name: string]: Secret } }): Secrets {
  const { connectorSecrets } = config;
  return (name) => (Object.hasOwn(connectorSecrets, name) ? connectorSecrets[name]?.reveal() : undefined);
}
