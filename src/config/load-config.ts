import { resolve } from 'node:path';
import type { Config, DatabaseConfig, TemporalConfig } from './config.ts';
import { editDistance } from '../domain/text/edit-distance.ts';
import { StartProblem } from '../ports/start-problem.ts';
import { connectorSecretsIn, isConnectorSecret } from './connector-secrets.ts';
import { oidcOf } from './oidc-config.ts';
import { mailOf, missingForTelling, slackOf } from './telling-config.ts';
import { secret } from './secret.ts';
import { type Values, type VariableName, variables } from './variables.ts';

/** Misconfiguration: one message that names the variable, what is wrong and an example (SPEC R5). */
export class ConfigError extends StartProblem {}

type Environment = Readonly<Record<string, string | undefined>>;

export function loadConfig(env: Environment = process.env, cwd: string = process.cwd()): Config {
  refuseUnknown(env);
  const values = readValues(env);
  const home = resolve(cwd, values.LEASEHOLD_HOME ?? '.leasehold');
  const config: Config = {
    home,
    demo: values.LEASEHOLD_DEMO ?? values.DATABASE_URL === undefined,
    organisationFile: values.LEASEHOLD_FILE && resolve(cwd, values.LEASEHOLD_FILE),
    logLevel: values.LEASEHOLD_LOG ?? 'info',
    http: {
      host: values.LEASEHOLD_HOST ?? '127.0.0.1',
      port: values.PORT ?? 3000,
      publicUrl: values.LEASEHOLD_PUBLIC_URL,
      callsPerMinute: values.LEASEHOLD_CALLS_PER_MINUTE ?? 600,
    },
    oidc: oidcOf(values),
    slack: slackOf(values),
    mail: mailOf(values),
    database: databaseOf(values, home),
    temporal: temporalOf(values, cwd),
    secret: values.LEASEHOLD_SECRET === undefined ? undefined : secret(values.LEASEHOLD_SECRET),
    connectorSecrets: connectorSecretsIn(env),
  };
  refuseContradictions(config, values);
  return Object.freeze(config);
}

function databaseOf(values: Values, home: string): DatabaseConfig {
  if (values.DATABASE_URL === undefined) return { kind: 'sqlite', file: resolve(home, 'leasehold.db') };
  return { kind: 'postgres', url: secret(values.DATABASE_URL) };
}

function temporalOf(values: Values, cwd: string): TemporalConfig {
  const namespace = values.TEMPORAL_NAMESPACE ?? 'default';
  if (values.TEMPORAL_ADDRESS === undefined) {
    const port = values.LEASEHOLD_TEMPORAL_PORT ?? 7233;
    return { kind: 'embedded', port, uiPort: values.LEASEHOLD_TEMPORAL_UI_PORT ?? 8233, namespace };
  }
  const file = (path: string | undefined) => path && resolve(cwd, path);
  const tls = {
    caFile: file(values.TEMPORAL_TLS_CA),
    certFile: file(values.TEMPORAL_TLS_CERT),
    keyFile: file(values.TEMPORAL_TLS_KEY),
    serverName: values.TEMPORAL_TLS_SERVER_NAME,
  };
  return {
    kind: 'remote',
    address: values.TEMPORAL_ADDRESS,
    namespace,
    uiUrl: values.TEMPORAL_UI_URL,
    tls: (values.TEMPORAL_TLS ?? Object.values(tls).some((given) => given !== undefined)) ? tls : undefined,
    apiKey: values.TEMPORAL_API_KEY === undefined ? undefined : secret(values.TEMPORAL_API_KEY),
  };
}

function readValues(env: Environment): Values {
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(variables) as VariableName[]) {
    const raw = env[name];
    if (raw === undefined || raw === '') continue;
    const parsed = variables[name].schema.safeParse(raw);
    if (!parsed.success) throw problem(name, parsed.error.issues[0]?.message ?? 'is not valid');
    values[name] = parsed.data;
  }
  return values as Values;
}

const isUnknown = (name: string) => name.startsWith('LEASEHOLD_') && !(name in variables) && !isConnectorSecret(name);

/** Only names with our own prefix can be ours: other programs have variables too. */
function refuseUnknown(env: Environment): void {
  const unknown = Object.keys(env).find(isUnknown);
  if (unknown === undefined) return;
  const near = nearest(unknown);
  throw new ConfigError(
    `${unknown} is not a variable that Leasehold knows. Did you mean ${near}, as in ${near}=${variables[near].example}?`,
  );
}

function refuseContradictions(config: Config, values: Values): void {
  if ((values.LEASEHOLD_OIDC_ISSUER === undefined) !== (values.LEASEHOLD_OIDC_CLIENT_ID === undefined)) {
    const isIssuer = values.LEASEHOLD_OIDC_ISSUER === undefined;
    const missing = isIssuer ? 'LEASEHOLD_OIDC_ISSUER' : 'LEASEHOLD_OIDC_CLIENT_ID';
    throw problem(missing, 'is missing: signing in needs a provider and what it calls Leasehold');
  }
  if (config.oidc !== undefined && config.http.publicUrl === undefined)
    throw problem('LEASEHOLD_PUBLIC_URL', 'is needed with LEASEHOLD_OIDC_ISSUER: the provider sends people back there');
  const missing = missingForTelling(values);
  if (missing !== undefined) throw problem(missing.name, missing.why);
  if ((config.slack ?? config.mail) !== undefined && config.http.publicUrl === undefined && !isEmbeddedTrial(values))
    throw problem('LEASEHOLD_PUBLIC_URL', 'is needed with Slack and with mail: what they say links there');
  if (config.database.kind === 'postgres' && config.secret === undefined)
    throw problem('LEASEHOLD_SECRET', 'is needed with DATABASE_URL, and must be the same for every replica');
  if ((values.TEMPORAL_TLS_CERT === undefined) !== (values.TEMPORAL_TLS_KEY === undefined)) {
    const missing = values.TEMPORAL_TLS_CERT === undefined ? 'TEMPORAL_TLS_CERT' : 'TEMPORAL_TLS_KEY';
    throw problem(missing, 'is missing: a client certificate and its key go together');
  }
}

/** Slack's stand-in is on this machine, and so is whoever tries it. */
function isEmbeddedTrial({ LEASEHOLD_SLACK_URL: url, LEASEHOLD_SMTP_URL: mail }: Values): boolean {
  return mail === undefined && url !== undefined && new URL(url).hostname === '127.0.0.1';
}

function problem(name: VariableName, wrong: string): ConfigError {
  return new ConfigError(`${name} ${wrong}. Example: ${name}=${variables[name].example}`);
}

function nearest(unknown: string): VariableName {
  const names = Object.keys(variables) as VariableName[];
  const distances = names.map((name) => ({ name, distance: editDistance(unknown, name) }));
  return distances.reduce((best, next) => (next.distance < best.distance ? next : best)).name;
}
