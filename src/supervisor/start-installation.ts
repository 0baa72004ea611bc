import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import type { DevServerOptions } from '../temporal/dev-server/dev-server-flags.ts';
import type { BinaryNeed } from '../temporal/dev-server/binary-need.ts';
import { banner } from './banner.ts';
import type { Program } from './child-process.ts';
import { choosePorts, type Ports } from './choose-ports.ts';
import type { Team } from './team.ts';
import type { Terminal } from './terminal.ts';
import { untilReady } from './until-ready.ts';

/** A stop takes ten seconds at most; this is how they are shared out. */
const CHILDREN = {
  server: { name: 'server', drainMs: 2_400 },
  worker: { name: 'worker', drainMs: 4_400 },
  temporal: { name: 'Temporal server', drainMs: 2_900 },
} as const;
type ChildKind = keyof typeof CHILDREN;

export interface StartDeps {
  readonly config: Config;
  readonly env: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
  /** Arguments for Node. */
  readonly programs: Readonly<Record<ChildKind, readonly string[]>>;
  readonly findTemporal: (need: BinaryNeed) => Promise<{ readonly path: string }>;
}

/** Temporal, then worker and server, then the banner. Whatever was started is in the team, also when this throws. */
export async function startInstallation(deps: StartDeps, team: Team, signal: AbortSignal): Promise<void> {
  const { config, env, terminal, programs } = deps;
  const ports = await choosePorts(config, terminal.line);
  const orFailure = <T>(step: Promise<T>) => Promise.race([step, team.failure, rejectedBy(signal)]);

  if (ports.temporal !== undefined) await orFailure(startTemporal(deps, ports, team, signal));
  terminal.progress?.('  Starting the app …');
  const appEnv = { ...env, ...environmentOf(config, ports) };
  team.start({ ...describe('worker', config), args: programs.worker, env: appEnv });
  const server = { ...describe('server', config), args: programs.server, env: appEnv };
  const { prove } = team.start(server);
  await orFailure(untilReady(`${urlOf(config, ports)}/readyz`, server.logFile, signal));
  prove();

  const app = config.http.publicUrl ?? urlOf(config, ports);
  const temporalUi = temporalUiOf(config, ports);
  team.note({ app, ...(temporalUi && { temporalUi }), ports: { ...ports } as Record<string, number> });
  terminal.line(banner({ app, temporalUi, home: config.home, colour: terminal.isTTY }));
}

async function startTemporal(deps: StartDeps, ports: Ports, team: Team, signal: AbortSignal): Promise<void> {
  const { config, env, terminal, programs } = deps;
  const { line: report, progress } = terminal;
  const { path } = await deps.findTemporal({ need: 'any', report, signal, env, ...(progress && { progress }) });
  signal.throwIfAborted();
  progress?.('  Starting Temporal …');
  const program = describe('temporal', config);
  const options: DevServerOptions = {
    binary: path,
    port: ports.temporal ?? 0,
    uiPort: ports.temporalUi ?? 0,
    dbFile: join(config.home, 'temporal.db'),
    namespace: config.temporal.namespace,
    logFile: program.logFile,
  };
  const started = team.start({ ...program, args: [...programs.temporal, JSON.stringify(options)], env });
  await started.temporalReady;
  started.prove();
}

function describe(kind: ChildKind, { home }: Config): Pick<Program, 'name' | 'logFile' | 'drainMs'> {
  return { ...CHILDREN[kind], logFile: join(home, 'logs', `${kind}.log`) };
}

/** What the children cannot know by themselves; an address that the operator gave is theirs already. */
function environmentOf(config: Config, ports: Ports): Record<string, string> {
  const own = { LEASEHOLD_HOME: config.home, PORT: `${ports.app}` };
  if (ports.temporal === undefined) return own;
  return {
    ...own,
    TEMPORAL_ADDRESS: `127.0.0.1:${ports.temporal}`,
    TEMPORAL_NAMESPACE: config.temporal.namespace,
    TEMPORAL_UI_URL: `http://127.0.0.1:${ports.temporalUi}`,
  };
}

function temporalUiOf({ temporal }: Config, ports: Ports): string | undefined {
  return temporal.kind === 'remote' ? temporal.uiUrl : `http://127.0.0.1:${ports.temporalUi}`;
}

function urlOf({ http }: Config, ports: Ports): string {
  const everywhere = http.host === '0.0.0.0' || http.host === '::';
  const host = everywhere ? '127.0.0.1' : http.host.includes(':') ? `[${http.host}]` : http.host;
  return `http://${host}:${ports.app}`;
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    if (signal.aborted) reject(signal.reason);
  });
}
