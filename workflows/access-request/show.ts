import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { Request } from '../../src/domain/request/request.ts';
import { stateOf } from '../../src/domain/request/state.ts';
import { searchAttributes } from '../../src/temporal/search-attributes.ts';
import { detailsOf } from './details.ts';

export type Show = (request: Request, extension?: Request) => void;

/** What operators see in Temporal UI. Each upsert is an event for ever, so only what has changed is said. */
export function createShow(started: Request): Show {
  let shown = { state: stateOf(started), endsAt: started.endsAt };
  return (request, extension) => {
    setCurrentDetails(detailsOf(request, extension));
    const { endsAt } = request;
    const state = stateOf(request);
    if (shown.state === state && shown.endsAt === endsAt) return;
    shown = { state, endsAt };
    upsertSearchAttributes([
      { key: searchAttributes.state, value: state },
      ...(endsAt === undefined ? [] : [{ key: searchAttributes.endsAt, value: new Date(endsAt) }]),
    ]);
  };
}
