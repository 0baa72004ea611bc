import { expect, it } from '@jest/globals';
import { aRequest } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import { statementsOf } from './statements-of.ts';

const LONG = 10_000;

onEachDatabase('waiting until a request has reached a version', (open) => {
  it('when it is recorded meanwhile, then that is seen; and who waits for a later one is told that it is not there', async () => {
    const { store } = await open();
    const request = aRequest();
    const [first, second] = [1, 2].map((version) => store.requests.hasReached(request.id, version, LONG));
    await store.requests.record(request, []);
    expect(await first).toBe(true);
    expect(await store.requests.hasReached(request.id, 2, 1)).toBe(false);
    await store.requests.record({ ...request, version: 3 }, []);
    expect(await second).toBe(true);
  });

  it('when many wait, then they are looked for together', async () => {
    const { store } = await open();
    const requests = Array.from({ length: 50 }, () => aRequest());
    for (const request of requests) await store.requests.record(request, []);
    const looks = await statementsOf(async () => {
      const reached = await Promise.all(requests.map(({ id }) => store.requests.hasReached(id, 1, LONG)));
      expect(reached).toEqual(requests.map(() => true));
    });
    expect(looks).toHaveLength(1);
  });

  it('when the database does not answer, then all who wait hear of it, and who asks later is heard again', async () => {
    const { database, store } = await open();
    await database.close();
    const waiting = [1, 2].map(() => store.requests.hasReached(aRequest().id, 1, LONG));
    for (const { status } of await Promise.allSettled(waiting)) expect(status).toBe('rejected');
    await expect(store.requests.hasReached(aRequest().id, 1, LONG)).rejects.toThrow(/not open|after calling end/);
  });
});
