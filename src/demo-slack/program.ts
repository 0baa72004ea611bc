import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface Program {
  /** Its page, and its Web API below it. */
  readonly url: string;
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

const PACKAGE = 'local-slack-linux-x64';

/** It comes with `npm ci` where it runs. */
export function whyNoStandIn(): string | undefined {
  return binary() === undefined ? `${PACKAGE} is not installed: it is for Linux on x64` : undefined;
}

/** The program that stands in for Slack, on a port of its own. It listens on every address of the machine. */
export async function startProgram(file: string, port = 0): Promise<Program> {
  const path = binary();
  if (path === undefined) throw new Error(whyNoStandIn());
  const folder = await mkdtemp(join(tmpdir(), 'slack-stand-in-'));
  const config = join(folder, 'workspace.json');
  await writeFile(config, file);
  const child = spawn(path, ['--config', config, '--port', String(port), '--base-host', '127.0.0.1'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // In a group of its own: Ctrl-C reaches only whoever started it, and ends it then.
    detached: true,
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'exit').then(() => {
    process.off('exit', kill);
    return rm(folder, { recursive: true, force: true });
  });
  const url = await Promise.race([addressIn(child.stdout), ended.then(() => undefined)]);
  if (url === undefined) throw new Error('The stand-in for Slack did not start.');
  return {
    ...{ url, ended },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function addressIn(output: AsyncIterable<Buffer>): Promise<string | undefined> {
  let text = '';
  for await (const chunk of output) {
    text += String(chunk);
    const url = /Web UI: +(\S+)/.exec(text)?.[1];
    if (url !== undefined) return url;
  }
  return undefined;
}

function binary(): string | undefined {
  try {
    const require = createRequire(import.meta.url);
    return join(dirname(require.resolve(`${PACKAGE}/package.json`)), 'bin', 'local-slack');
  } catch {
    return undefined;
  }
}
