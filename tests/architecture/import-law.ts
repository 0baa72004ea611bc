// DESIGN: who may import whom. The first row that fits a file is its law; a file that no row fits needs a row.
export interface Row {
  readonly from: readonly string[];
  /** Files it may import, as globs; `{own}` is the file's own folder under the row's first one. */
  readonly files: readonly string[];
  readonly types?: readonly string[];
  /** Packages it may import, as globs; `!` in front: never. */
  readonly packages: readonly string[];
  readonly because: string;
}

const CORE = ['src/domain/**', 'src/ports/**'];
const NO_STORE = ['!@mikro-orm/*', '!kysely', '!pg'];
const NO_DOORS = ['!hono', '!hono/**', '!@hono/**', '!@slack/*'];
const NO_TEMPORAL = ['!@temporalio/**'];
const BUNDLED = ['task-queues', 'workflow-ids', 'search-attributes', 'request-visibility', 'start-options'].map(
  (name) => `src/temporal/${name}.ts`,
);

/** Allowed everywhere, outside the domain's own row: it disappears before anything runs. */
export const typesForAll = CORE;

const core: readonly Row[] = [
  {
    from: ['src/domain/**'],
    files: ['src/domain/**'],
    packages: [],
    because: 'the domain is pure: it imports itself only',
  },
  {
    from: ['src/ports/**'],
    files: CORE,
    packages: [],
    because: 'ports are interfaces in the words of the domain',
  },
  {
    from: ['src/use-cases/**'],
    files: [...CORE, 'src/use-cases/**'],
    packages: [],
    because: 'use cases know the domain and the ports, nothing else',
  },
  {
    from: ['src/time/**'],
    files: [...CORE, 'src/time/**'],
    packages: ['temporal-polyfill'],
    because: 'the calendar is arithmetic',
  },
  {
    from: ['src/organisation/**'],
    files: [...CORE, 'src/organisation/**'],
    packages: ['yaml', 'zod', 'node:fs', 'node:fs/promises', 'node:path'],
    because: 'reading an organisation is parsing into the words of the domain',
  },
];

const temporal: readonly Row[] = [
  {
    from: ['workflows/index.ts'],
    files: ['workflows/**'],
    packages: [],
    because: 'it names what the bundle holds, nothing else',
  },
  {
    from: ['workflows/**'],
    files: ['src/domain/**', ...BUNDLED, '{own}/**'],
    types: ['activities/**', 'workflows/**'],
    packages: ['@temporalio/workflow', '@temporalio/common'],
    because: 'it would enter the workflow sandbox',
  },
  {
    from: ['activities/**'],
    files: [...CORE, 'activities/**'],
    packages: ['@temporalio/activity', '@temporalio/common'],
    because: 'activities reach the world through ports',
  },
  {
    from: BUNDLED,
    files: ['src/domain/**', ...BUNDLED],
    packages: ['@temporalio/common'],
    because: 'it is part of the workflow bundle',
  },
  {
    from: ['src/temporal/dev-server/**'],
    files: ['src/temporal/dev-server/**', 'src/temporal/search-attributes.ts'],
    packages: ['node:*', 'node:*/**', '@temporalio/**'],
    because: 'the dev server is a program to start, and knows nothing of the product',
  },
  {
    from: ['connection', 'runtime', 'workers', 'workflow-bundle'].map((name) => `src/temporal/${name}.ts`),
    files: [...CORE, 'src/temporal/**'],
    types: ['src/config/**'],
    packages: ['node:*', 'node:*/**', '@temporalio/**'],
    because: 'it sets the SDK up as it is told, and knows nothing of the product',
  },
  {
    from: ['src/temporal/**'],
    files: [...CORE, 'src/temporal/**', 'workflows/*/messages.ts'],
    types: ['workflows/**'],
    packages: ['node:*', 'node:*/**', '@temporalio/client', '@temporalio/common'],
    because: 'the gateway speaks to Temporal, and knows of workflows only their messages',
  },
];

const adapters: readonly Row[] = [
  {
    from: ['src/db/**'],
    files: [...CORE, 'src/db/**'],
    packages: ['**', ...NO_TEMPORAL, ...NO_DOORS],
    because: 'the database implements ports',
  },
  {
    from: ['src/connectors/*.ts'],
    files: [...CORE, 'src/connectors/**'],
    packages: ['node:*', 'zod'],
    because: 'the registry knows connectors, connectors know their target',
  },
  {
    from: ['src/connectors/**'],
    files: [...CORE, 'src/connectors/*.ts', '{own}/**'],
    packages: ['**', ...NO_TEMPORAL, ...NO_DOORS, '!@mikro-orm/*', '!kysely'],
    because: 'a connector knows its own target, and not the others',
  },
];

const mail: readonly Row[] = [
  {
    from: ['src/mail/**'],
    files: [...CORE, 'src/time/**', 'src/mail/**'],
    packages: ['nodemailer', 'node:crypto'],
    because: 'it is one way to tell people, and knows nothing of the others',
  },
];

const doors: readonly Row[] = (['http', 'slack', 'mcp'] as const).map((door) => ({
  from: [`src/${door}/**`],
  files: [...CORE, 'src/use-cases/**', 'src/time/**', `src/${door}/**`],
  packages: ['**', ...NO_TEMPORAL, ...NO_STORE],
  because: 'an edge parses, calls a use case and renders the answer',
}));

const programs: readonly Row[] = [
  {
    from: ['src/cli/**'],
    files: ['src/cli/**', 'src/http/schemas/**', 'src/time/**', 'src/version.ts'],
    packages: ['**', ...NO_TEMPORAL, ...NO_STORE, ...NO_DOORS],
    because: 'the command line is a client of the API',
  },
  {
    from: ['src/config/**'],
    files: [...CORE, 'src/config/**'],
    packages: ['node:*', 'node:*/**', 'zod', 'pino'],
    because: 'configuration depends on nothing that is configured',
  },
  {
    from: ['src/supervisor/**'],
    files: ['src/supervisor/**', 'src/config/**', 'src/temporal/dev-server/**'],
    packages: ['node:*', 'node:*/**'],
    because: 'the supervisor starts programs, it is none of them',
  },
  {
    from: ['src/installation.ts'],
    files: [...CORE, 'src/config/**', 'src/db/**'],
    packages: [],
    because: 'every program begins with it: configuration, keys and database, no more',
  },
  {
    from: ['src/activities-of.ts'],
    files: [...CORE, 'activities/index.ts', 'src/use-cases/**', 'src/time/**'],
    types: ['src/installation.ts'],
    packages: ['node:timers/promises'],
    because: 'it says of what the activities of a worker are made',
  },
  {
    from: ['src/http-deps-of.ts'],
    files: [
      ...[...CORE, 'activities/ledger/attest.ts', 'src/config/connector-secrets.ts', 'src/time/**'],
      ...[
        'src/connectors/webhook/callbacks.ts',
        'src/organisation/organisation-files.ts',
        'src/http/auth/rate-limit.ts',
        'src/http/auth/oidc.ts',
        'src/ways-to-ask.ts',
      ],
    ],
    types: ['src/installation.ts', 'src/http/deps.ts', 'src/config/config.ts', 'src/slack/door.ts'],
    packages: [],
    because: 'it says of what the web server is made',
  },
  {
    from: ['src/ways-to-ask.ts'],
    files: [...CORE, 'src/mail/transport.ts'],
    types: ['src/http/deps.ts', 'src/config/config.ts', 'src/slack/door.ts'],
    packages: [],
    because: 'it asks those by whom people are told',
  },
  {
    from: ['src/slack-of.ts'],
    files: [...CORE, 'activities/ledger/attest.ts', 'src/slack/**', 'src/time/**'],
    types: ['src/installation.ts', 'src/config/**'],
    packages: [],
    because: 'it says of what Leasehold in Slack is made',
  },
  {
    from: ['src/telling-of.ts'],
    files: [
      ...[...CORE, 'activities/notification.activities.ts', 'src/slack-of.ts', 'src/slack/**', 'src/mail/**'],
      ...['src/temporal/teller.ts', 'src/use-cases/telling/**'],
    ],
    types: ['src/installation.ts'],
    packages: ['@temporalio/client'],
    because: 'it says in which ways people are told, and by what',
  },
  {
    from: ['src/demo-slack/**'],
    files: ['src/demo-slack/**', 'src/organisation/demo/demo-organisation.ts', 'src/supervisor/free-port.ts'],
    packages: ['node:*', 'node:*/**'],
    because: 'it starts programs beside each other, and is none of them',
  },
  {
    from: ['src/first-start.ts'],
    files: [...CORE, 'src/organisation/first-content.ts', 'src/use-cases/initialise-organisation.ts'],
    types: ['src/installation.ts', 'src/config/**'],
    packages: [],
    because: 'it fills an empty database, and nothing else',
  },
  {
    from: ['src/console/**'],
    files: [
      ...[...CORE, 'src/installation.ts', 'src/config/**', 'src/use-cases/**', 'src/time/**', 'src/organisation/**'],
      ...['src/temporal/connection.ts', 'src/temporal/task-queues.ts'],
    ],
    packages: ['node:*', 'node:*/**'],
    because: 'a program at the console is an edge: it parses, calls a use case and prints the answer',
  },
  {
    from: ['src/version.ts'],
    files: [],
    packages: ['node:*'],
    because: 'it reads one number',
  },
  {
    from: ['src/launch.mjs', 'src/jsx-hook.mjs', 'src/leasehold.mjs'],
    files: ['src/launch.mjs', 'src/jsx-hook.mjs'],
    packages: ['node:*', '@swc/core'],
    because: 'it runs before anything else can',
  },
  {
    from: ['worker.ts', 'server.ts', 'tests/**', 'bench/**', '*.mjs', '.ci/*.mjs'],
    files: ['src/**', 'workflows/**', 'activities/**', 'tests/**', 'bench/**'],
    packages: ['**'],
    because: 'worker.ts and server.ts are put together from everything and imported by nobody',
  },
];

export const importLaw: readonly Row[] = [...core, ...temporal, ...adapters, ...mail, ...doors, ...programs];
