import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { connectorConfigs } from '../../src/connectors/connector-configs.ts';
import type { AppEntry } from '../../src/domain/organisation/organisation.ts';
import { lines, parsed } from '../organisation/support.ts';
import { aPostgresTarget, named, type PostgresTarget } from './postgres-target.ts';

const page = readFileSync(new URL('../../docs/connectors.md', import.meta.url), 'utf8');

function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, text = '']) => text);
}

function appIn(yaml: string): AppEntry {
  const emails = [...new Set(yaml.match(/\w+@example\.com/g))];
  const people = emails.map((email) => `  - { email: ${email}, name: ${email} }`);
  const [app] = parsed(lines('people:', '  - { email: x@example.com, name: X }', ...people, yaml)).apps;
  if (app === undefined) throw new Error(`no app in ${yaml}`);
  return app;
}

describe('the page about connectors', () => {
  let server: PostgresTarget;
  beforeAll(async () => {
    server = await aPostgresTarget();
  });
  afterAll(() => server.close());

  it('when its examples are followed, then they are apps, configured as their connectors want it', () => {
    const apps = blocks('yaml').map(appIn);
    expect(apps.map(({ connector }) => connector)).toEqual(['sandbox', 'manual', 'postgres', 'webhook']);
    for (const { connector, connectorConfig } of apps) {
      const schema = connectorConfigs[connector as keyof typeof connectorConfigs] as
        | (typeof connectorConfigs)['manual']
        | undefined;
      expect(schema?.safeParse(connectorConfig).success ?? Object.keys(connectorConfig).length === 0).toBe(true);
    }
  });

  it('when its SQL is run, then PostgreSQL takes it', async () => {
    const us = named('leasehold');
    const [sql = ''] = blocks('sql');
    const roles = ['report_readers', 'report_writers'].map((role) => [role, named(role)] as const);
    for (const [, role] of roles) await server.sql(`create role ${role}`);
    const renamed = roles.reduce((text, [name, role]) => text.replaceAll(name, role), sql);
    await server.sql(renamed.replaceAll('leasehold', us));
    const [row] = await server.sql('select rolcreaterole, rolsuper from pg_roles where rolname = $1', [us]);
    expect(row).toEqual({ rolcreaterole: true, rolsuper: false });
  });
});
