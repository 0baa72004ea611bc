import { expect, it } from '@jest/globals';
import { MINUTE } from '../../src/domain/time.ts';
import { NOW } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';

const KEY = 'request:REQ-1 state per_maya';
const place = { workspaceId: 'T1', channel: 'C1', ts: '1.1' };

/** Tried at that moment; what was tried a minute before has been given up. */
const attempt = (at: number) =>
  ({ key: KEY, subject: 'request:REQ-1', personId: 'per_maya', way: 'slack', at, triedAt: at }) as const;

onEachDatabase('what was said to people', (open) => {
  it('when several begin the same message at once, then one of them sends it', async () => {
    const { messages } = (await open()).store;
    const turns = await Promise.all([1, 2, 3, 4].map((n) => messages.begin(attempt(NOW + n), NOW - MINUTE)));
    expect(turns.toSorted()).toEqual(['first', 'theirs', 'theirs', 'theirs']);
  });

  it('when whoever began it is gone, then one of those who come later takes over, and looks for it first', async () => {
    const { messages } = (await open()).store;
    await messages.begin(attempt(NOW), NOW - MINUTE);
    const later = NOW + 2 * MINUTE;
    const turns = await Promise.all([1, 2, 3].map((n) => messages.begin(attempt(later + n), later - MINUTE)));
    expect(turns.toSorted()).toEqual(['again', 'theirs', 'theirs']);
    expect(await messages.about('request:REQ-1')).toMatchObject([{ at: NOW, state: 'sending' }]);
  });

  it('when it was not sent, then it is as if it had never been begun; what was sent is not', async () => {
    const { messages } = (await open()).store;
    await messages.begin(attempt(NOW), 0);
    await messages.forget(KEY);
    expect(await messages.begin(attempt(NOW), 0)).toBe('first');
    await messages.settle(KEY, { state: 'sent', place, shown: 'x' });
    await messages.forget(KEY);
    expect(await messages.about('request:REQ-1')).toMatchObject([{ state: 'sent', place, shown: 'x' }]);
    expect(await messages.begin(attempt(NOW + MINUTE), NOW + MINUTE)).toBe('theirs');
  });

  it('when it stands there no more, then one of those who need it sends another', async () => {
    const { messages } = (await open()).store;
    await messages.begin(attempt(NOW), 0);
    await messages.settle(KEY, { state: 'gone', place });
    const turns = await Promise.all([1, 2].map((n) => messages.begin(attempt(NOW + n), 0)));
    expect(turns.toSorted()).toEqual(['first', 'theirs']);
    expect(await messages.about('request:REQ-1')).toMatchObject([{ state: 'sending', place: undefined }]);
  });

  it('when two change it at once, then nobody knows what it shows, and the next one changes it again', async () => {
    const { messages } = (await open()).store;
    await messages.begin(attempt(NOW), 0);
    await messages.settle(KEY, { state: 'sent', place, shown: undefined });
    expect(await messages.show(KEY, undefined, 'a')).toBe(true);
    expect(await Promise.all(['b', 'c'].map((is) => messages.show(KEY, 'a', is)))).toContain(false);
    const [message] = await messages.about('request:REQ-1');
    expect(message?.shown).toBeUndefined();
    expect(await messages.show(KEY, message?.shown, 'd')).toBe(true);
    await messages.settle(KEY, { shown: undefined });
    expect(await messages.about('request:REQ-1')).toMatchObject([{ state: 'sent', place, shown: undefined }]);
  });

  it('how far people were told is kept', async () => {
    const { messages } = (await open()).store;
    expect(await messages.progress()).toBeUndefined();
    for (const upTo of [3, 4]) await messages.setProgress({ since: NOW, upTo });
    expect(await messages.progress()).toEqual({ since: NOW, upTo: 4 });
  });
});
