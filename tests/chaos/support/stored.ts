import type { RequestId } from '../../../src/domain/ids.ts';
import type { Request } from '../../../src/domain/request/request.ts';
import { stateOf } from '../../../src/domain/request/state.ts';
import type { Stage } from '../../support/stories.ts';

export async function stored({ house }: Stage, id: RequestId): Promise<Request> {
  const request = await house.store.requests.byId(id);
  if (request === undefined) throw new Error(`${id} is not stored`);
  return request;
}

export async function stateNow(stage: Stage, id: RequestId): Promise<string> {
  return stateOf(await stored(stage, id));
}
