import { escapeIdentifier, escapeLiteral } from 'pg';
import type { Standing } from '../../ports/connector.ts';
import type { Server } from './server.ts';

export interface Role {
  readonly name: string;
  readonly canLogin: boolean;
  readonly isSuper: boolean;
  /** The role that Leasehold itself logs in with. */
  readonly isOurselves: boolean;
  /** For whom Leasehold made it; undefined: somebody else made it. */
  readonly madeFor: string | undefined;
}

const MARK = 'Made by Leasehold for ';

/** For SQL: whether the comment of the role `oid` says that Leasehold made it. */
export const isMarked = (oid: string) =>
  `coalesce(starts_with(shobj_description(${oid}, 'pg_authid'), ${escapeLiteral(MARK)}), false)`;

export async function findRole(server: Server, name: string): Promise<Role | undefined> {
  const [row] = await server.query<{ login: boolean; super: boolean; own: boolean; comment: string | null }>(
    `select rolcanlogin as login, rolsuper as super, rolname = current_user as own,
            shobj_description(oid, 'pg_authid') as comment
       from pg_roles where rolname = $1`,
    [name],
  );
  if (row === undefined) return undefined;
  const madeFor = row.comment?.startsWith(MARK) === true ? row.comment.slice(MARK.length) : undefined;
  return { name, canLogin: row.login, isSuper: row.super, isOurselves: row.own, madeFor };
}

/** It may log in from the first grant on, which says until when. */
export async function createLogin(server: Server, name: string, email: string): Promise<void> {
  await server.query(`create role ${escapeIdentifier(name)} login valid until '-infinity'`);
  await server.query(`comment on role ${escapeIdentifier(name)} is ${escapeLiteral(MARK + email)}`);
}

export async function allowLogin(server: Server, name: string, allowed: boolean): Promise<void> {
  await server.query(`alter role ${escapeIdentifier(name)} ${allowed ? 'login' : 'nologin'}`);
}

/** Only for roles that Leasehold made: when others expire is their owners' business. */
export async function followClaims(server: Server, { name, madeFor }: Role, { until }: Standing): Promise<void> {
  if (madeFor === undefined) return;
  const end = endOf(until);
  const [row] = await server.query<{ same: boolean | null }>(
    'select rolvaliduntil = $2::timestamptz as same from pg_roles where rolname = $1',
    [name, end],
  );
  if (row?.same === true) return;
  await server.query(`alter role ${escapeIdentifier(name)} valid until ${escapeLiteral(end)}`);
}

function endOf(until: Standing['until']): string {
  if (until === 'no_end') return 'infinity';
  return until === 'over' ? '-infinity' : new Date(until).toISOString();
}
