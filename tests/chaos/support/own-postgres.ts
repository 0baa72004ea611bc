import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { postgresBinaries, type ServerUser, serverUser } from '../../setup/postgres-binaries.ts';
import { freePort } from '../../support/free-port.ts';
import { killNow, type Mortal } from './own-temporal.ts';

export interface OwnPostgres extends Mortal {
  readonly url: string;
}

const run = promisify(execFile);

/**
 * A commit is in the kernel's hands before it is answered, as in production; only a power cut would lose it, and there is
 * none here. The server of the other tests answers earlier: what it had acknowledged would be lost with its process.
 */
const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'synchronous_commit=on'];

/** A PostgreSQL of one test file: its postmaster can be killed, and started again on the same data. */
export async function anOwnPostgres(folder: string): Promise<OwnPostgres> {
  const user = serverUser();
  await chmod(folder, 0o711); // the server's user must get through
  const bin = await postgresBinaries(folder, user);
  const data = await initialised(bin, join(folder, 'postgres-data'), user);
  const port = await freePort();
  const flags = ['-D', data, '-p', String(port), ...SETTINGS.flatMap((setting) => ['-c', setting])];
  const launch = () => started(join(bin, 'postgres'), flags, { ...user, cwd: data });
  let server = await launch();
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    async kill() {
      const exited = hasEnded(server) ? undefined : once(server, 'exit');
      killNow(server.pid ?? 0);
      await exited;
    },
    async start() {
      server = await launch();
    },
  };
}

async function initialised(bin: string, data: string, user: ServerUser): Promise<string> {
  await mkdir(data, { mode: 0o700 });
  if (user.uid !== undefined && user.gid !== undefined) await chown(data, user.uid, user.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const flags = ['--username=postgres', '--auth=trust', '--no-sync', '--no-instructions', ...locale];
  await run(join(bin, 'initdb'), ['-D', data, ...flags], { ...user, cwd: data });
  return data;
}

const MOST_STARTS = 100;

/** The sessions of a killed postmaster end by themselves a moment later; until then a new one refuses to start. */
async function started(program: string, flags: readonly string[], how: ServerUser & { cwd: string }) {
  for (let attempt = 1; ; attempt++) {
    const server = spawn(program, flags, { ...how, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    const refused = await whyNotReady(server);
    if (refused === undefined) {
      const killed = () => killNow(server.pid ?? 0);
      process.once('exit', killed);
      server.once('exit', () => process.removeListener('exit', killed));
      return server;
    }
    if (attempt === MOST_STARTS || !refused.includes('shared memory')) throw new Error(refused);
    await delay(50);
  }
}

function whyNotReady(server: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000);
      if (said.includes('ready to accept connections')) resolve(undefined);
    });
    server.once('error', reject).once('exit', () => resolve(`PostgreSQL ended at its start:\n${said}`));
  });
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
