import { z } from 'zod';
import { waysSchema } from '../../http/schemas/notices.ts';
import { callerSchema, settingsSchema } from '../../http/schemas/organisation.ts';
import { VERSION } from '../../version.ts';
import { command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { harmless } from '../output/harmless.ts';
import { fromNow, moment } from '../output/moments.ts';
import type { View } from '../output/view.ts';
import { ok } from '../result.ts';
import { addressOf } from '../session.ts';
import type { Shell } from '../shell.ts';
import { callerInWords } from './signing-in.ts';

interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly says: string;
}

export const doctor = command({
  name: 'doctor',
  summary: 'Whether the server can be reached, is ready, and knows you',
  args: {},
  options: {},
  examples: ['leasehold doctor', 'leasehold doctor --json'],
  async run(shell) {
    const { place } = shell;
    const url = shell.named.url ?? (place.ok ? place.value.url : undefined);
    const findings = [...(await findingsAt(shell, url)), ...(url === undefined ? [] : await asYou(shell))];
    const lines = findings.map((finding) => lineOf(finding, shell.view()));
    const json = JSON.stringify({ checks: findings });
    return ok({ lines, json, exit: findings.every((one) => one.ok) ? EXIT.ok : EXIT.unavailable });
  },
});

function lineOf({ what, ok: isOk, says }: Finding, { paint }: View): string {
  return `${paint(isOk ? 'live' : 'trouble', isOk ? '✓' : '✕')} ${what.padEnd(10)} ${says}`;
}

async function findingsAt(shell: Shell, typed: string | undefined): Promise<Finding[]> {
  if (typed === undefined)
    return [{ what: 'server', ok: false, says: 'No server is known. leasehold login, or LEASEHOLD_URL.' }];
  const url = addressOf(typed);
  if (!url.ok) return [{ what: 'server', ok: false, says: url.failure.detail }];
  const began = performance.now();
  const ready = await asked(shell, `${url.value}/readyz`);
  const took = Math.round(performance.now() - began);
  if (ready === undefined)
    return [
      { what: 'server', ok: false, says: `${url.value} does not answer. Look whether it runs, and at the address.` },
    ];
  const server = { what: 'server', ok: true, says: `${url.value} answers, in ${took} ms.` };
  return [server, ...readiness(ready.body), clock(ready.date, shell), await version(shell, url.value)];
}

const readySchema = z.object({ ready: z.boolean(), checks: z.record(z.string(), z.boolean()) });

function readiness(body: unknown): Finding[] {
  const ready = readySchema.safeParse(body);
  if (!ready.success) return [{ what: 'ready', ok: false, says: 'What answers there does not look like a Leasehold.' }];
  const checks = Object.entries(ready.data.checks).map(([name, isOk]) => ({
    ...{ what: harmless(name), ok: isOk },
    says: isOk ? 'It can be used.' : 'It does not answer the server. What needs it waits, or is refused.',
  }));
  return checks.length > 0 ? checks : [{ what: 'ready', ok: ready.data.ready, says: 'It says so itself.' }];
}

const TOLERANCE_MS = 60_000;

/** Ends of leases are told by the server's clock, and read by the one here. */
function clock(date: string | null, { view }: Shell): Finding {
  const off = date === null ? Number.NaN : view().now - Date.parse(date);
  if (Number.isNaN(off)) return { what: 'clock', ok: true, says: 'The server does not tell its time.' };
  const seconds = Math.round(Math.abs(off) / 1000);
  if (Math.abs(off) < TOLERANCE_MS) return { what: 'clock', ok: true, says: 'It agrees with the one here.' };
  return {
    what: 'clock',
    ok: false,
    says: `This one is ${seconds} s ${off < 0 ? 'behind' : 'ahead'}: times read wrong.`,
  };
}

const openapiSchema = z.object({ info: z.object({ version: z.string() }) });

async function version(shell: Shell, url: string): Promise<Finding> {
  const read = openapiSchema.safeParse((await asked(shell, `${url}/api/v1/openapi.json`))?.body);
  const theirs = read.success ? harmless(read.data.info.version) : 'unknown';
  const says = theirs === VERSION ? `Both are ${VERSION}.` : `The server is ${theirs}, this program ${VERSION}.`;
  return { what: 'version', ok: theirs === VERSION, says };
}

const SOON_MS = 7 * 24 * 3_600_000;

async function asYou({ place, api, view }: Shell): Promise<Finding[]> {
  if (!place.ok) return [{ what: 'you', ok: false, says: place.failure.detail }];
  const me = await api.read(callerSchema, '/me');
  if (!me.ok) return [{ what: 'you', ok: false, says: me.failure.detail }];
  const { expiresAt } = me.value.value;
  const endsSoon = Date.parse(expiresAt) - view().now < SOON_MS;
  const token = { what: 'token', ok: !endsSoon, says: `It ends ${fromNow(expiresAt, view())}.` };
  const settings = await api.read(settingsSchema, '/settings');
  const switches = settings.ok ? switchesOf(settings.value.value, view()) : [];
  const ways = await api.read(waysSchema, '/ways');
  const told = ways.ok ? ways.value.value.items.map(reachOf) : [];
  return [{ what: 'you', ok: true, says: `${callerInWords(me.value.value)}.` }, token, ...told, ...switches];
}

const WAY = {
  good: 'People can be told there.',
  bad: 'It does not answer the server: people are told otherwise, or later.',
};
const TELLING = {
  good: 'What happens is followed, and people are told.',
  bad: 'Nobody is told anything: no workflow "telling" is running. A worker that has Slack or mail starts it again within 15 minutes.',
};

function reachOf({ name, reachable }: z.output<typeof waysSchema>['items'][number]): Finding {
  const says = (name === 'telling' ? TELLING : WAY)[reachable ? 'good' : 'bad'];
  return { what: harmless(name), ok: reachable, says };
}

/** What somebody has turned off, and may have forgotten. */
function switchesOf({ frozen, takingsPause }: z.output<typeof settingsSchema>, view: View): Finding[] {
  const isPaused = takingsPause !== null && takingsPause.confirmedBy !== null;
  return [
    ...(frozen ? [{ what: 'giving', ok: false, says: 'Giving is frozen in all apps.' }] : []),
    ...(isPaused
      ? [{ what: 'taking', ok: false, says: `Nothing is taken back until ${moment(takingsPause.until, view)}.` }]
      : []),
  ];
}

/** Without a token: these are for anybody. */
async function asked({ fetch: ask, stopped }: Shell, url: string) {
  try {
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(10_000)]);
    const response = await ask(url, { signal, redirect: 'manual' });
    return { date: response.headers.get('date'), body: (await response.json().catch(() => undefined)) as unknown };
  } catch {
    return undefined;
  }
}
