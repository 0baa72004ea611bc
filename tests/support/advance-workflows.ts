// The bundle entry of advance.test.ts.
import { sleep } from '@temporalio/workflow';

export async function sleeper(ms: number): Promise<number> {
  const began = Date.now();
  await sleep(ms);
  return Date.now() - began;
}
