import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { goModule } from './binary-cache.ts';
import type { Attempt, BinaryNeed } from './binary-need.ts';
import { findOnPath } from './find-on-path.ts';
import { isAtLeast } from './versions.ts';

const TOOL = 'github.com/temporalio/cli/cmd/temporal';
const UNFINISHED = 'building-';

type Build = BinaryNeed & { readonly env: NodeJS.ProcessEnv };

/** Builds the pinned Temporal CLI into the cache. Two builds at once are wasteful and harmless: the last rename wins. */
export async function buildWithGo(target: string, build: Build): Promise<Attempt> {
  const go = await findOnPath('go', build.env);
  if (go === undefined) return { not: 'Go is not installed' };
  const tooOld = await olderThanNeeded(go, build);
  if (tooOld !== undefined) return { not: tooOld };
  const folder = dirname(target);
  await mkdir(folder, { recursive: true });
  await removeUnfinished(folder);
  const unfinished = join(folder, `${UNFINISHED}${process.pid}`);
  const problem = await compile(go, unfinished, build);
  if (problem !== undefined) {
    await rm(unfinished, { force: true });
    return { not: problem };
  }
  await rename(unfinished, target);
  return { path: target };
}

async function olderThanNeeded(go: string, build: Build): Promise<string | undefined> {
  const needed = /^go (\S+)$/m.exec(readFileSync(join(goModule, 'go.mod'), 'utf8'))?.[1] ?? '';
  const { output } = await run(go, ['env', 'GOVERSION'], build);
  const version = /go(\d[\d.]*)/.exec(output)?.[1];
  if (version === undefined) return 'Go does not run';
  return isAtLeast(version, needed) ? undefined : `Go ${version} is too old, ${needed} or newer is needed`;
}

async function compile(go: string, target: string, build: Build): Promise<string | undefined> {
  build.report('Building the Temporal server with Go, once: this takes a few minutes and is kept for the next start.');
  const stopClock = showElapsed(build);
  try {
    const { code, output } = await run(go, ['build', '-ldflags', '-s -w', '-o', target, TOOL], build);
    build.signal?.throwIfAborted();
    return code === 0 ? undefined : `the Go build failed: ${lastLine(output)}`;
  } finally {
    stopClock();
  }
}

function run(go: string, args: string[], { env, signal }: Build): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child: ChildProcess = spawn(go, args, {
      cwd: goModule,
      env: { ...env, CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOFLAGS: '', GOWORK: 'off' },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal && { signal, killSignal: 'SIGINT' as const }),
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ code: null, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** On a terminal a clock that ticks in place; in a log a line every quarter of a minute. */
function showElapsed({ report, progress }: BinaryNeed): () => void {
  const began = performance.now();
  const line = () => `  still building, ${Math.round((performance.now() - began) / 1000)} s so far`;
  const timer = setInterval(() => (progress ?? report)(line()), progress === undefined ? 15_000 : 2_000);
  return () => clearInterval(timer);
}

/** A build that was killed leaves up to 150 MB behind; the name says whose it was. */
async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = name.startsWith(UNFINISHED) ? Number(name.slice(UNFINISHED.length)) : undefined;
    if (pid !== undefined && !isAlive(pid)) await rm(join(folder, name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}
