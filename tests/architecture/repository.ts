import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSource, type Source } from './source.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Files in git and files that could be added to it. */
export function repositoryFiles(): string[] {
  // A checkout that belongs to another user (root in a container) is still ours to read.
  const git = ['-c', 'safe.directory=*', 'ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const listed = execFileSync('git', git, { cwd: root, encoding: 'utf8' }).split('\0');
  return [...new Set(listed)].filter((path) => path !== '' && existsSync(join(root, path))).sort();
}

export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

let sources: readonly Source[] | undefined;

/** Every file of code, read once per test file. */
export function allSources(): readonly Source[] {
  sources ??= repositoryFiles()
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
    .map((path) => readSource(path, readText(path)));
  return sources;
}
