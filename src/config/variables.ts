import { z } from 'zod';

/** One row per variable: what it must look like and what a good value looks like. The docs table is made from this. */
interface Variable {
  readonly schema: z.ZodType<string | number | boolean | undefined>;
  readonly example: string;
  readonly about: string;
}

const port = z
  .string()
  .regex(/^\d+$/, 'must be a whole number')
  .transform(Number)
  .pipe(z.number().min(1, 'must be 1 to 65535').max(65_535, 'must be 1 to 65535'));
const calls = z
  .string()
  .regex(/^[1-9]\d{0,6}$/, 'must be a whole number from 1')
  .transform(Number);
const flag = z.enum(['0', '1'], { error: 'must be 0 or 1' }).transform((value) => value === '1');
const text = z.string().min(1, 'must not be empty');
const ROLE_MAP = /^[^=,]+=(access_admin|super_admin|auditor)(,[^=,]+=(access_admin|super_admin|auditor))*$/;
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });

export const variables = {
  LEASEHOLD_HOME: {
    schema: text,
    example: '/var/lib/leasehold',
    about: 'folder for the state of an embedded installation',
  },
  LEASEHOLD_DEMO: {
    schema: flag,
    example: '0',
    about: '0 starts empty with a first-admin link, 1 with a demo organisation',
  },
  LEASEHOLD_FILE: {
    schema: text,
    example: './leasehold.yaml',
    about: 'organisation imported when the database is empty',
  },
  LEASEHOLD_LOG: {
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be debug, info, warn, error or silent',
    }),
    example: 'info',
    about: 'how much is logged',
  },
  LEASEHOLD_HOST: { schema: text, example: '0.0.0.0', about: 'address the web server listens on; loopback unless set' },
  LEASEHOLD_PUBLIC_URL: { schema: httpUrl, example: 'https://access.example.com', about: 'the URL people use' },
  LEASEHOLD_CALLS_PER_MINUTE: {
    schema: calls,
    example: '600',
    about: 'API calls a minute by one token, or by one address without a token; as many at once',
  },
  LEASEHOLD_SECRET: {
    schema: z.string().min(32, 'must have at least 32 characters'),
    example: '$(openssl rand -base64 48)',
    about: 'root of all keys; every replica needs the same one',
  },
  LEASEHOLD_OIDC_ISSUER: {
    schema: httpUrl,
    example: 'https://login.example.com/realms/staff',
    about: 'OpenID Connect provider with which people sign in',
  },
  LEASEHOLD_OIDC_CLIENT_ID: { schema: text, example: 'leasehold', about: 'what the provider calls Leasehold' },
  LEASEHOLD_OIDC_CLIENT_SECRET: {
    schema: text,
    example: '3q2-7wAAA…',
    about: 'what Leasehold proves itself with there',
  },
  LEASEHOLD_OIDC_NAME: { schema: text, example: 'Okta', about: 'what people call the provider, on the button' },
  LEASEHOLD_OIDC_SCOPES: {
    schema: text,
    example: 'openid email profile groups',
    about: 'what is asked of the provider; openid email profile unless set',
  },
  LEASEHOLD_OIDC_TRUST_EMAIL: {
    schema: flag,
    example: '1',
    about: '1 where the provider names no email_verified, and nobody can choose their address there',
  },
  LEASEHOLD_OIDC_ROLES: {
    schema: z.string().regex(ROLE_MAP, 'must be GROUP=ROLE pairs, with access_admin, super_admin or auditor'),
    example: 'it-admins=access_admin,security=auditor',
    about: 'roles for as long as one is signed in, by groups that the provider names',
  },
  LEASEHOLD_OIDC_ROLES_CLAIM: {
    schema: text,
    example: 'groups',
    about: 'the claim with these groups; groups unless set',
  },
  LEASEHOLD_SLACK_SIGNING_SECRET: {
    schema: text,
    example: '8f742231b10e8888abcd99yyyzzz85a5',
    about: 'of the Slack app: what Slack signs its calls with; Basic Information, App Credentials',
  },
  LEASEHOLD_SLACK_CLIENT_ID: {
    schema: text,
    example: '1234567890.9876543210',
    about: 'of the Slack app: with it, it is installed from Settings into one workspace or several',
  },
  LEASEHOLD_SLACK_CLIENT_SECRET: { schema: text, example: '4f1c…', about: 'goes with LEASEHOLD_SLACK_CLIENT_ID' },
  LEASEHOLD_SLACK_BOT_TOKEN: {
    schema: z.string().startsWith('xoxb-', 'must begin with xoxb-'),
    example: 'xoxb-…',
    about: 'for one workspace, instead of installing it from Settings',
  },
  LEASEHOLD_SLACK_APP_TOKEN: {
    schema: z.string().startsWith('xapp-', 'must begin with xapp-'),
    example: 'xapp-…',
    about: 'Socket Mode: Slack need not reach this server',
  },
  LEASEHOLD_SLACK_URL: {
    schema: httpUrl,
    example: 'http://127.0.0.1:4055',
    about: 'where Slack is; another place than slack.com is for trying it',
  },
  LEASEHOLD_SMTP_URL: {
    schema: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// URL' }),
    example: 'smtp://leasehold:PASSWORD@mail.example.com:587',
    about: 'mail server for people who are not in Slack',
  },
  LEASEHOLD_MAIL_FROM: { schema: text, example: 'Leasehold <access@example.com>', about: 'who these mails are from' },
  LEASEHOLD_TEMPORAL_PORT: { schema: port, example: '7233', about: 'port of the embedded Temporal server' },
  LEASEHOLD_TEMPORAL_UI_PORT: { schema: port, example: '8233', about: 'port of the embedded Temporal UI' },
  PORT: { schema: port, example: '3000', about: 'port of the web server' },
  DATABASE_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' }),
    example: 'postgres://leasehold:PASSWORD@db.example.com:5432/leasehold',
    about: 'PostgreSQL instead of the embedded SQLite file',
  },
  TEMPORAL_ADDRESS: {
    schema: z.string().regex(/^[^\s/:]+:\d{1,5}$/, 'must be HOST:PORT'),
    example: 'temporal.example.com:7233',
    about: 'a Temporal cluster instead of the embedded server',
  },
  TEMPORAL_NAMESPACE: { schema: text, example: 'default', about: 'Temporal namespace' },
  TEMPORAL_UI_URL: {
    schema: httpUrl,
    example: 'https://temporal-ui.example.com',
    about: 'where Temporal UI is, for links',
  },
  TEMPORAL_API_KEY: { schema: text, example: 'eyJhbGciOi…', about: 'API key of Temporal Cloud' },
  TEMPORAL_TLS: { schema: flag, example: '1', about: '1 turns TLS on; certificate files turn it on by themselves' },
  TEMPORAL_TLS_CA: { schema: text, example: './temporal-ca.pem', about: 'file with the CA of the Temporal server' },
  TEMPORAL_TLS_CERT: { schema: text, example: './client.pem', about: 'file with the client certificate' },
  TEMPORAL_TLS_KEY: { schema: text, example: './client.key', about: 'file with the client key' },
  TEMPORAL_TLS_SERVER_NAME: { schema: text, example: 'my-namespace.a1b2c', about: 'name expected on the certificate' },
} satisfies Record<string, Variable>;

export type VariableName = keyof typeof variables;
export type Values = { [Name in VariableName]?: z.output<(typeof variables)[Name]['schema']> };
