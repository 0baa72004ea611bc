import type { z } from 'zod';
import type { App } from '../domain/catalog/app.ts';
import { ConnectorError } from '../ports/connector.ts';
import type { Secrets } from '../ports/environment.ts';

/** What an app is configured with, or one sentence about the first thing that is wrong with it. */
export function readConfig<Schema extends z.ZodType>(schema: Schema, { name, connectorConfig }: App): z.output<Schema> {
  const parsed = schema.safeParse(connectorConfig);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = ['connector_config', ...(issue?.path ?? [])].join('.');
  throw new ConnectorError('permanent', `${name} is not set up: ${where} ${issue?.message ?? 'is not valid'}.`);
}

export function readSecret(secrets: Secrets, secretName: string, { name }: App): string {
  const secret = secrets(secretName);
  if (secret !== undefined) return secret;
  throw new ConnectorError('permanent', `${name} is not set up: LEASEHOLD_SECRET_${secretName} has no value.`);
}
