import { sha256 } from '../../../src/config/keys.ts';
import { randomIds } from '../../../src/config/environment.ts';
import { ok, type Result } from '../../../src/domain/errors.ts';
import type { PersonId } from '../../../src/domain/ids.ts';
import type { GrantedRole } from '../../../src/domain/people/person.ts';
import { organisationFiles } from '../../../src/organisation/organisation-files.ts';
import { applyPolicy, type Applying } from '../../../src/use-cases/policy/apply-policy.ts';
import type { Author } from '../../../src/use-cases/policy/author.ts';
import { planPolicy } from '../../../src/use-cases/policy/plan-policy.ts';
import { initialiseOrganisation } from '../../../src/use-cases/initialise-organisation.ts';
import { lines, parsed } from '../../organisation/support.ts';
import { NOW } from '../../support/builders.ts';
import type { OpenStore } from '../../support/databases.ts';
import { valueOf } from '../../support/people.ts';

export const BASE = lines(
  'organisation: { name: Ours }',
  'people:',
  '  - { email: sue@x.example, name: Sue, roles: super_admin }',
  '  - { email: ada@x.example, name: Ada, manager: sue@x.example, groups: [on-call], slack_user_id: U0ADA }',
  '  - { email: lin@x.example, name: Lin, roles: access_admin, slack_user_id: U0LIN }',
  'apps:',
  '  - slug: prod',
  '    owners: [ada@x.example, lin@x.example]',
  '    entitlements: [{ slug: view, risk: low }, { slug: deploy }]',
  'flows:',
  '  - { slug: manager, levels: manager }',
  '  - { slug: owner, levels: app_owner }',
  'rules:',
  '  - { name: Free, when: { risk: low }, auto_approve: true }',
  '  - { name: Rest, flow: manager }',
);

/** The text with something else in its place. */
export function edited(...edits: readonly (readonly [string, string])[]): string {
  return edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the file does not say ${from}`);
    return text.replace(from, to);
  }, BASE);
}

/** An organisation, and those who look at its file or change it. Offboarding marks who has left, as the real one does. */
export async function aTownHall(opened: OpenStore, base = BASE) {
  const { store } = opened;
  const told = { offboarded: [] as string[], changed: [] as string[] };
  let now = NOW;
  const clock = { now: () => now++ };
  const nameOf = async (id: PersonId) => (await store.people.byId(id))?.name.toLowerCase() ?? id;
  const deps = {
    ...{ store, clock, ids: randomIds, keys: { sha256 }, files: organisationFiles },
    offboard: async (id: PersonId): Promise<Result<true>> => {
      told.offboarded.push(await nameOf(id));
      await store.people.offboard(id, []);
      return ok(true);
    },
    directoryChanged: async (id: PersonId) => {
      told.changed.push(await nameOf(id));
    },
  };
  await initialiseOrganisation(deps, { organisation: parsed(base), source: 'leasehold.yaml', text: base });
  const sue = await store.people.byEmail('sue@x.example');
  const author = (role: GrantedRole | undefined, personId = sue?.id): Author => ({
    personId,
    roles: role === undefined ? [] : [role],
    origin: { actor: { kind: 'person', id: personId ?? '' }, surface: 'api', assurance: 'token' },
  });
  const plan = (yaml: string, role: GrantedRole | undefined = 'super_admin') =>
    planPolicy(deps, author(role), { yaml });
  const apply = (yaml: string, given: Partial<Applying> = {}, role: GrantedRole | undefined = 'super_admin') =>
    applyPolicy(deps, author(role), { file: { yaml }, version: 1, ...given });
  return {
    ...{ ...opened, deps, told, author, plan, apply },
    said: async (yaml: string) => valueOf(await plan(yaml)),
    facts: async () => (await store.audit.rowsAfter(0, 1000)).map(({ fact }) => fact),
    version: async () => (await store.policy.current())?.version,
  };
}
