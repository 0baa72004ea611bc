import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RequestId } from '../../src/domain/ids.ts';
import type { Person } from '../../src/domain/people/person.ts';
import { catalogueFor, type Requestable } from '../../src/use-cases/access/find-requestable.ts';
import { anApi } from '../support/api.ts';
import {
  aChange,
  anAppEntry,
  anEntitlementEntry,
  anId,
  anOrganisation,
  aPersonEntry,
  aRequest,
} from '../support/builders.ts';
import { aNewClaim, anAccount } from '../support/ledger.ts';

const base = anOrganisation();
const deny = { kind: 'deny', message: 'No.' } as const;
const organisation = anOrganisation({
  policy: {
    ...base.policy,
    rules: [
      { name: 'Not nurses', when: { entitlements: ['ward/vault'], beneficiary: { titles: ['Nurse'] } }, outcome: deny },
      { name: 'Not by her', when: { entitlements: ['ward/desk'], requester: { titles: ['Doctor'] } }, outcome: deny },
    ],
  },
  people: [
    aPersonEntry({ email: 'maya@example.com', name: 'maya', title: 'Nurse', manager: 'ada@example.com' }),
    aPersonEntry({ email: 'ada@example.com', name: 'ada', title: 'Doctor' }),
  ],
  apps: [
    anAppEntry({
      ...{ slug: 'ward', name: 'Ward' },
      entitlements: [
        ...['beds', 'desk', 'vault'].map((slug) => anEntitlementEntry({ slug })),
        anEntitlementEntry({ slug: 'old', requestable: false }),
        anEntitlementEntry({ slug: 'hidden', requestable: false }),
        anEntitlementEntry({ slug: 'charts', levels: ['read', 'write'] }),
      ],
    }),
    anAppEntry({ slug: 'closed', entitlements: [anEntitlementEntry({ slug: 'door', requestable: false })] }),
    anAppEntry({
      slug: 'many',
      entitlements: Array.from({ length: 230 }, (_, at) =>
        anEntitlementEntry({ slug: `m${at}`, requestable: at > 210 }),
      ),
    }),
  ],
});

describe('what can be asked for', () => {
  let api: Awaited<ReturnType<typeof anApi>>;
  let maya: Person;
  let ada: Person;
  let pending: RequestId;
  let lease: RequestId;
  beforeAll(async () => {
    api = await anApi(organisation);
    [ada, maya] = (await api.deps.store.people.all()) as [Person, Person];
    pending = await ask('ward/beds');
    lease = anId('request');
    await hold('old', { source: 'baseline', requestId: undefined });
    await hold('charts', { requestId: lease, level: 'read', endsAt: Date.now() + 60_000, fields: { bed: '4' } });
  });
  afterAll(() => api.close());

  const thing = async (slug: string) => {
    const app = await api.deps.store.catalog.appBySlug('ward');
    const [entitlement] = app === undefined ? [] : await api.deps.store.catalog.entitlementsNamed(app.id, [slug]);
    if (entitlement === undefined) throw new Error(slug);
    return entitlement;
  };

  async function ask(path: string): Promise<RequestId> {
    const { id, appId } = await thing(path.split('/')[1] ?? '');
    const given = { requesterId: maya.id, appId, changes: [aChange({ entitlementId: id })] };
    const request = aRequest(given);
    await api.deps.store.requests.open(request, []);
    return request.id;
  }

  async function hold(slug: string, given: Parameters<typeof aNewClaim>[0]): Promise<void> {
    const { ledger } = api.deps.store;
    const { id: entitlementId, appId } = await thing(slug);
    const account =
      (await ledger.accountOf(appId, maya.id)) ?? (await ledger.addAccount(anAccount({ appId, personId: maya.id })));
    await ledger.addClaims([aNewClaim({ accountId: account.id, entitlementId, ...given })], {
      now: Date.now(),
      lockMs: 1,
    });
  }

  const slugs = (things: readonly Requestable[]) => things.map(({ entitlement: { slug } }) => slug);
  const found = async (by: Person, whom: Person, text: string) =>
    (await catalogueFor(api.deps, by, whom)).search(text, 50);

  it('is what is offered to them and no rule denies, and what they hold; each says how it stands', async () => {
    const { things, isMore } = await found(maya, maya, 'ward');
    expect([slugs(things), isMore]).toEqual([['beds', 'charts', 'desk', 'old'], false]);
    const [beds, charts, desk, old] = things;
    expect(beds).toMatchObject({ pending, held: undefined, mayBeAsked: true });
    expect(charts).toMatchObject({ held: { level: 'read', lease, fields: { bed: '4' } }, pending: undefined });
    expect(desk).toMatchObject({ pending: undefined, held: undefined });
    expect(old).toMatchObject({ mayBeAsked: false, held: { until: undefined, lease: undefined } });
  });

  it('when it is for somebody else, then it stands as for them, under the rules for who asks', async () => {
    expect(slugs((await found(ada, maya, 'ward')).things)).toEqual(['beds', 'charts', 'old']);
    const own = (await found(ada, ada, 'ward')).things;
    expect(slugs(own)).toEqual(['beds', 'charts', 'vault']);
    expect(own.every(({ held, pending: open }) => held === undefined && open === undefined)).toBe(true);
  });

  it('when most of many cannot be asked for, then the others are found all the same, up to the limit', async () => {
    const { things } = await found(maya, maya, 'production m2');
    expect(things).toHaveLength(19);
    const catalogue = await catalogueFor(api.deps, maya, maya);
    const some = await catalogue.search('production', 5);
    expect([some.things.length, some.isMore]).toEqual([5, true]);
  });

  it('when apps are looked through, then those that have something for them are found, however far down it is', async () => {
    const catalogue = await catalogueFor(api.deps, maya, maya);
    const apps = await api.deps.store.catalog.apps();
    expect((await catalogue.offering(apps)).map(({ slug }) => slug)).toEqual(['many', 'ward']);
    expect(await catalogue.offering([])).toEqual([]);
  });

  it('when things are named, then they are found by id or slug, and what is not for them is not', async () => {
    const catalogue = await catalogueFor(api.deps, maya, maya);
    const { id, appId } = await thing('desk');
    const names = ['beds', 'vault', 'hidden', 'nothing'].map((entitlement) => ({ app: 'ward', entitlement }));
    const wanted = [...names, { app: appId, entitlement: id }, { app: 'nowhere', entitlement: 'beds' }];
    expect(slugs(await catalogue.named(wanted))).toEqual(['beds', 'desk']);
  });
});
