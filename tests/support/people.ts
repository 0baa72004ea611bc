import type { Result } from '../../src/domain/errors.ts';
import type { RequestId } from '../../src/domain/ids.ts';
import type { RequestWish } from '../../src/domain/request/wish.ts';
import { createCalendar } from '../../src/time/calendar.ts';
import type { Acting } from '../../src/use-cases/acting.ts';
import { decideRequest, type Decided } from '../../src/use-cases/decide-request.ts';
import { extendRequest, type Extension } from '../../src/use-cases/extend-request.ts';
import { type Submission, submitRequest } from '../../src/use-cases/submit-request.ts';
import type { Stage } from './stories.ts';

/** The people of a stage, doing what people do: through the use cases, as every door does. */
export function peopleOf(stage: Stage) {
  const deps = { ...stage.house, calendarOf: createCalendar };
  let clicks = 0;

  function acting(name: string, assurance: Acting['origin']['assurance'] = 'session'): Acting {
    const person = stage.person(name);
    const actor = { kind: 'person', id: person.id } as const;
    return { person, principal: person.id, origin: { actor, surface: 'api', assurance } };
  }

  /** For eight hours, unless said otherwise. */
  function wishOf(by: string, paths: readonly string[], given: Partial<RequestWish> = {}): RequestWish {
    const things = paths.map((path) => stage.entitlement(path));
    return {
      beneficiaryId: stage.person(by).id,
      appId: things[0]?.appId ?? 'app_none',
      changes: things.map(({ id }) => ({ op: 'add', entitlementId: id, level: undefined, fields: {} })),
      lease: { kind: 'for', length: 'PT8H' },
      ...{ reason: 'because', reasonCode: undefined, approvers: [], emergency: false },
      ...given,
    };
  }

  const ask = (
    by: string,
    path: string | readonly string[],
    given?: Partial<RequestWish>,
    more?: Partial<Submission>,
  ) => submitRequest(deps, acting(by), { wish: wishOf(by, typeof path === 'string' ? [path] : path, given), ...more });

  return {
    deps,
    acting,
    wishOf,
    ask,
    asked: async (...how: Parameters<typeof ask>): Promise<RequestId> => valueOf(await ask(...how)).id,
    decide: (by: string, id: RequestId, how: Partial<Decided> = {}) =>
      decideRequest(deps, acting(by), id, { decision: 'approve', clickId: `click ${++clicks}`, ...how }),
    extend: (by: string, id: RequestId, length: string, how: Partial<Extension> = {}) =>
      extendRequest(deps, acting(by), id, { lease: { kind: 'for', length }, reason: 'it takes longer', ...how }),
  };
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.detail}`);
  return result.value;
}
