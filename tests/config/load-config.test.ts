import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { secretsOf } from '../../src/config/connector-secrets.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { variables } from '../../src/config/variables.ts';

const given = (env: Record<string, string>) => loadConfig(env, '/srv');
const SECRET = 'a secret of at least thirty-two characters';

describe('configuration', () => {
  it('when nothing is given, then it is an embedded demo on loopback', () => {
    expect(given({})).toMatchObject({
      home: '/srv/.leasehold',
      demo: true,
      http: { host: '127.0.0.1', port: 3000, callsPerMinute: 600 },
      database: { kind: 'sqlite', file: '/srv/.leasehold/leasehold.db' },
      temporal: { kind: 'embedded', port: 7233, uiPort: 8233, namespace: 'default' },
    });
  });

  it('when PostgreSQL and a Temporal cluster are given, then both are used and nothing is a demo', () => {
    const config = given({
      DATABASE_URL: 'postgres://u:p@db.example.com/leasehold',
      LEASEHOLD_SECRET: SECRET,
      TEMPORAL_ADDRESS: 'temporal.example.com:7233',
      TEMPORAL_NAMESPACE: 'prod',
      TEMPORAL_TLS_CERT: 'client.pem',
      TEMPORAL_TLS_KEY: 'client.key',
    });
    expect(config).toMatchObject({
      demo: false,
      database: { kind: 'postgres' },
      temporal: {
        kind: 'remote',
        address: 'temporal.example.com:7233',
        namespace: 'prod',
        tls: { certFile: '/srv/client.pem', keyFile: '/srv/client.key' },
      },
    });
  });

  it('when secrets are given, then nothing that prints the configuration prints them', () => {
    const config = given({
      DATABASE_URL: 'postgres://u:hunter2@db/leasehold',
      LEASEHOLD_SECRET: SECRET,
      TEMPORAL_ADDRESS: 't:7233',
      TEMPORAL_API_KEY: 'hunter3',
    });
    const printed = `${JSON.stringify(config)} ${String(config.secret)} ${inspect(config, { depth: 9 })}`;
    expect(printed).not.toMatch(/hunter|thirty-two/);
    expect(config.secret?.reveal()).toBe(SECRET);
  });

  it('when connectors are given secrets, then they are found by name, and not printed', () => {
    const config = given({ LEASEHOLD_SECRET_PROD_DB_URL: 'postgres://u:hunter4@db/x', LEASEHOLD_SECRET_EMPTY: '' });
    const secrets = secretsOf(config);
    expect(secrets('PROD_DB_URL')).toBe('postgres://u:hunter4@db/x');
    expect([secrets('EMPTY'), secrets('prod_db_url'), secrets('constructor')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(`${JSON.stringify(config)} ${inspect(config, { depth: 9 })}`).not.toContain('hunter');
    expect(() => given({ LEASEHOLD_SECRET_: 'x' })).toThrow(/LEASEHOLD_SECRET_ is not a variable/);
  });

  it.each([
    ['PORT', 'eighty', 'PORT must be a whole number. Example: PORT=3000'],
    ['PORT', '70000', 'PORT must be 1 to 65535. Example: PORT=3000'],
    ['LEASEHOLD_DEMO', 'yes', 'LEASEHOLD_DEMO must be 0 or 1. Example: LEASEHOLD_DEMO=0'],
    [
      'LEASEHOLD_PUBLIC_URL',
      'access.example.com',
      'LEASEHOLD_PUBLIC_URL must be an http or https URL. Example: LEASEHOLD_PUBLIC_URL=https://access.example.com',
    ],
    [
      'TEMPORAL_ADDRESS',
      'http://temporal:7233',
      'TEMPORAL_ADDRESS must be HOST:PORT. Example: TEMPORAL_ADDRESS=temporal.example.com:7233',
    ],
    [
      'DATABASE_URL',
      'mysql://db/x',
      'DATABASE_URL must be a postgres:// URL. Example: DATABASE_URL=postgres://leasehold:PASSWORD@db.example.com:5432/leasehold',
    ],
    [
      'LEASEHOLD_SECRET',
      'short',
      'LEASEHOLD_SECRET must have at least 32 characters. Example: LEASEHOLD_SECRET=$(openssl rand -base64 48)',
    ],
    [
      'LEASEHOLD_HOEM',
      '/x',
      'LEASEHOLD_HOEM is not a variable that Leasehold knows. Did you mean LEASEHOLD_HOME, as in LEASEHOLD_HOME=/var/lib/leasehold?',
    ],
    [
      'TEMPORAL_TLS_CERT',
      'c.pem',
      'TEMPORAL_TLS_KEY is missing: a client certificate and its key go together. Example: TEMPORAL_TLS_KEY=./client.key',
    ],
    [
      'DATABASE_URL',
      'postgres://db/x',
      'LEASEHOLD_SECRET is needed with DATABASE_URL, and must be the same for every replica. Example: LEASEHOLD_SECRET=$(openssl rand -base64 48)',
    ],
  ])('when %s is %s, then one message says so', (name, value, message) => {
    expect(() => given({ [name]: value })).toThrow(new Error(message));
  });

  it('when a variable of another program is there, then it does not matter', () => {
    expect(given({ TEMPORAL_PROFILE: 'x', PATH: '/bin' }).demo).toBe(true);
  });

  it('when an example is followed, then it is accepted', () => {
    for (const [name, { example, schema }] of Object.entries(variables)) {
      const value = name === 'LEASEHOLD_SECRET' ? SECRET : example;
      expect({ name, ok: schema.safeParse(value).success }).toEqual({ name, ok: true });
    }
  });
});
