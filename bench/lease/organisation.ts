import type { Organisation } from '../../src/domain/organisation/organisation.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../../tests/support/builders.ts';

const PEOPLE = 100;
const APPS = 8;
const ENTITLEMENTS = 25;

/** Requests for these are decided by the manager; for the others a rule approves. */
export const DECIDED = 'decided';
export const UNATTENDED = 'unattended';

export const ADMIN = 'admin@example.com';
/** Without a manager, and so not among those who ask all the time. */
export const LEAVER = 'leaver@example.com';

const managerOf = (at: number) => `manager-${at % 10}@example.com`;

/** A firm of a hundred people with things enough that none is asked for twice at a time. */
export function anOrganisationToMeasure(): Organisation {
  const { policy } = anOrganisation();
  const unattended = appsOf(UNATTENDED);
  const when = { apps: unattended.map(({ slug }) => slug) };
  return {
    policy: { ...policy, rules: [{ name: 'by itself', when, outcome: { kind: 'auto_approve' } }] },
    people: [
      aPersonEntry({ email: ADMIN, name: 'Admin', roles: ['super_admin'] }),
      aPersonEntry({ email: LEAVER, name: 'Leaver' }),
      ...Array.from({ length: 10 }, (_, at) => aPersonEntry({ email: managerOf(at), name: `Manager ${at}` })),
      ...Array.from({ length: PEOPLE }, (_, at) =>
        aPersonEntry({ email: `person-${at}@example.com`, name: `Person ${at}`, manager: managerOf(at) }),
      ),
    ],
    apps: [...appsOf(DECIDED), ...unattended],
  };
}

function appsOf(kind: string) {
  return Array.from({ length: APPS }, (_, at) => {
    const entitlements = Array.from({ length: ENTITLEMENTS }, (__, number) =>
      anEntitlementEntry({ slug: `e${number}`, name: `Thing ${number}` }),
    );
    return anAppEntry({ slug: `${kind}-${at}`, name: `${kind} ${at}`, owners: [managerOf(at)], entitlements });
  });
}
