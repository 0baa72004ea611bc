import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diffOrganisation, isEmptyDiff } from '../../../src/domain/organisation/diff.ts';
import type { Organisation } from '../../../src/domain/organisation/organisation.ts';
import { organisationOf } from '../../../src/domain/organisation/stored.ts';
import { organisationFiles } from '../../../src/organisation/organisation-files.ts';
import { anOrganisation } from '../../organisation/arbitrary-organisation.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { valueOf } from '../../support/people.ts';
import { aTownHall } from './town-hall.ts';

/** Some of it, and always somebody who may apply the next. */
const some = anOrganisation.chain((whole) =>
  fc.subarray([...whole.apps]).map((apps): Organisation => {
    const [first, ...others] = whole.people;
    const ruler = first && { ...first, status: 'active' as const, roles: ['super_admin' as const] };
    const policy = { ...whole.policy, rules: [], dutyConflicts: [] };
    return { policy, apps, people: [...(ruler === undefined ? [] : [ruler]), ...others] };
  }),
);

onEachDatabase('any organisation', (open) => {
  it('when another one is applied to it, then it is that one, and applying it again finds nothing to do', async () => {
    const hall = await aTownHall(
      await open(),
      organisationFiles.write(fc.sample(some, { seed: 1, numRuns: 1 })[0] as Organisation),
    );
    const version = async () => (await hall.store.organisation.stored())?.version ?? 0;
    await fc.assert(
      fc.asyncProperty(some, async (after) => {
        const text = organisationFiles.write(after);
        valueOf(await hall.apply(text, { version: await version() }));
        const stored = await hall.store.organisation.stored();
        if (stored === undefined) throw new Error('it is gone');
        const statusSaid = {
          ...after,
          people: after.people.map((one) => ({ ...one, status: statusIn(stored, one.email) })),
        };
        expect(isEmptyDiff(diffOrganisation(organisationOf(stored), statusSaid))).toBe(true);
        expect((await hall.said(text)).lines).toEqual([]);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });
});

/** The file says of nobody that they are back, so whoever had left stays so. */
function statusIn(
  { people }: { readonly people: readonly { email: string; status: 'active' | 'offboarded' }[] },
  email: string,
) {
  return people.find((one) => one.email === email)?.status ?? 'active';
}
