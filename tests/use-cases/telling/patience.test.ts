import { describe, expect, it } from '@jest/globals';
import { MINUTE, SECOND } from '../../../src/domain/time.ts';
import { createPatience } from '../../../src/use-cases/telling/patience.ts';
import type { NotTold } from '../../../src/use-cases/telling/tell.ts';

const notNow = (retryAfterMs: number | undefined): NotTold => ({ why: 'Slack: not now', retryAfterMs });

/** Says one after the other, and then that everybody was told. */
function saying(...answers: readonly (readonly NotTold[])[]) {
  const left = [...answers];
  const waited: number[] = [];
  const tell = async () => ({ notTold: left.shift() ?? [], again: undefined });
  const pause = async (ms: number) => void waited.push(ms);
  return { tell, pause, waited };
}

describe('who has to wait with telling', () => {
  it('when it is not long, then they wait exactly as long, for the soonest, and tell again', async () => {
    const { tell, pause, waited } = saying([notNow(30 * SECOND), notNow(7 * SECOND)], [notNow(21 * SECOND)]);
    expect(await createPatience()(tell, pause)).toMatchObject({ notTold: [] });
    expect(waited).toEqual([7 * SECOND, 21 * SECOND]);
  });

  it('when it is long, or becomes long, or nobody says how long, then they are sent away', async () => {
    const patiently = createPatience();
    const whole = [notNow(31 * SECOND)];
    expect(await patiently(saying(whole).tell, never)).toMatchObject({ notTold: whole });
    const unsaid = [notNow(undefined)];
    expect(await patiently(saying(unsaid).tell, never)).toMatchObject({ notTold: unsaid });
    const { tell, pause, waited } = saying(...Array.from({ length: 9 }, () => [notNow(25 * SECOND)]));
    expect((await patiently(tell, pause)).notTold).toHaveLength(1);
    expect(waited).toEqual([25 * SECOND, 25 * SECOND]);
  });

  it('when many wait already, then there is still room, and the others come back one after the other', async () => {
    const patiently = createPatience();
    const { promise: opens, resolve: open } = Promise.withResolvers<void>();
    const comeBack: number[] = [];
    const turns = Array.from({ length: 106 }, async () => {
      const { notTold } = await patiently(saying([notNow(MINUTE / 2)]).tell, () => opens);
      const [trouble] = notTold;
      if (trouble !== undefined) comeBack.push(trouble.retryAfterMs ?? 0);
    });
    await Promise.all(turns.slice(6));
    open();
    await Promise.all(turns);
    const sorted = comeBack.toSorted((a, b) => a - b);
    expect(sorted).toHaveLength(100);
    expect([sorted[0], (sorted.at(-1) ?? 0) < MINUTE]).toEqual([MINUTE / 2, true]);
    const gaps = sorted.slice(1).map((at, one) => at - (sorted[one] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(SECOND);
  });
});

const never = () => Promise.reject(new Error('nobody waits here'));
