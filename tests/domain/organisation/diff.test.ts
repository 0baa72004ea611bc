import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diffOrganisation, isEmptyDiff } from '../../../src/domain/organisation/diff.ts';
import type { Organisation } from '../../../src/domain/organisation/organisation.ts';
import { sayDiff } from '../../../src/domain/organisation/say-diff.ts';
import { anOrganisation } from '../../organisation/arbitrary-organisation.ts';
import { applyDiff } from './apply-diff.ts';

/** Without what means nothing: the order of people, apps, flows and of names in a set. */
function plain({ policy, people, apps }: Organisation) {
  const by = <T>(list: readonly T[], nameOf: (one: T) => string) =>
    list.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return {
    policy: {
      ...policy,
      flows: by(policy.flows, ({ slug }) => slug),
      dutyConflicts: by(policy.dutyConflicts, ({ name }) => name).map((duty) => ({
        ...duty,
        one: duty.one.toSorted(),
        other: duty.other.toSorted(),
      })),
    },
    people: by(
      people.map((one) => ({ ...one, groups: one.groups.toSorted(), roles: one.roles.toSorted() })),
      ({ email }) => email,
    ),
    apps: by(
      apps.map((app) => ({
        ...app,
        owners: app.owners.toSorted(),
        entitlements: by(
          app.entitlements.map((one) => ({ ...one, owners: one.owners.toSorted() })),
          ({ slug }) => slug,
        ),
      })),
      ({ slug }) => slug,
    ),
  };
}

/** What becomes of those who are not named any more. */
function keepingLeavers(before: Organisation, after: Organisation): Organisation {
  const named = new Set(after.people.map(({ email }) => email));
  const leavers = before.people
    .filter(({ email }) => !named.has(email))
    .map((person) => ({ ...person, status: 'offboarded' as const }));
  return { ...after, people: [...after.people, ...leavers] };
}

/** Some of what an organisation has: so that things come and go, and rules change places. */
const some = anOrganisation.chain((whole) =>
  fc
    .record({
      people: fc.subarray([...whole.people]),
      apps: fc.subarray([...whole.apps]),
      rules: fc.shuffledSubarray([...whole.policy.rules]),
      dutyConflicts: fc.subarray([...whole.policy.dutyConflicts]),
    })
    .map(({ people, apps, ...policy }): Organisation => ({ policy: { ...whole.policy, ...policy }, people, apps })),
);

/** Two that have much in common. */
const pair = fc.oneof(
  fc.tuple(some, some),
  anOrganisation.chain((whole) =>
    fc
      .tuple(fc.shuffledSubarray([...whole.policy.rules]), fc.shuffledSubarray([...whole.policy.rules]))
      .map(([one, other]): [Organisation, Organisation] => [
        { ...whole, policy: { ...whole.policy, rules: one } },
        { ...whole, policy: { ...whole.policy, rules: other } },
      ]),
  ),
);

describe('the difference between two organisations', () => {
  it('when it is applied to the first, then that is the second, and whoever is missing has left', () => {
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const diff = diffOrganisation(before, after);
        expect(plain(applyDiff(before, diff, after))).toEqual(plain(keepingLeavers(before, after)));
      }),
      { numRuns: 100 },
    );
  });

  it('when it was applied, then nothing of it is left to do', () => {
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const applied = applyDiff(before, diffOrganisation(before, after), after);
        expect(isEmptyDiff(diffOrganisation(applied, after))).toBe(true);
        expect(sayDiff(diffOrganisation(applied, after))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('when the file is written in another order, then there is none', () => {
    fc.assert(
      fc.property(anOrganisation, (organisation) => {
        const { people, apps, policy } = organisation;
        const turned = {
          people: people.toReversed().map((one) => ({ ...one, groups: one.groups.toReversed() })),
          apps: apps.toReversed().map((one) => ({ ...one, owners: one.owners.toReversed() })),
          policy: { ...policy, flows: policy.flows.toReversed() },
        };
        expect(isEmptyDiff(diffOrganisation(organisation, turned))).toBe(true);
      }),
    );
  });

  it('when it is said, then in short lines, one for each thing, the same each time', () => {
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const lines = sayDiff(diffOrganisation(before, after));
        expect(lines).toEqual(sayDiff(diffOrganisation(structuredClone(before), structuredClone(after))));
        expect(lines.length === 0).toBe(isEmptyDiff(diffOrganisation(before, after)));
        for (const line of lines)
          expect(line).toMatch(/^[+~-] (organisation|person|app|entitlement|flow|rule|separation) ?[^\n]*$/);
      }),
      { numRuns: 100 },
    );
  });
});
