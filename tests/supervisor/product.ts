import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ensureTemporalBinary } from '../../src/temporal/dev-server/temporal-binary.ts';
import type { StandIns } from './fixtures/supervisor.ts';
import type { Installation } from './installation.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const launch = `${root}src/launch.mjs`;

/** What `npm start` starts, in place of every stand-in. */
export async function theProduct(): Promise<StandIns> {
  const { path } = await ensureTemporalBinary({ need: 'time-skipping', report: () => {} });
  const temporal = [launch, 'src/supervisor/temporal-guardian.ts'];
  return { temporal, worker: [launch, 'worker.ts'], server: [launch, 'server.ts'], binary: path };
}

export async function mintToken({ home }: Pick<Installation, 'home'>): Promise<string> {
  const program = [launch, 'src/console/token.ts', '--role', 'super_admin'];
  const env = { PATH: process.env['PATH'], LEASEHOLD_HOME: home };
  const { stdout } = await promisify(execFile)(process.execPath, program, { cwd: root, env });
  return stdout.trim().split('\n').at(-1) ?? '';
}

/** The items of one page of the API. */
export async function list<T>(app: string, path: string, token: string): Promise<readonly T[]> {
  const response = await fetch(`${app}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  return ((await response.json()) as { items: T[] }).items;
}
