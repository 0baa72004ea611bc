import { expect, it } from '@jest/globals';
import { tables } from '../../src/db/tables.ts';
import { HOUR } from '../../src/domain/time.ts';
import { NOW } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import { aWorkspace } from '../support/slack-house.ts';

onEachDatabase('the workspaces in which Leasehold is', (open) => {
  it('when the same event is heard by several at once, then it is new to one of them', async () => {
    const { workspaces } = (await open()).store;
    const heard = await Promise.all([1, 2, 3, 4].map(() => workspaces.hear('Ev1', NOW)));
    expect(heard.filter(Boolean)).toHaveLength(1);
  });

  it('when Slack tells no more of an event, then it is forgotten: however many come, no more are kept', async () => {
    const { store, database } = await open();
    const { workspaces } = store;
    for (const [id, at] of [
      ['Ev1', NOW],
      ['Ev2', NOW + HOUR],
      ['Ev3', NOW + 2 * HOUR + 1],
    ] as const)
      expect(await workspaces.hear(id, at)).toBe(true);
    const kept = await tables.heardEvent.find(database.reader, {}, { only: ['id'], orderBy: { id: 'asc' } });
    expect(kept).toEqual([{ id: 'Ev2' }, { id: 'Ev3' }]);
    expect(await workspaces.hear('Ev2', NOW + 2 * HOUR + 2)).toBe(false);
  });

  it('when one is left, then once; its token is gone, and what stands there is given up', async () => {
    const { workspaces, messages } = (await open()).store;
    await workspaces.install(aWorkspace({ id: 'T1', sealedToken: 'sealed' }), []);
    const begun = {
      key: 'k',
      subject: 'request:REQ-1',
      personId: undefined,
      way: 'slack',
      at: NOW,
      triedAt: NOW,
    } as const;
    await messages.begin(begun, 0);
    await messages.settle('k', { state: 'sent', place: { workspaceId: 'T1', channel: 'C1', ts: '1.1' } });
    const left = await Promise.all([1, 2].map(() => workspaces.end('T1', NOW, [])));
    expect(left.filter(Boolean)).toHaveLength(1);
    expect(await workspaces.live()).toEqual([]);
    expect(await workspaces.byId('T1')).toMatchObject({ endedAt: NOW, sealedToken: undefined });
    expect(await messages.about('request:REQ-1')).toMatchObject([{ state: 'gone' }]);
  });
});
