import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';

/** Asks the runner (tests/setup/test-house.ts). Not `fetch`: that gives up after five minutes, a first Temporal build may not. */
export async function askHouse<T>(service: string, argument = ''): Promise<T> {
  const call = request(`${fromRunner('TEST_HOUSE_URL')}/${service}`, { method: 'POST', agent: false });
  call.end(argument);
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  const answer = (await json(response)) as { value: T } | { error: string };
  if ('error' in answer) throw new Error(answer.error);
  return answer.value;
}

export function fromRunner(name: 'TEST_HOUSE_URL' | 'TEST_HOUSE_FOLDER'): string {
  const value = process.env[name];
  if (value === undefined) throw new Error('Start tests with `npm test -- <paths>`: its runner lends them servers.');
  return value;
}
