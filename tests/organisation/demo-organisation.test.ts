import { describe, expect, it } from '@jest/globals';
import { demoOrganisation } from '../../src/organisation/demo/demo-organisation.ts';

const { people, apps, policy } = demoOrganisation();
const entitlements = apps.flatMap((app) => app.entitlements);

describe('when the demo organisation is read', () => {
  it('then it is the same every time', () => {
    expect(demoOrganisation()).toStrictEqual(demoOrganisation());
  });

  it('then it is as large as promised', () => {
    expect([people.length, apps.length, entitlements.length]).toEqual([41, 8, 60]);
    expect(new Set(people.map(({ department }) => department)).size).toBe(5);
    expect(people.every(({ email }) => email.endsWith('@tarnfield.example'))).toBe(true);
  });

  it('then each role in Leasehold is held, one person has left and one has no manager', () => {
    expect(people.flatMap(({ roles }) => roles).toSorted()).toEqual(['access_admin', 'auditor', 'super_admin']);
    expect(people.filter(({ status }) => status === 'offboarded')).toHaveLength(1);
    expect(people.filter(({ manager }) => manager === undefined)).toHaveLength(1);
    expect(apps.every(({ owners }) => owners.length > 1)).toBe(true);
  });

  it('then its apps have different characters', () => {
    expect(apps.filter(({ connector }) => connector === 'manual')).toMatchObject([{ slug: 'building' }]);
    expect(apps.find(({ slug }) => slug === 'building')?.settings.instructions).toContain('door console');
    expect(apps.filter(({ settings }) => settings.breakGlass !== undefined)).toMatchObject([{ slug: 'production' }]);
    expect(apps.filter(({ settings }) => settings.lease.overMaximum === 'flag')).toMatchObject([{ slug: 'warehouse' }]);
    expect(entitlements.filter(({ seats }) => seats !== undefined).length).toBeGreaterThan(2);
    expect(entitlements.filter(({ fields }) => fields.length > 0)).toMatchObject([{ slug: 'personal-data' }]);
    expect(entitlements.some(({ exclusiveSet }) => exclusiveSet !== undefined)).toBe(true);
    expect(new Set(entitlements.map(({ kind }) => kind)).size).toBe(4);
  });

  it('then its flows have different shapes', () => {
    const levels = policy.flows.flatMap((flow) => flow.levels);
    const kinds = new Set(levels.flatMap((level) => level.approvers.map(({ kind }) => kind)));
    expect(kinds).toEqual(new Set(['manager', 'app_owner', 'entitlement_owner', 'people', 'group']));
    expect(new Set(levels.map(({ mode }) => mode.kind))).toEqual(new Set(['any', 'all', 'n_of_m']));
    expect(levels.some(({ requesterPicks }) => requesterPicks)).toBe(true);
    expect(new Set(policy.rules.map(({ outcome }) => outcome.kind))).toEqual(new Set(['flow', 'auto_approve', 'deny']));
    expect(new Set(policy.dutyConflicts.map(({ effect }) => effect))).toEqual(new Set(['block', 'flag']));
  });

  it('then every flow is used by a rule', () => {
    const used = policy.rules.flatMap(({ outcome }) => (outcome.kind === 'flow' ? [outcome.flow] : []));
    expect(new Set(used)).toEqual(new Set(policy.flows.map(({ slug }) => slug)));
  });
});
