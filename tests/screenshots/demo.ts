import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPortFinder } from '../setup/ports.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A demo of its own: on free ports, with its state in this folder. */
export async function startDemo(folder: string) {
  const freePort = createPortFinder();
  const [web, temporal, temporalUi] = [await freePort(), await freePort(), await freePort()];
  const child = spawn(process.execPath, ['src/launch.mjs', 'src/supervisor/main.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      LEASEHOLD_HOME: join(folder, 'home'),
      PORT: String(web),
      LEASEHOLD_TEMPORAL_PORT: String(temporal),
      LEASEHOLD_TEMPORAL_UI_PORT: String(temporalUi),
    },
  });
  const url = `http://127.0.0.1:${web}`;
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGINT');
    await ended;
  };
  await Promise.race([untilItAnswers(url), ended.then(() => Promise.reject(new Error('The demo did not start.')))]);
  return { url, stop };
}

async function untilItAnswers(url: string): Promise<void> {
  for (;;) {
    const isThere = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
