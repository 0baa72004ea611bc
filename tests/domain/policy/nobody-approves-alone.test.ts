import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PersonId } from '../../../src/domain/ids.ts';
import type { Directory } from '../../../src/domain/policy/directory.ts';
import { isStuck, whoCanAct } from '../../../src/domain/policy/level-progress.ts';
import { mayDecide } from '../../../src/domain/policy/may-decide.ts';
import type { ApproverSource, LevelPolicy } from '../../../src/domain/policy/policy.ts';
import { resolveLevels } from '../../../src/domain/policy/resolve-levels.ts';
import type { Level } from '../../../src/domain/request/request.ts';
import { aRequest, NOW } from '../../support/builders.ts';
import { aFirm, aFlow, aLevel, aSubject, DEPLOY, idOf, type Name, names, owner, people } from './firm.ts';

const name = fc.constantFrom<Name>(...names);
const some = fc.uniqueArray(name, { maxLength: 4 }).map((list) => list.map(idOf));
const source: fc.Arbitrary<ApproverSource> = fc.oneof(
  fc.constantFrom<ApproverSource>({ kind: 'manager' }, { kind: 'managers_manager' }, owner, {
    kind: 'entitlement_owner',
  }),
  fc.constantFrom<ApproverSource>({ kind: 'group', group: 'security' }, { kind: 'role', role: 'super_admin' }),
  fc.uniqueArray(name, { minLength: 1, maxLength: 3 }).map((who) => people(...who)),
);
const level: fc.Arbitrary<LevelPolicy> = fc
  .record({
    approvers: fc.array(source, { minLength: 1, maxLength: 3 }),
    fallback: fc.array(source, { maxLength: 2 }),
    mode: fc.oneof(
      fc.constantFrom({ kind: 'any' } as const, { kind: 'all' } as const),
      fc.integer({ min: 1, max: 3 }).map((needed) => ({ kind: 'n_of_m', needed }) as const),
    ),
    distinct: fc.boolean(),
  })
  .map(({ approvers, ...rest }) => aLevel(approvers, rest));

const directory: fc.Arbitrary<Directory> = fc
  .record({
    gone: fc.uniqueArray(name, { maxLength: 4 }),
    away: fc.uniqueArray(name, { maxLength: 3 }),
    appOwners: some,
    deploy: some,
    group: some,
    admins: some,
    managed: fc.boolean(),
  })
  .map(({ gone, away, appOwners, deploy, group, admins, managed }) => {
    const changes = names.map((who) => {
      const status = gone.includes(who) ? 'offboarded' : 'active';
      return [who, { status, outOfOfficeUntil: away.includes(who) ? NOW + 1 : undefined }] as const;
    });
    return aFirm(Object.fromEntries(changes), {
      appOwners,
      entitlementOwners: { [DEPLOY]: deploy },
      groups: { security: group },
      roles: { super_admin: admins },
      ...(managed ? {} : { managerOf: {} }),
    });
  });

const world = fc.record({
  directory,
  levels: fc.array(level, { maxLength: 4 }),
  requester: name,
  beneficiary: name,
  selfApproval: fc.boolean(),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

function resolve({ directory, levels, requester, beneficiary, selfApproval }: World) {
  const subject = aSubject({ requesterId: idOf(requester), beneficiaryId: idOf(beneficiary) });
  return resolveLevels(aFlow(levels, { selfApproval }), directory, subject);
}

const idsOf = ({ approvers }: Level) => approvers.map(({ personId }) => personId);
const neededOf = ({ mode }: Level) => (mode.kind === 'n_of_m' ? mode.needed : 1);

/** By trying: whether people can be chosen so that no distinct level is decided by one who decided before. */
function canBeDecided(levels: readonly Level[], decided: ReadonlySet<PersonId> = new Set()): boolean {
  const [level, ...rest] = levels;
  if (level === undefined) return true;
  const free = idsOf(level).filter((id) => !level.distinct || !decided.has(id));
  const choices = level.mode.kind === 'all' ? [free] : subsets(free, neededOf(level));
  return choices.some((choice) => choice.length > 0 && canBeDecided(rest, new Set([...decided, ...choice])));
}

function subsets<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) => subsets(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]));
}

describe('whatever the flow and whoever is there', () => {
  it('then no level is without enough people who are active and whom it does not concern', () => {
    fc.assert(
      fc.property(world, (given) => {
        const resolved = resolve(given);
        if (!resolved.ok) return expect(resolved.problem.code).toBe('no_approver');
        expect(resolved.value).toHaveLength(given.levels.length);
        expect(resolved.value.length).toBeGreaterThan(0);
        for (const level of resolved.value) {
          expect(new Set(idsOf(level)).size).toBe(level.approvers.length);
          expect(level.approvers.length).toBeGreaterThanOrEqual(Math.max(1, neededOf(level)));
          for (const id of idsOf(level)) expect(given.directory.byId[id]?.status).toBe('active');
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('then neither requester nor beneficiary is in a level, unless the flow says so', () => {
    fc.assert(
      fc.property(world, (given) => {
        const resolved = resolve({ ...given, selfApproval: false });
        if (!resolved.ok) return;
        const asked = resolved.value.flatMap((level) => [...level.approvers, ...(level.escalation?.to ?? [])]);
        const ids = asked.map(({ personId }) => personId);
        expect(ids).not.toContain(idOf(given.requester));
        expect(ids).not.toContain(idOf(given.beneficiary));
      }),
      { numRuns: 2000 },
    );
  });

  it('then, where every level is distinct, different people can be found for all of them', () => {
    fc.assert(
      fc.property(world, (given) => {
        const levels = given.levels.map((one) => ({ ...one, distinct: true }));
        const resolved = resolve({ ...given, levels });
        if (resolved.ok) expect(canBeDecided(resolved.value)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('then it does not matter in which order people were looked up', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { directory } = given;
        const turned: Directory = {
          ...directory,
          byId: Object.fromEntries(Object.entries(directory.byId).toReversed()),
          appOwners: directory.appOwners.toReversed(),
          entitlementOwners: { [DEPLOY]: (directory.entitlementOwners[DEPLOY] ?? []).toReversed() },
          groups: { security: (directory.groups['security'] ?? []).toReversed() },
          roles: { super_admin: (directory.roles.super_admin ?? []).toReversed() },
        };
        expect(resolve({ ...given, directory: turned })).toEqual(resolve(given));
      }),
    );
  });

  it('then whoever is asked first may decide, and nobody may who is not', () => {
    fc.assert(
      fc.property(world, name, (given, who) => {
        const resolved = resolve(given);
        const [first] = resolved.ok ? resolved.value : [];
        if (!resolved.ok || first === undefined) return;
        const base = aRequest({ requesterId: idOf(given.requester), beneficiaryId: idOf(given.beneficiary) });
        const request = { ...base, flow: { ...base.flow, selfApproval: given.selfApproval }, levels: resolved.value };
        const changes = base.changes.map((change) => ({ ...change, entitlementId: DEPLOY }));
        const { directory } = given;
        const facts = { directory, now: NOW, assurance: 'session', verdict: 'approve' } as const;
        expect(mayDecide({ ...request, changes }, 0, idOf(who), facts).ok).toBe(idsOf(first).includes(idOf(who)));
        expect(whoCanAct(resolved.value, 0)).toEqual(idsOf(first));
        expect(isStuck(resolved.value, 0)).toBe(false);
      }),
    );
  });
});
