import { expect, it } from '@jest/globals';
import { anId, NOW } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';

onEachDatabase('what somebody has typed of a request', (open) => {
  const personId = anId('person');
  const draft = { id: 'one', personId, typed: { reason: 'Why "not"?', app: 'app_A' }, expiresAt: NOW + 10 };

  it('is theirs alone, and the last of it counts', async () => {
    const { store } = await open();
    await store.drafts.keep(draft, NOW);
    await store.drafts.keep({ ...draft, typed: { reason: '' } }, NOW);
    expect(await store.drafts.byId('one', personId)).toEqual({ ...draft, typed: { reason: '' } });
    expect(await store.drafts.byId('one', anId('person'))).toBeUndefined();
  });

  it('is forgotten once it has expired and somebody else begins', async () => {
    const { store } = await open();
    await store.drafts.keep(draft, NOW);
    await store.drafts.keep({ ...draft, id: 'two', expiresAt: NOW + 99 }, NOW + 11);
    expect(await store.drafts.byId('one', personId)).toBeUndefined();
    expect(await store.drafts.byId('two', personId)).toMatchObject({ id: 'two' });
  });
});
