import { appSchema, entitlementSchema, pageOf } from '../../http/schemas/organisation.ts';
import type { Lease } from '../output/lease-words.ts';
import { pathTo } from '../path.ts';
import type { Prompts } from '../prompts.ts';
import { EXIT } from '../exit-codes.ts';
import { failed, ok, type Result } from '../result.ts';
import type { Shell } from '../shell.ts';
import { lengthIn } from './lease.ts';
import { chosen, said } from './needed.ts';

export async function askApp({ api }: Shell, prompts: Prompts): Promise<Result<string>> {
  const read = await api.read(pageOf(appSchema), '/apps');
  if (!read.ok) return read;
  const choices = read.value.value.items.map((app) => ({ value: app.slug, label: app.name, hint: app.description }));
  return chosen(prompts, 'Which app?', ok(choices), 'There are no apps here.');
}

/** With a level each, where they have levels. */
export async function askEntitlements(shell: Shell, prompts: Prompts, app: string): Promise<Result<readonly string[]>> {
  const read = await shell.api.read(pageOf(entitlementSchema), pathTo('apps', app, 'entitlements'));
  if (!read.ok) return read;
  const { items } = read.value.value;
  if (items.length === 0) return failed(EXIT.refused, 'not_found', 'This app has nothing to give.');
  const choices = items.map((one) => ({ value: one.slug, label: one.name, hint: `${one.kind}, ${one.risk} risk` }));
  const picked = said(await prompts.chooseSome('What of it?', choices));
  if (!picked.ok) return picked;
  const all: string[] = [];
  for (const { slug, name, levels } of items.filter((one) => picked.value.includes(one.slug))) {
    const level = levels.length === 0 ? ok(undefined) : await askLevel(prompts, name, levels);
    if (!level.ok) return level;
    all.push(level.value === undefined ? slug : `${slug}:${level.value}`);
  }
  return ok(all);
}

async function askLevel(prompts: Prompts, name: string, levels: readonly string[]): Promise<Result<string>> {
  const choices = levels.map((level) => ({ value: level, label: level }));
  return said(await prompts.choose(`Which level of ${name}?`, choices));
}

interface Rest {
  readonly lease: Lease | undefined;
  readonly reason: string | undefined;
}

/** How long, where it is something that ends, and why. */
export async function askRest(prompts: Prompts, given: Rest & { readonly ends: boolean }): Promise<Result<Rest>> {
  const asksLength = given.lease === undefined && given.ends;
  const length = asksLength ? said(await prompts.text('For how long?', 'such as 8h; empty: without an end')) : ok('');
  if (!length.ok) return length;
  const reason = given.reason === undefined ? said(await prompts.text('Why?')) : ok(given.reason);
  if (!reason.ok) return reason;
  if (length.value === '') return ok({ lease: given.lease, reason: reason.value });
  const read = lengthIn('The length', length.value);
  return read.ok ? ok({ lease: { kind: 'for', length: read.value }, reason: reason.value }) : read;
}
