import { describe, expect, it } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import { createNotificationActivities } from '../../activities/notification.activities.ts';
import { HOUR } from '../../src/domain/time.ts';

describe('what follows the record', () => {
  it('when much has happened at once, then it says that it lives as long as it is at it', async () => {
    const environment = new MockActivityEnvironment();
    const alive = new Promise<void>((resolve) => {
      environment.on('heartbeat', () => resolve());
    });
    let now = 0;
    const { followRecord } = createNotificationActivities({
      clock: { now: () => now },
      tell: () => Promise.resolve({ notTold: [], again: undefined }),
      follow: async () => {
        await alive;
        now = HOUR;
        return { upTo: 7, isBehind: false };
      },
    });
    expect(await environment.run(followRecord, false)).toBe(7);
  });

  it('when nobody followed it before, then what waits is told at the beginning, and not at each look', async () => {
    const looks: boolean[] = [];
    let now = 0;
    const { followRecord } = createNotificationActivities({
      clock: { now: () => now },
      tell: () => Promise.resolve({ notTold: [], again: undefined }),
      follow: async (isAnew) => {
        const isLast = looks.push(isAnew) === 3;
        now = isLast ? HOUR : 0;
        return { upTo: 7, isBehind: !isLast };
      },
    });
    await new MockActivityEnvironment().run(followRecord, true);
    expect(looks).toEqual([true, false, false]);
  });
});
