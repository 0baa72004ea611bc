import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Likely } from '../../src/domain/access/like.ts';
import { accessLike, type Model } from '../../src/use-cases/access/access-like.ts';
import { grantDirectly } from '../../src/use-cases/grant-directly.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { peopleOf, valueOf } from '../support/people.ts';
import { describeUnless } from '../support/skip.ts';
import { aStage, type Stage, untilState } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const base = anOrganisation();
const nurse = (name: string) => aPersonEntry({ email: `${name}@example.com`, name, title: 'Nurse' });
const some = { ...anAppEntry().settings, requestable: { role: 'listed' } } as const;
const organisation = anOrganisation({
  policy: {
    ...base.policy,
    rules: [
      {
        name: 'Nurses stay out',
        when: { entitlements: ['ward/vault'], beneficiary: { titles: ['Nurse'] } },
        outcome: { kind: 'deny', message: 'No.' },
      },
      {
        name: 'Not for long',
        when: { entitlements: ['ward/night'], longerThan: 'PT12H' },
        outcome: { kind: 'deny', message: 'No.' },
      },
    ],
  },
  people: [
    ...['maya', 'noor', 'sam', 'tess', 'uma'].map(nurse),
    aPersonEntry({ email: 'ada@example.com', name: 'ada', title: 'Doctor' }),
    aPersonEntry({ email: 'gone@example.com', name: 'gone', title: 'Porter', status: 'offboarded' }),
    aPersonEntry({ email: 'root@example.com', name: 'root', title: 'Admin', roles: ['super_admin'] }),
  ],
  apps: [
    anAppEntry({
      slug: 'ward',
      entitlements: [
        ...['beds', 'vault', 'night', 'rare'].map((slug) => anEntitlementEntry({ slug })),
        anEntitlementEntry({ slug: 'charts', levels: ['read', 'write'] }),
      ],
    }),
    anAppEntry({
      ...{ slug: 'hidden', settings: some },
      entitlements: [anEntitlementEntry({ slug: 'secret' }), anEntitlementEntry({ slug: 'open', requestable: true })],
    }),
  ],
});

const HELD = {
  ...{ maya: ['ward/beds'], noor: ['ward/beds', 'ward/charts:write', 'ward/vault', 'ward/night', 'hidden/secret'] },
  ...{ sam: ['ward/charts:read', 'hidden/open'], tess: ['ward/rare', 'ward/charts:read'], uma: ['ward/night'] },
};

describeUnless(await whyNoTemporal(), 'access like somebody', () => {
  let stage: Stage;
  let people: ReturnType<typeof peopleOf>;
  beforeAll(async () => {
    stage = await aStage(organisation);
    people = peopleOf(stage);
    const all = Object.entries(HELD).flatMap(([name, paths]) => paths.map((path) => grant(name, path)));
    await Promise.all(all);
  });
  afterAll(() => stage.house.close());

  async function grant(name: string, what: string): Promise<void> {
    const [path = '', level] = what.split(':');
    const { id: entitlementId } = stage.entitlement(path);
    const changes = [{ op: 'add', entitlementId, level, fields: {} } as const];
    const wish = people.wishOf(name, [path], { changes });
    const { id } = valueOf(await grantDirectly(people.deps, people.acting('root'), { wish }));
    await untilState(stage, { id }, 'active');
  }

  const likeOf = async (by: string, model: Model) => valueOf(await accessLike(people.deps, stage.person(by), model));
  const said = (likely: readonly Likely[]) =>
    likely.map(({ entitlement: { slug }, level, commonness: { count, of } }) =>
      [slug, ...(level === undefined ? [] : [level]), `${count} of ${of}`].join(' '),
    );

  it('when it is a colleague, then what they have and I do not is shown, the most common among my peers first', async () => {
    const { items, lessCommon } = await likeOf('maya', { person: stage.person('noor') });
    expect(said(items)).toEqual(['charts write 3 of 4', 'night 2 of 4']);
    expect(lessCommon).toEqual([]);
    expect(said((await likeOf('ada', { person: stage.person('noor') })).items)).toEqual([
      ...['beds 0 of 0', 'charts write 0 of 0', 'night 0 of 0', 'vault 0 of 0'],
    ]);
  });

  it('when it is a title, then what at least half have comes first, and the rest is less common', async () => {
    const { items, lessCommon } = await likeOf('maya', { title: 'Nurse' });
    expect(said(items)).toEqual(['charts 3 of 4', 'night 2 of 4']);
    expect(said(lessCommon)).toEqual(['open 1 of 4', 'rare 1 of 4']);
  });

  it('when I may not ask for it, then it is not shown, whoever has it', async () => {
    const nurses = await likeOf('maya', { title: 'Nurse' });
    const doctors = await likeOf('ada', { title: 'Nurse' });
    const slugs = (sorted: typeof nurses) =>
      [...sorted.items, ...sorted.lessCommon].map(({ entitlement }) => entitlement.slug);
    expect(slugs(nurses)).not.toContain('vault');
    expect(slugs(doctors)).toContain('vault');
    for (const like of [nurses, doctors]) expect(slugs(like)).not.toContain('secret');
  });

  it('when they have nothing that I have not, or are not here, then nothing is shown', async () => {
    expect(await likeOf('maya', { person: stage.person('maya') })).toEqual({ items: [], lessCommon: [] });
    expect(await likeOf('maya', { person: stage.person('root') })).toEqual({ items: [], lessCommon: [] });
    for (const model of [{ title: 'Porter' }, { title: 'Doctor!' }, { person: stage.person('gone') }])
      expect(await accessLike(people.deps, stage.person('maya'), model)).toMatchObject({
        problem: { code: 'not_found' },
      });
    expect(await accessLike(people.deps, stage.person('root'), { title: 'Admin' })).toMatchObject({
      problem: { code: 'not_found' },
    });
  });
});
