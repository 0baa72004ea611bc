import { expect, it } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { createPatience } from '../../src/temporal/patience.ts';

/** A client that says how long it was told to wait. */
const client = {
  withDeadline: (deadline: number, call: () => Promise<unknown>) => call().then(() => deadline - Date.now()),
} as unknown as Client;
const call = () => Promise.resolve(0);
const seconds = async (waited: Promise<number>) => Math.round((await waited) / 1000);

it('while nobody answers, people are kept waiting for two seconds; in company for longer', async () => {
  const patience = createPatience(client, () => undefined);
  expect([patience.ms, await seconds(patience.inTime(call))]).toEqual([2000, 2]);
  expect(await seconds(patience.answered(call))).toBe(2);
  expect([patience.ms, await seconds(patience.answered(call))]).toEqual([8000, 8]);
});

it('when an answer fails, then nobody is there', async () => {
  const patience = createPatience(client, () => undefined);
  await expect(patience.answered(() => Promise.reject(new Error('late')))).rejects.toThrow('late');
  expect(patience.ms).toBe(2000);
});

it('what was given counts, whatever the moment', async () => {
  const patience = createPatience(client, () => 500);
  await patience.answered(call);
  expect(patience.ms).toBe(500);
});
