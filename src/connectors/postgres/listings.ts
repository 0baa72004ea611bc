import type { Connector, FoundAccount, Page } from '../../ports/connector.ts';
import { isMarked } from './roles.ts';
import type { OnServer } from './server.ts';

type Listings = Pick<Connector, 'listAccounts' | 'listEntitlements' | 'listHoldings'>;

/** An account that Leasehold suspended may not log in, and is no group for that. */
const isLogin = (role: string) => `(${role}.rolcanlogin or ${isMarked(`${role}.oid`)})`;

/** Paged by name: what comes and goes meanwhile moves nothing else. */
export function createListings(onServer: OnServer, size: number): Listings {
  return {
    listAccounts: (app, cursor = '') =>
      onServer(app, async (server) => {
        const rows = await server.query<{ name: string; login: boolean; own: boolean }>(
          `select r.rolname as name, r.rolcanlogin as login, r.rolname = current_user as own
             from pg_roles r where ${isLogin('r')} and r.rolname > $1 order by r.rolname limit ${size}`,
          [cursor],
        );
        return page(rows, size, ({ name }) => name, accountFound);
      }),

    listEntitlements: (app, cursor = '') =>
      onServer(app, async (server) => {
        const rows = await server.query<{ name: string }>(
          `select r.rolname as name
             from pg_roles r where not ${isLogin('r')} and r.rolname > $1 order by r.rolname limit ${size}`,
          [cursor],
        );
        return page(
          rows,
          size,
          ({ name }) => name,
          ({ name }) => ({ externalId: name, name }),
        );
      }),

    listHoldings: (app, cursor) =>
      onServer(app, async (server) => {
        const after = cursor === undefined ? ['', ''] : (JSON.parse(cursor) as [string, string]);
        const rows = await server.query<{ account: string; role: string; admin: boolean }>(HOLDINGS(size), after);
        return page(
          rows,
          size,
          ({ account, role }) => JSON.stringify([account, role]),
          ({ account, role, admin }) => ({
            ...{ accountExternalId: account, entitlementExternalId: role },
            level: admin ? 'admin' : 'member',
          }),
        );
      }),
  };
}

const HOLDINGS = (size: number) => `
  select member.rolname as account, role.rolname as role, bool_or(m.admin_option) as admin
    from pg_auth_members m
    join pg_roles role on role.oid = m.roleid join pg_roles member on member.oid = m.member
   where ${isLogin('member')} and member.rolname <> current_user and not ${isLogin('role')} and (member.rolname, role.rolname) > ($1::name, $2::name)
   group by 1, 2 order by 1, 2 limit ${size}`;

function page<Row, Item>(
  rows: readonly Row[],
  size: number,
  cursor: (row: Row) => string,
  item: (row: Row) => Item,
): Page<Item> {
  const last = rows.at(-1);
  return { items: rows.map(item), next: last === undefined || rows.length < size ? undefined : cursor(last) };
}

function accountFound({ name, login, own }: { name: string; login: boolean; own: boolean }): FoundAccount {
  const email = /^[^@\s]+@[^@\s]+$/.test(name) ? name : undefined;
  return { externalId: name, email, kind: own ? 'service' : 'human', status: login ? 'active' : 'suspended' };
}
