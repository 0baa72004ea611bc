import { expect, it } from '@jest/globals';
import { tables } from '../../src/db/tables.ts';
import type { AppId } from '../../src/domain/ids.ts';
import { appRow, entitlementRow } from '../../src/db/repositories/catalog.repository.ts';
import { onEachDatabase, type OpenStore } from '../support/databases.ts';
import { anApp, anEntitlement } from '../support/ledger.ts';

const cloud = anApp({ slug: 'prod', name: 'Production cloud' });
const desk = anApp({ slug: 'desk', name: 'Customer desk' });
const gone = anApp({ slug: 'gone', name: 'Archived', archived: true });
const things = [
  anEntitlement({ appId: cloud.id, slug: 'deploy', name: 'Deploy', kind: 'permission' }),
  anEntitlement({ appId: cloud.id, slug: 'read', name: 'Reader', description: 'Looks at what was deployed' }),
  anEntitlement({ appId: desk.id, slug: 'discount', name: 'Discounts over 20 %', kind: 'role' }),
  anEntitlement({ appId: desk.id, slug: 'old', name: 'Deploy of old', archived: true }),
  anEntitlement({ appId: gone.id, slug: 'deploy', name: 'Deploy' }),
];

async function stocked({ database }: OpenStore): Promise<void> {
  await database.transact(async (tx) => {
    await tables.app.insert(tx, [cloud, desk, gone].map(appRow));
    await tables.entitlement.insert(tx, things.map(entitlementRow));
  });
}

onEachDatabase('a search over everything', (open) => {
  it('when words are sought, then each counts, in any case, wherever it stands; what was archived is not found', async () => {
    const opened = await open();
    await stocked(opened);
    const { catalog } = opened.store;
    const found = async (text: string, skip = 0, limit = 9) => {
      const words = text.split(' ').filter((word) => word !== '');
      return (await catalog.search({ words, skip, limit })).map(({ slug }) => slug);
    };
    expect(await found('')).toEqual(['discount', 'deploy', 'read']);
    expect(await found('dePLoy')).toEqual(['deploy', 'read']);
    expect(await found('deploy cloud permission')).toEqual(['deploy']);
    expect(await found('desk role')).toEqual(['discount']);
    expect(await found('20 %')).toEqual(['discount']);
    for (const none of ['deploy desk', '_', '!', "'; drop"]) expect(await found(none)).toEqual([]);
    expect([await found('', 0, 2), await found('', 2, 2)]).toEqual([['discount', 'deploy'], ['read']]);
  });

  it('when the first of each app are wanted, then they are in the order of names, without what was archived', async () => {
    const opened = await open();
    await stocked(opened);
    const first = async (apps: readonly AppId[], limit: number) =>
      (await opened.store.catalog.firstOfEach(apps, limit)).map(({ name }) => name);
    expect(await first([cloud.id, desk.id], 1)).toEqual(['Deploy', 'Discounts over 20 %']);
    expect(await first([cloud.id, desk.id], 9)).toEqual(['Deploy', 'Discounts over 20 %', 'Reader']);
    expect([await first([desk.id], 1), await first([], 1)]).toEqual([['Discounts over 20 %'], []]);
  });

  it('when some of an app are named, then they are found by id and by slug, and those of others are not', async () => {
    const opened = await open();
    await stocked(opened);
    const [deploy] = things;
    const names = [deploy?.id ?? '', 'read', 'discount', 'none'];
    const found = await opened.store.catalog.entitlementsNamed(cloud.id, names);
    expect(found.map(({ slug }) => slug)).toEqual(['deploy', 'read']);
    expect(await opened.store.catalog.entitlementsNamed(cloud.id, [])).toEqual([]);
  });
});
