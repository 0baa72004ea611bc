import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import type { Choice, Prompts } from '../../src/cli/prompts.ts';
import { runCli, type World } from '../../src/cli/run.ts';
import type { Organisation } from '../../src/domain/organisation/organisation.ts';
import { listen } from '../../src/http/listen.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { aHttpStage } from '../support/http-stage.ts';
import { tempFolder } from '../support/temp-folder.ts';

export const mail = (name: string) => `${name}@example.com`;

/** Ada owns an app that gives by itself; in the office, Sam does it by hand. */
export const ORGANISATION = anOrganisation({
  people: [
    ...['ada', 'maya', 'sam'].map((name) => aPersonEntry({ email: mail(name), name })),
    aPersonEntry({ email: mail('root'), name: 'root', roles: ['super_admin'] }),
  ],
  apps: [
    anAppEntry({
      ...{ slug: 'aws', name: 'Production', owners: [mail('ada')] },
      entitlements: [
        ...['deploy', 'read', 'key', 'late', 'asked', 'live', 'longer'].map((slug) => anEntitlementEntry({ slug })),
        anEntitlementEntry({
          ...{ slug: 'picked', levels: ['member'] },
          fields: [
            { name: 'wing', title: 'Which wing?', type: 'string', required: true, options: undefined, maxLength: 40 },
          ],
        }),
      ],
    }),
    anAppEntry({
      ...{ slug: 'office', name: 'Office', connector: 'manual', connectorConfig: { assignees: [mail('sam')] } },
      ...{ owners: [mail('ada')], entitlements: [anEntitlementEntry({ slug: 'door' })] },
    }),
  ],
});

export interface Ended {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** What is written to a stream, and whether somebody looks at it. */
export function aScreen(isTTY = false) {
  let written = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString();
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY, columns: 100 }), written: () => written };
}

/** A place where nobody is: what a test wants to be otherwise, it says. */
export function aWorld(given: Partial<World>): World {
  return {
    environment: { url: undefined, token: undefined, configFolder: '/nowhere' },
    ...{ stdin: new PassThrough().end(), stdout: aScreen().stream, stderr: aScreen().stream },
    ...{ fetch, prompts: undefined, stopped: new AbortController().signal, now: Date.now, zone: 'Europe/Berlin' },
    pause: (ms, signal) => setTimeout(Math.min(ms, 50), undefined, { signal }),
    ...given,
  };
}

/** The program as a function. */
export async function run(typed: readonly string[], given: Partial<World>): Promise<Ended> {
  const [out, err] = [aScreen(), aScreen()];
  const exit = await runCli(typed, aWorld({ stdout: out.stream, stderr: err.stream, ...given }));
  return { exit, out: out.written(), err: err.written() };
}

export const PROGRAM = join(import.meta.dirname, '../../src/leasehold.mjs');

/** The program as it is started in a shell. */
export function start(typed: readonly string[], env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [PROGRAM, ...typed], { env: { PATH: process.env['PATH'], ...env } });
  const ended = Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]);
  return { child, ended: ended.then(([[exit], out, err]): Ended => ({ exit: exit as number | null, out, err })) };
}

/** An installation that is listening, and its people at their shells. */
export async function aCliStage(organisation: Organisation, names: readonly string[]) {
  const http = await aHttpStage(organisation, names);
  const server = await listen(http.app.fetch, { host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${server.port}`;
  const home = await tempFolder();
  const environmentOf = (by: string) => ({ url, token: http.tokens[by], configFolder: home });
  return {
    ...{ http, url, home },
    cli: (by: string, typed: readonly string[], given: Partial<World> = {}) =>
      run(typed, { environment: environmentOf(by), ...given }),
    start: (by: string, ...typed: string[]) =>
      start(typed, {
        LEASEHOLD_URL: url,
        LEASEHOLD_TOKEN: http.tokens[by],
        XDG_CONFIG_HOME: home,
        TZ: 'Europe/Berlin',
      }),
    async close() {
      await server.drain();
      await http.stage.house.close();
    },
  };
}

/** Somebody at a terminal who gives these answers, one after the other, and is done when there is none left. */
export function somebodyWhoSays(...answers: readonly (string | readonly string[] | boolean | undefined)[]) {
  const questions: string[] = [];
  const left = [...answers];
  const ask = (question: string, choices: readonly Choice[] = []) => {
    questions.push([question, ...choices.map(({ value, label }) => `${value} ${label}`)].join('\n'));
    return Promise.resolve(left.shift() as never);
  };
  const plainly = (question: string) => ask(question);
  const prompts: Prompts = { text: plainly, secret: plainly, confirm: plainly, choose: ask, chooseSome: ask };
  return { prompts, questions };
}
