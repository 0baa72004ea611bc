import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from '@jest/globals';
import { whyNoStandIn } from '../../src/demo-slack/program.ts';
import { userIdOf } from '../../src/demo-slack/workspace.ts';
import { demoOrganisation } from '../../src/organisation/demo/demo-organisation.ts';
import { ACTION_IDS } from '../../src/slack/cards/action-ids.ts';
import { isRunning } from '../../src/supervisor/process-identity.ts';
import { readRunning } from '../../src/supervisor/running-file.ts';
import { freePort } from '../support/free-port.ts';
import { type SeenMessage, slackScreen } from '../support/slack-screen.ts';
import { describeUnless } from '../support/skip.ts';
import { until } from '../support/stories.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

describeUnless(whyNoStandIn() ?? (await whyNoTemporal()), 'npm run demo:slack', () => {
  let run: Awaited<ReturnType<typeof started>> | undefined;
  // What it has started ends with it, unless it is killed.
  afterEach(async () => {
    run?.child.kill('SIGINT');
    await run?.exitCode;
  });

  it('when it is started, then the people of the demo are in a Slack, one decides there, and nothing is left of it', async () => {
    const folder = await tempFolder();
    run = await started(folder);
    const [, page = ''] = await run.printed(/ Slack +(http\S+)/);
    const screen = slackScreen(page);
    const { name, card = never() } = await someCard(screen);
    expect(demoOrganisation().people.map(userIdOf)).toContain(`U${name}`);
    const [, value = ''] = /(REQ-\w+)/.exec(JSON.stringify(card.blocks)) ?? [];
    await screen.press(name, card, { action_id: ACTION_IDS.approve, value });
    const now = async () => (await screen.messagesTo(name)).find(({ ts }) => ts === card.ts);
    await until(async () => / approved|✓ Approved by /.test(JSON.stringify(await now())) && !isPressable(await now()));
    const [home = ''] = (await readdir(folder)).filter((entry) => entry.startsWith('leasehold-demo-slack-'));
    const processes = readRunning(join(folder, home))?.processes ?? [];
    expect(processes.filter(isRunning).length).toBeGreaterThanOrEqual(3);
    run.child.kill('SIGINT');
    expect(await run.exitCode).toBe(0);
    expect(processes.filter(isRunning)).toEqual([]);
    await expect(fetch(page)).rejects.toThrow('fetch failed');
    expect(await readdir(folder)).toEqual([]);
  }, 90_000);
});

/** As `npm run demo:slack` starts it, on ports and in a folder of its own. */
async function started(folder: string) {
  const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: { 'demo:slack': string };
  };
  const program = scripts['demo:slack'].replace('exec node ', '').split(' ');
  const [port, temporal, ui] = [await freePort(), await freePort(), await freePort()];
  const ports = { PORT: `${port}`, LEASEHOLD_TEMPORAL_PORT: `${temporal}`, LEASEHOLD_TEMPORAL_UI_PORT: `${ui}` };
  const env = { ...process.env, ...ports, TMPDIR: folder };
  const child = spawn(process.execPath, program, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const exitCode = once(child, 'close').then(([code]: unknown[]) => code);
  const printed = async (pattern: RegExp) => {
    await until(() => {
      if (child.exitCode !== null) throw new Error(`ended without printing ${pattern}:\n${output}`);
      return Promise.resolve(pattern.test(output));
    });
    return pattern.exec(output) ?? [];
  };
  return { child, exitCode, printed };
}

/** Something that somebody can decide without signing in anew; it comes soon after the start. */
async function someCard(screen: ReturnType<typeof slackScreen>) {
  const isEasy = (card: SeenMessage) => isPressable(card) && !JSON.stringify(card).includes('high risk');
  await until(async () => (await screen.messages()).some(isEasy));
  const card = (await screen.messages()).find(isEasy);
  return { card, name: (await screen.whoIn(card?.channel ?? '')) ?? '' };
}

function isPressable(message: SeenMessage | undefined): boolean {
  return JSON.stringify(message?.blocks ?? []).includes(ACTION_IDS.approve);
}

function never(): never {
  throw new Error('there is no card');
}
