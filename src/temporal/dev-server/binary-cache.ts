import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The Go module whose one tool is the Temporal CLI with a server that can skip time. */
export const goModule = fileURLToPath(new URL('./go/', import.meta.url));

/** Where the built binary is kept: another go.mod or go.sum means another binary, so another folder. */
export function builtBinary(env: NodeJS.ProcessEnv): string {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(goModule, file)));
  return cachePath(env, hash.digest('hex').slice(0, 12));
}

/** What the SDK downloaded: kept apart, because its version is the SDK's choice and not ours. */
export function downloadedBinary(env: NodeJS.ProcessEnv): string {
  return cachePath(env, 'download');
}

function cachePath(env: NodeJS.ProcessEnv, what: string): string {
  const root = env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return join(root, 'leasehold', `temporal-${what}-${process.platform}-${process.arch}`, 'temporal');
}
