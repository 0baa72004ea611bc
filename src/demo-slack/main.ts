// `npm run demo:slack`: the demo, with a Slack of its own in which all its people are.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { demoOrganisation } from '../organisation/demo/demo-organisation.ts';
import { findPort } from '../supervisor/free-port.ts';
import { whyNoStandIn } from './program.ts';
import { startRelay } from './relay.ts';
import { startStandIn } from './stand-in.ts';
import { BOT_TOKEN, SIGNING_SECRET } from './workspace.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CHANNELS = ['general', 'access-reviews', 'access-alerts'];
const APP_PORT = Number(process.env['PORT'] ?? 3000);
const PAGE_PORT = 4055;

const why = whyNoStandIn();
if (why !== undefined) {
  console.error(`There is no stand-in for Slack here: ${why}. docs/slack.md says how to use a workspace of your own.`);
  process.exit(1);
}
if (!Number.isInteger(APP_PORT) || APP_PORT < 1 || APP_PORT > 65_535) {
  console.error(`PORT has to be a number from 1 to 65535, and is "${process.env['PORT']}".`);
  process.exit(1);
}
process.exit(await demo());

async function demo(): Promise<number> {
  const wish = { host: '127.0.0.1' };
  const port = await findPort({ ...wish, purpose: 'the app', port: APP_PORT }, console.log);
  const page = await findPort({ ...wish, purpose: 'the stand-in for Slack', port: PAGE_PORT }, console.log);
  const users = demoOrganisation().people.filter(({ status }) => status === 'active');
  // What the stand-in is told is gone when it ends, and so is what Leasehold remembers of it.
  const home = await mkdtemp(join(tmpdir(), 'leasehold-demo-slack-'));
  const relay = await startRelay(`http://${wish.host}:${port}`);
  const standIn = await startStandIn({ users, channels: CHANNELS, requestUrl: relay.url }, { port: page });
  const child = spawn(process.execPath, ['src/launch.mjs', 'src/supervisor/main.ts'], {
    ...{ cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...environment(port, home, standIn.url) } },
    // In a group of its own: one Ctrl-C is told to it once, by us.
    detached: true,
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  const ended = once(child, 'exit');
  void untilReady(port, ended).then((isReady) => {
    if (isReady) console.log(`\n  Slack         ${standIn.page}   /access asks; choose who you are there\n`);
  });
  const [code] = (await ended) as [number | null];
  await standIn.stop();
  await relay.stop();
  await rm(home, { recursive: true, force: true });
  console.log('This was a demo: nothing of it is kept.');
  return code ?? 1;
}

function environment(port: number, home: string, slackUrl: string) {
  return {
    ...{ LEASEHOLD_DEMO: '1', LEASEHOLD_HOME: home, PORT: String(port) },
    ...{
      LEASEHOLD_SLACK_URL: slackUrl,
      LEASEHOLD_SLACK_SIGNING_SECRET: SIGNING_SECRET,
      LEASEHOLD_SLACK_BOT_TOKEN: BOT_TOKEN,
    },
  };
}

async function untilReady(port: number, ended: Promise<unknown>): Promise<boolean> {
  let isOver = false;
  const over = ended.then(() => {
    isOver = true;
  });
  while (!isOver) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (answer?.ok === true) return true;
    await Promise.race([over, new Promise((resolve) => setTimeout(resolve, 250))]);
  }
  return false;
}
