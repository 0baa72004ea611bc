import type { App } from '../../domain/catalog/app.ts';
import type { Person } from '../../domain/people/person.ts';
import { type Connector, ConnectorError } from '../../ports/connector.ts';
import { loginNameOf } from './config.ts';
import { allowLogin, createLogin, findRole, type Role } from './roles.ts';
import { inTurn, type OnServer } from './server.ts';
import { endSessions } from './sessions.ts';

export function createAccounts(onServer: OnServer): Pick<Connector, 'ensureAccount' | 'suspendAccount'> {
  return {
    async ensureAccount(app, person) {
      const name = loginNameOf(app, person);
      return onServer(app, (server) =>
        inTurn(server, name, async () => {
          const role = await findRole(server, name);
          if (role === undefined) await createLogin(server, name, person.email);
          else refuseUnlessTheirs(role, person, app);
          if (role?.canLogin === false) await allowLogin(server, name, true);
          return name;
        }),
      );
    },

    suspendAccount(app, { externalId: name }) {
      return onServer(app, async (server) => {
        const isThere = await inTurn(server, name, async () => {
          const role = await findRole(server, name);
          if (role?.canLogin === true) await allowLogin(server, name, false);
          return role !== undefined;
        });
        if (isThere) await endSessions(server, name);
        return { outcome: 'done' };
      });
    },
  };
}

/** A name is all that ties a role to a person: where anything speaks against it, a person has to look. */
function refuseUnlessTheirs({ name, madeFor, ...role }: Role, { email }: Person, app: App): void {
  const because = role.isOurselves
    ? 'is what Leasehold itself logs in with'
    : role.isSuper
      ? 'is a superuser'
      : madeFor !== undefined && madeFor !== email
        ? `was made for ${madeFor}`
        : madeFor === undefined && !role.canLogin
          ? 'exists already and may not log in'
          : undefined;
  if (because !== undefined)
    throw new ConnectorError('needs_person', `In ${app.name} the role ${name} ${because}: ${email} was not given it.`);
}
