import type { z } from 'zod';
import { appSchema, entitlementSchema, pageOf } from '../../http/schemas/organisation.ts';
import type { Lease } from '../output/lease-words.ts';
import { pathTo } from '../path.ts';
import type { Prompts } from '../prompts.ts';
import { EXIT } from '../exit-codes.ts';
import { failed, ok, type Result } from '../result.ts';
import type { Shell } from '../shell.ts';
import { lengthIn } from './lease.ts';
import { chosen, said } from './needed.ts';

/** As many as a page may have. */
const ALL = { limit: '200' };

export async function askApp({ api }: Shell, prompts: Prompts): Promise<Result<string>> {
  const read = await api.read(pageOf(appSchema), '/apps', ALL);
  if (!read.ok) return read;
  const choices = read.value.value.items.map((app) => ({ value: app.slug, label: app.name, hint: app.description }));
  return chosen(prompts, 'Which app?', ok(choices), 'There are no apps here.');
}

export interface Picked {
  /** `deploy`, or `deploy:admin` where it has levels. */
  readonly entitlement: string;
  /** As they are typed after --field. */
  readonly fields: readonly string[];
}

/** With a level each where they have levels, and what they want to know beside. */
export async function askEntitlements(shell: Shell, prompts: Prompts, app: string): Promise<Result<readonly Picked[]>> {
  const read = await shell.api.read(pageOf(entitlementSchema), pathTo('apps', app, 'entitlements'), ALL);
  if (!read.ok) return read;
  const { items } = read.value.value;
  if (items.length === 0) return failed(EXIT.refused, 'not_found', 'This app has nothing to give.');
  const choices = items.map((one) => ({ value: one.slug, label: one.name, hint: `${one.kind}, ${one.risk} risk` }));
  const picked = said(await prompts.chooseSome('What of it?', choices));
  if (!picked.ok) return picked;
  const all: Picked[] = [];
  for (const one of items.filter(({ slug }) => picked.value.includes(slug))) {
    const asked = await askDetails(prompts, one);
    if (!asked.ok) return asked;
    all.push(asked.value);
  }
  return ok(all);
}

type Entitlement = z.output<typeof entitlementSchema>;

async function askDetails(prompts: Prompts, { slug, name, levels, fields }: Entitlement): Promise<Result<Picked>> {
  const options = levels.map((level) => ({ value: level, label: level }));
  const level = levels.length === 0 ? ok(undefined) : said(await prompts.choose(`Which level of ${name}?`, options));
  if (!level.ok) return level;
  const typed: string[] = [];
  for (const field of fields) {
    const value = await askField(prompts, field);
    if (!value.ok) return value;
    if (value.value !== '') typed.push(`${field.name}=${value.value}`);
  }
  return ok({ entitlement: level.value === undefined ? slug : `${slug}:${level.value}`, fields: typed });
}

/** Empty: it need not be said. */
async function askField(prompts: Prompts, field: Entitlement['fields'][number]): Promise<Result<string>> {
  const { title, type, options, required } = field;
  const words = type === 'boolean' ? ['true', 'false'] : options;
  if (words === null) return said(await prompts.text(title, required ? '' : 'empty: leave it out'));
  const choices = words.map((word) => ({ value: word, label: word }));
  return said(await prompts.choose(title, required ? choices : [...choices, { value: '', label: 'leave it out' }]));
}

interface Rest {
  readonly lease: Lease | undefined;
  readonly reason: string | undefined;
  readonly reasonCode: string | undefined;
}

interface Before extends Rest {
  readonly app: string;
  readonly ends: boolean;
}

/** How long, where it is something that ends, and why: in the words of the app, or one's own. */
export async function askRest(shell: Shell, prompts: Prompts, given: Before): Promise<Result<Rest>> {
  const lease = given.lease === undefined && given.ends ? await askLease(prompts) : ok(given.lease);
  if (!lease.ok) return lease;
  const { reason: typed, reasonCode: picked } = given;
  if (typed !== undefined || picked !== undefined) return ok({ lease: lease.value, reason: typed, reasonCode: picked });
  const app = await appNamed(shell, given.app);
  const { list = [], freeText = 'optional' } = app?.reason ?? {};
  const choices = list.map(({ code, text }) => ({ value: code, label: text }));
  const code = choices.length === 0 ? ok(undefined) : said(await prompts.choose('Which reason?', choices));
  if (!code.ok) return code;
  const reason = freeText === 'off' ? ok(undefined) : said(await prompts.text('Why?'));
  return reason.ok ? ok({ lease: lease.value, reason: reason.value, reasonCode: code.value }) : reason;
}

async function askLease(prompts: Prompts): Promise<Result<Lease | undefined>> {
  const typed = said(await prompts.text('For how long?', 'such as 8h; empty: without an end'));
  if (!typed.ok || typed.value === '') return typed.ok ? ok(undefined) : typed;
  const read = lengthIn('The length', typed.value);
  return read.ok ? ok({ kind: 'for', length: read.value }) : read;
}

async function appNamed({ api }: Shell, name: string) {
  const read = await api.read(pageOf(appSchema), '/apps', ALL);
  return read.ok ? read.value.value.items.find(({ id, slug }) => id === name || slug === name) : undefined;
}
