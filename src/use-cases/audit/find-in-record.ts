import type { AuditRow } from '../../domain/audit/chain.ts';
import { ok, type Result, refused } from '../../domain/errors.ts';
import { isId } from '../../domain/ids.ts';
import type { AuditQuery } from '../../ports/audit-store.ts';
import type { Clock, Keys } from '../../ports/environment.ts';
import type { Store } from '../../ports/store.ts';
import { appNamed, personNamed } from '../find-named.ts';
import type { Author } from '../policy/author.ts';
import { searchAudit } from './see-audit.ts';

interface Deps {
  readonly store: Pick<Store, 'audit' | 'people' | 'catalog'>;
  readonly clock: Clock;
  readonly keys: Keys;
}

/** What somebody looks for, as they would say it. */
export interface AuditWish extends Pick<AuditQuery, 'fact' | 'from' | 'to' | 'before' | 'limit'> {
  /** An e-mail, an id, `system` … */
  readonly who: string;
  /** The id of anything, an e-mail, or the slug of an app. */
  readonly about: string;
  /** Anywhere in a fact. */
  readonly text: string;
}

export interface Found {
  readonly rows: readonly AuditRow[];
  /** Before which to go on; undefined: there is no more. */
  readonly next: number | undefined;
  /** How many were looked through for the text, where that was the end of it. */
  readonly lookedThrough: number | undefined;
}

const PAGE = 500;
/** Nothing has an index of all words: a search looks so far at once, and can be gone on with. */
const MOST_READ = 20_000;

/** Newest first. */
export async function findInRecord(deps: Deps, author: Author, wish: AuditWish): Promise<Result<Found>> {
  const { who, about, text, ...query } = wish;
  const actor = await actorSaid(deps, who.trim());
  const subject = await subjectSaid(deps, about.trim());
  if (!actor.ok) return actor;
  if (!subject.ok) return subject;
  const wanted = { ...query, actor: actor.value, subject: subject.value };
  if (text.trim() !== '') return lookThrough(deps, author, wanted, text.trim());
  const rows = await searchAudit(deps, author, wanted);
  if (!rows.ok) return rows;
  const last = rows.value.length < query.limit ? undefined : rows.value.at(-1);
  return ok({ rows: rows.value, next: last?.index, lookedThrough: undefined });
}

async function lookThrough(deps: Deps, author: Author, query: AuditQuery, text: string): Promise<Result<Found>> {
  // A fact is kept as JSON: what is quoted there is looked for as it is quoted.
  const needle = JSON.stringify(text).slice(1, -1).toLowerCase();
  const rows: AuditRow[] = [];
  let before = query.before;
  for (let read = 0; read < MOST_READ; read += PAGE) {
    const page = await searchAudit(deps, author, { ...query, before, limit: PAGE });
    if (!page.ok) return page;
    for (const row of page.value) {
      before = row.index;
      if (!row.body.toLowerCase().includes(needle)) continue;
      rows.push(row);
      if (rows.length === query.limit) return ok({ rows, next: before, lookedThrough: undefined });
    }
    if (page.value.length < PAGE) return ok({ rows, next: undefined, lookedThrough: undefined });
  }
  return ok({ rows, next: before, lookedThrough: MOST_READ });
}

const ALONE = ['system', 'operator', 'demo'];

async function actorSaid({ store }: Deps, who: string): Promise<Result<string | undefined>> {
  if (who === '') return ok(undefined);
  if (ALONE.includes(who) || who.includes(':')) return ok(who);
  if (isId('token', who)) return ok(`token:${who}`);
  const person = await personNamed(store, who.toLowerCase().includes('@') ? who.toLowerCase() : who);
  if (person !== undefined) return ok(`person:${person.id}`);
  return refused('malformed', 'Nobody here has that e-mail or id.', { field: 'who' });
}

const KINDS = ['request', 'person', 'app', 'entitlement', 'task', 'token', 'holding'] as const;

async function subjectSaid({ store }: Deps, about: string): Promise<Result<string | undefined>> {
  if (about === '') return ok(undefined);
  if (about.includes(':') || about === 'organisation' || about === 'takings') return ok(about);
  const kind = KINDS.find((one) => isId(one, about));
  if (kind !== undefined) return ok(`${kind}:${about}`);
  const named = about.includes('@') ? undefined : await appNamed(store, about);
  if (named !== undefined) return ok(`app:${named.id}`);
  const person = await personNamed(store, about.toLowerCase());
  if (person !== undefined) return ok(`person:${person.id}`);
  return refused('malformed', 'There is nothing with that id, e-mail or app name.', { field: 'about' });
}
