import type { AppEntry, PersonEntry } from '../../domain/organisation/organisation.ts';
import type { ApproverSource, LevelPolicy } from '../../domain/policy/policy.ts';
import type { Scene } from './scene.ts';

export interface Candidate {
  readonly email: string;
  readonly because: string;
}

/** Who could decide a level then: of its approvers, else of its fallback, else super admins; never the two concerned. */
export function candidatesOf(level: LevelPolicy, scene: Scene): readonly Candidate[] {
  const superAdmins: ApproverSource = { kind: 'role', role: 'super_admin' };
  const tiers = [level.approvers, level.fallback, [superAdmins]].map((sources) => eligible(sources, scene));
  return tiers.find((tier) => tier.length > 0) ?? [];
}

function eligible(sources: readonly ApproverSource[], scene: Scene): readonly Candidate[] {
  const concerned = [scene.requester.email, scene.beneficiary.email];
  const active = new Set(scene.organisation.people.filter(isActive).map(({ email }) => email));
  const found = sources.flatMap((source) => candidates(source, scene));
  return found.filter(
    ({ email }, i) =>
      active.has(email) && !concerned.includes(email) && found.findIndex((other) => other.email === email) === i,
  );
}

function isActive({ status }: PersonEntry): boolean {
  return status === 'active';
}

function candidates(source: ApproverSource, scene: Scene): readonly Candidate[] {
  const { organisation, app, story } = scene;
  const { people } = organisation;
  const all = (emails: readonly string[], because: string) => emails.map((email) => ({ email, because }));
  switch (source.kind) {
    case 'manager':
    case 'managers_manager':
      return managerOf(scene, source.kind);
    case 'app_owner':
      return all(app.owners, 'app owner');
    case 'entitlement_owner':
      return all(ownersOf(app, story.ask.asks), 'entitlement owner');
    case 'people':
      return all(source.people, 'named in the flow');
    case 'group':
      return all(
        emailsOf(people, ({ groups }) => groups.includes(source.group)),
        `in the group ${source.group}`,
      );
    case 'role':
      return all(
        emailsOf(people, ({ roles }) => roles.includes(source.role)),
        source.role.replace('_', ' '),
      );
  }
}

function emailsOf(people: readonly PersonEntry[], is: (person: PersonEntry) => boolean): readonly string[] {
  return people.filter(is).map(({ email }) => email);
}

function ownersOf(app: AppEntry, asks: readonly string[]): readonly string[] {
  const slugs = asks.map((asked) => asked.split(':')[0]);
  return app.entitlements.filter(({ slug }) => slugs.includes(slug)).flatMap(({ owners }) => owners);
}

function managerOf({ organisation, beneficiary }: Scene, kind: 'manager' | 'managers_manager'): readonly Candidate[] {
  const whose = `${beneficiary.name.split(' ')[0]}'s`;
  if (kind === 'manager') return candidateIf(beneficiary.manager, `${whose} manager`);
  const manager = organisation.people.find(({ email }) => email === beneficiary.manager);
  return candidateIf(manager?.manager, `${whose} manager's manager`);
}

function candidateIf(email: string | undefined, because: string): readonly Candidate[] {
  return email === undefined ? [] : [{ email, because }];
}
