import { isId } from '../../../domain/ids.ts';
import { type Likely, sayCommon } from '../../../domain/access/like.ts';
import { searchable } from '../../../domain/text/searchable.ts';
import { accessLike, type Model } from '../../../use-cases/access/access-like.ts';
import type { Modal } from '../../blocks/surfaces.ts';
import { PUBLISHED } from '../../limits/published.ts';
import { named } from '../../views/asking/badge.ts';
import { type Like, likeView } from '../../views/asking/like.view.ts';
import { MOST_THINGS } from '../../views/asking/things-field.ts';
import { fieldOf } from '../../views/asking/names.ts';
import { type Typed, wordsIn } from '../../views/typed.ts';
import { sayRefusal } from '../say-refusal.ts';
import type { Talk } from '../talk.ts';
import type { Drafted } from './draft.ts';
import { choosable, FULL, personOption, sceneOf, titleOption, titlesLike } from './scene.ts';

/** What somebody else has, as it is for what was typed so far. */
export async function showLike(talk: Talk, { draft, typed }: Drafted, refusal?: string): Promise<Modal> {
  const kind = kindIn(typed);
  const found = await likelyFor(talk, typed);
  const problem = found?.ok === false ? sayRefusal(found.problem) : undefined;
  return likeView({
    ...{ draft, kind, models: await modelsFor(talk, typed), refusal: refusal ?? problem },
    theirs: found?.ok === true ? { scope: scopeOf(talk, typed), ...theirs(found.value, typed) } : undefined,
  });
}

function kindIn(typed: Typed): Like['kind'] {
  return typed['mode'] === 'title' ? 'title' : 'person';
}

/** Undefined until somebody, or a title, is chosen. */
export async function likelyFor(talk: Talk, typed: Typed) {
  const model = await modelIn(talk, typed);
  if (model === undefined) return undefined;
  const { whom } = await sceneOf(talk, typed);
  const sorted = await accessLike(talk.deps, whom.person, model);
  return sorted.ok ? { ok: true as const, value: [...sorted.value.items, ...sorted.value.lessCommon] } : sorted;
}

async function modelIn({ deps: { store } }: Talk, typed: Typed): Promise<Model | undefined> {
  if (kindIn(typed) === 'title') {
    const title = searchable(typed['title']);
    return title === '' ? undefined : { title };
  }
  const id = typed['person'] ?? '';
  const person = isId('person', id) ? await store.people.byId(id) : undefined;
  return person === undefined ? undefined : { person };
}

async function modelsFor(talk: Talk, typed: Typed): Promise<Like['models']> {
  const { store } = talk.deps;
  if (kindIn(typed) === 'title') {
    const chosen = searchable(typed['title']);
    const all = choosable(await titlesLike(talk, '', FULL), titleOption);
    return { ...all, chosen: chosen === '' ? undefined : titleOption(chosen) };
  }
  const all = choosable(await store.people.page({ status: 'active', limit: FULL }), personOption);
  const id = typed['person'] ?? '';
  const person = isId('person', id) ? await store.people.byId(id) : undefined;
  return { ...all, chosen: person === undefined ? undefined : personOption(person) };
}

/** What is offered of somebody else is another field. */
function scopeOf({ deps }: Talk, { mode = '', person = '', title = '', all = '' }: Typed): string {
  return deps.keys.sha256(JSON.stringify([mode, person, title, all])).slice(0, 16);
}

function theirs(likely: readonly Likely[], typed: Typed): Omit<NonNullable<Like['theirs']>, 'scope'> {
  const options = likely.slice(0, PUBLISHED.options).map((one) => optionOf(one, kindIn(typed)));
  const isAll = typed['all'] !== undefined && typed['all'] !== '';
  const picked = wordsIn(typed, 'things');
  const chosen = isAll ? options : options.filter(({ value }) => picked.includes(value));
  return { options, chosen: chosen.slice(0, MOST_THINGS), all: likely.length };
}

function optionOf({ app, entitlement, commonness }: Likely, kind: Like['kind']) {
  const common = sayCommon(commonness, kind === 'title') ?? `${entitlement.kind} · ${entitlement.risk} risk`;
  return named(`${entitlement.name} · ${app.name}`, entitlement.id, common);
}

/** At the level that they have. */
export function levelsOf(likely: readonly Likely[]): Typed {
  const known = likely.flatMap(({ entitlement: { id, levels }, level }) => {
    const at = level === undefined ? -1 : levels.indexOf(level);
    return at < 0 ? [] : [[fieldOf.level(id), String(at)] as const];
  });
  return Object.fromEntries(known);
}
