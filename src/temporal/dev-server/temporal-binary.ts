import type { Attempt, BinaryNeed } from './binary-need.ts';
import { builtBinary, downloadedBinary } from './binary-cache.ts';
import { findOnPath, isExecutable } from './find-on-path.ts';
import { buildWithGo } from './go-build.ts';
import { downloadBySdk } from './sdk-download.ts';
import { canSkipTime, serverVersion, TIME_SKIPPING_SINCE } from './server-version.ts';

export interface TemporalBinary {
  readonly path: string;
  readonly source: 'path' | 'cache' | 'download' | 'go';
}

export class NoTemporalServer extends Error {
  override readonly name = 'NoTemporalServer';
}

type Rung = readonly [TemporalBinary['source'], () => Promise<Attempt>];

export async function ensureTemporalBinary(need: BinaryNeed): Promise<TemporalBinary> {
  const tried: string[] = [];
  for (const [source, attempt] of ladder(need)) {
    need.signal?.throwIfAborted();
    const result = await attempt();
    if ('path' in result) return { path: result.path, source };
    tried.push(result.not);
  }
  throw new NoTemporalServer(nothingWorked(need, tried));
}

function ladder(need: BinaryNeed): Rung[] {
  const env = need.env ?? process.env;
  const onPath: Rung = ['path', () => tryPath(need.need, env)];
  const built: Rung = ['cache', () => tryFile(builtBinary(env), 'none was built before')];
  const downloaded: Rung = ['cache', () => tryFile(downloadedBinary(env), 'none was downloaded before')];
  const download: Rung = ['download', () => downloadBySdk(downloadedBinary(env), need)];
  const go: Rung = ['go', () => buildWithGo(builtBinary(env), { ...need, env })];
  // A capable binary of one's own saves the build, but never replaces the one the suite was written against.
  return need.need === 'any' ? [onPath, built, downloaded, download, go] : [built, onPath, go];
}

async function tryPath(need: BinaryNeed['need'], env: NodeJS.ProcessEnv): Promise<Attempt> {
  const path = await findOnPath('temporal', env);
  if (path === undefined) return { not: '`temporal` is not on PATH' };
  const version = await serverVersion(path);
  if (version === undefined) return { not: 'the `temporal` on PATH does not tell its server version' };
  if (need === 'time-skipping' && !canSkipTime(version))
    return { not: `the \`temporal\` on PATH has server ${version}, ${TIME_SKIPPING_SINCE} or newer is needed` };
  return { path };
}

async function tryFile(path: string, not: string): Promise<Attempt> {
  return (await isExecutable(path)) ? { path } : { not };
}

function nothingWorked({ need }: BinaryNeed, tried: string[]): string {
  const remedy =
    need === 'any'
      ? 'install Go 1.26.8 or newer, put `temporal` on PATH, or set TEMPORAL_ADDRESS to a server that runs'
      : `install Go 1.26.8 or newer, or put a \`temporal\` with server ${TIME_SKIPPING_SINCE} or newer on PATH`;
  return `There is no Temporal server to start (${tried.join('; ')}): ${remedy}.`;
}
