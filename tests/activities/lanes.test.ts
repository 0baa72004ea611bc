import { describe, expect, it } from '@jest/globals';
import { createLanes } from '../../activities/lease/lanes.ts';

const app = (name: string) => `app_${name}` as const;
const PATIENT = { waiting: 10, patienceMs: 60_000 };
const HASTY = { waiting: 10, patienceMs: 20 };

/** Work that goes on until it is told to end. */
function aCall() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  return { work: () => promise, end: () => resolve('here'), fail: () => reject(new Error('broken')) };
}

const elsewhere = () => Promise.resolve('elsewhere');
const here = () => Promise.resolve('here');

describe('lanes', () => {
  it('when an app gets nothing done, then more of it goes elsewhere, and other apps do not notice', async () => {
    const lanes = createLanes({ perApp: 2, altogether: 10, ...HASTY });
    const calls = [aCall(), aCall()];
    const under = calls.map(({ work }) => lanes.within(app('stuck'), work, elsewhere));
    const more = lanes.within(app('stuck'), here, elsewhere);
    expect(await lanes.within(app('quick'), here, elsewhere)).toBe('here');
    expect(await more).toBe('elsewhere');
    for (const { end } of calls) end();
    expect(await Promise.all(under)).toEqual(['here', 'here']);
    expect(await lanes.within(app('stuck'), here, elsewhere)).toBe('here');
  });

  it('when an app gets on, then what is in line waits for its turn, each once, whatever the work before it came to', async () => {
    const lanes = createLanes({ perApp: 1, altogether: 1, ...PATIENT });
    const first = aCall();
    const order: number[] = [];
    const failing = lanes.within(app('busy'), first.work, elsewhere);
    const others = [1, 2, 3].map((number) =>
      lanes.within(
        app('busy'),
        () => {
          order.push(number);
          return here();
        },
        elsewhere,
      ),
    );
    first.fail();
    await expect(failing).rejects.toThrow('broken');
    expect(await Promise.all(others)).toEqual(['here', 'here', 'here']);
    expect(order).toEqual([1, 2, 3]);
  });

  it('when the first in line has no lane of its app, then one behind it has, and no lane is ever lost', async () => {
    const lanes = createLanes({ perApp: 1, altogether: 2, ...PATIENT });
    const [slow, quick] = [aCall(), aCall()];
    const under = [lanes.within(app('slow'), slow.work, elsewhere), lanes.within(app('quick'), quick.work, elsewhere)];
    const behind = lanes.within(app('slow'), here, elsewhere);
    const overtaking = lanes.within(app('quick'), here, elsewhere);
    quick.end();
    expect(await overtaking).toBe('here');
    slow.end();
    expect(await behind).toBe('here');
    await Promise.all(under);
    const again = await Promise.all(['slow', 'quick', 'slow'].map((name) => lanes.within(app(name), here, elsewhere)));
    expect(again).toEqual(['here', 'here', 'here']);
  });

  it('when the line is long, then nobody joins it any more', async () => {
    const lanes = createLanes({ perApp: 1, altogether: 1, waiting: 1, patienceMs: 60_000 });
    const call = aCall();
    const under = lanes.within(app('busy'), call.work, elsewhere);
    const waiting = lanes.within(app('busy'), here, elsewhere);
    expect(await lanes.within(app('busy'), here, elsewhere)).toBe('elsewhere');
    call.end();
    expect(await Promise.all([under, waiting])).toEqual(['here', 'here']);
  });
});
