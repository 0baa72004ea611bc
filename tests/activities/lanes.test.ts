import { describe, expect, it } from '@jest/globals';
import { createLanes } from '../../activities/lease/lanes.ts';

const app = (name: string) => `app_${name}` as const;

/** Work that goes on until it is told to end. */
function aCall() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  return { work: () => promise, end: () => resolve('here'), fail: () => reject(new Error('broken')) };
}

const elsewhere = () => Promise.resolve('elsewhere');
const here = () => Promise.resolve('here');

describe('lanes', () => {
  it('when an app keeps its lanes busy, then more of it goes elsewhere, and other apps do not notice', async () => {
    const lanes = createLanes({ perApp: 2, altogether: 10 });
    const calls = [aCall(), aCall()];
    const under = calls.map(({ work }) => lanes.within(app('slow'), work, elsewhere));
    expect(await lanes.within(app('slow'), here, elsewhere)).toBe('elsewhere');
    expect(await lanes.within(app('quick'), here, elsewhere)).toBe('here');
    calls[0]?.end();
    await under[0];
    expect(await lanes.within(app('slow'), here, elsewhere)).toBe('here');
    calls[1]?.end();
    await under[1];
  });

  it('when all lanes are busy, then everything more goes elsewhere, until one is free, whatever its work came to', async () => {
    const lanes = createLanes({ perApp: 5, altogether: 2 });
    const calls = [aCall(), aCall()];
    const under = calls.map(({ work }, at) => lanes.within(app(`slow-${at}`), work, elsewhere));
    expect(await lanes.within(app('quick'), here, elsewhere)).toBe('elsewhere');
    calls[0]?.fail();
    await expect(under[0]).rejects.toThrow('broken');
    expect(await lanes.within(app('quick'), here, elsewhere)).toBe('here');
    calls[1]?.end();
    await under[1];
  });
});
