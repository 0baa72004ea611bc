import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { postgresBinaries, type ServerUser, serverUser } from './postgres-binaries.ts';

export interface PostgresServer {
  url(database: string): string;
  stop(): Promise<void>;
}

const run = promisify(execFile);
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  // The data is thrown away after the run: nothing needs to survive a power cut.
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/** `folder` must let the server's user through (mode 0711 or wider). */
export async function startPostgres(folder: string, port: number): Promise<PostgresServer> {
  const user = serverUser();
  const bin = await postgresBinaries(folder, user);
  const data = await initialised(bin, join(folder, 'postgres-data'), user);
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // In a process group of its own, so that Ctrl-C in the terminal leaves the order of stopping to the runner.
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...flags], {
    ...user,
    cwd: data,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await untilReady(server);
  return {
    url: (database) => `postgresql://postgres@127.0.0.1:${port}/${database}`,
    stop: () => stop(server),
  };
}

async function initialised(bin: string, data: string, user: ServerUser): Promise<string> {
  await mkdir(data, { mode: 0o700 });
  if (user.uid !== undefined && user.gid !== undefined) await chown(data, user.uid, user.gid);
  // The built-in locale is the same on every machine, whatever the system has installed.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const flags = ['--username=postgres', '--auth=trust', '--no-sync', '--no-instructions', ...locale];
  await run(join(bin, 'initdb'), ['-D', data, ...flags], { ...user, cwd: data });
  return data;
}

async function untilReady(server: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let said = '';
  server.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000);
    if (said.includes('ready to accept connections')) resolve();
  });
  server.once('error', reject);
  server.once('exit', (code) => reject(new Error(`PostgreSQL ended at its start (${code}):\n${said}`)));
  await promise;
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGINT'); // ends sessions that a test forgot, too
  const impatient = setTimeout(() => server.kill('SIGQUIT'), 5_000);
  await ended;
  clearTimeout(impatient);
}
