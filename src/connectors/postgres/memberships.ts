import { escapeIdentifier } from 'pg';
import { SECOND } from '../../domain/time.ts';
import { type Connector, ConnectorError, type Target } from '../../ports/connector.ts';
import type { Clock } from '../../ports/environment.ts';
import { roleName } from './config.ts';
import { findRole, followClaims } from './roles.ts';
import { inTurn, type OnServer, type Server } from './server.ts';
import { endSessions } from './sessions.ts';

interface Deps {
  readonly onServer: OnServer;
  readonly clock: Clock;
}

type Memberships = Pick<Connector, 'grant' | 'revoke' | 'keep' | 'read'>;

export function createMemberships({ onServer, clock }: Deps): Memberships {
  return {
    grant: (target, level, _, standing) =>
      onServer(target.app, (server) =>
        inTurn(server, accountOf(target), async () => {
          await join(server, target, wantsAdmin(level));
          const role = await findRole(server, accountOf(target));
          if (role !== undefined) await followClaims(server, role, await standing());
          return { outcome: 'done' };
        }),
      ),

    revoke: (target, standing) =>
      onceMoreIfUnclear(clock, () =>
        onServer(target.app, async (server) => {
          const isOver = await inTurn(server, accountOf(target), async () => {
            const role = await findRole(server, accountOf(target));
            if (role === undefined) return false;
            await leave(server, target);
            const stands = await standing();
            await followClaims(server, role, stands);
            return stands.last;
          });
          if (isOver) await endSessions(server, accountOf(target));
          return { outcome: 'done' };
        }),
      ),

    keep: (target, standing) =>
      onServer(target.app, (server) =>
        inTurn(server, accountOf(target), async () => {
          const role = await findRole(server, accountOf(target));
          if (role !== undefined) await followClaims(server, role, await standing());
        }),
      ),

    read: (target) =>
      onServer(target.app, async (server) => {
        const given = await membershipsOf(server, target);
        if (given.length === 0) return { seen: 'absent' };
        return { seen: 'present', level: given.some(({ admin }) => admin) ? 'admin' : 'member' };
      }),
  };
}

/**
 * Reading cannot tell whether sessions were ended. So a revoke that may have stopped half-way must not be called unclear,
 * which would be settled by reading: it is done again.
 */
async function onceMoreIfUnclear<T>(clock: Clock, revoke: () => Promise<T>): Promise<T> {
  try {
    return await revoke();
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.failure !== 'retry') throw error;
    throw new ConnectorError('rate_limited', error.message, clock.now() + 2 * SECOND);
  }
}

interface Membership {
  readonly grantor: string;
  readonly admin: boolean;
  /** Neither inherited nor to be set: a membership in name. */
  readonly idle: boolean;
}

/** One for each who gave it; memberships through other roles are not among them. */
function membershipsOf(server: Server, target: Target): Promise<Membership[]> {
  return server.query<Membership & Record<string, unknown>>(
    `select by.rolname as grantor, m.admin_option as admin, not (m.inherit_option and m.set_option) as idle
       from pg_auth_members m
       join pg_roles role on role.oid = m.roleid join pg_roles member on member.oid = m.member
       join pg_roles by on by.oid = m.grantor
      where role.rolname = $1 and member.rolname = $2 order by by.rolname`,
    [groupOf(target), accountOf(target)],
  );
}

async function join(server: Server, target: Target, admin: boolean | undefined): Promise<void> {
  const given = await membershipsOf(server, target);
  const [group, account] = quoted(target);
  const isMissing = given.every(({ idle }) => idle) || (admin === true && !given.some((one) => one.admin));
  if (isMissing) {
    await server.query(
      `grant ${group} to ${account} with inherit true, set true${admin === true ? ', admin true' : ''}`,
    );
  }
  if (admin !== false) return;
  for (const { grantor } of given.filter((one) => one.admin)) {
    await server.query(`revoke admin option for ${group} from ${account} granted by ${escapeIdentifier(grantor)}`);
  }
}

async function leave(server: Server, target: Target): Promise<void> {
  const [group, account] = quoted(target);
  for (const { grantor } of await membershipsOf(server, target)) {
    await server.query(`revoke ${group} from ${account} granted by ${escapeIdentifier(grantor)}`);
  }
}

/** Without a level, whatever is there may stay. */
function wantsAdmin(level: string | undefined): boolean | undefined {
  if (level === undefined) return undefined;
  if (level === 'admin' || level === 'member') return level === 'admin';
  throw new ConnectorError('permanent', `A role in PostgreSQL is held as member or admin, not as ${level}.`);
}

function quoted(target: Target): readonly [string, string] {
  return [escapeIdentifier(groupOf(target)), escapeIdentifier(accountOf(target))];
}

function groupOf({ entitlement }: Target): string {
  return roleName(entitlement.externalId);
}

function accountOf({ account }: Target): string {
  return roleName(account.externalId);
}
