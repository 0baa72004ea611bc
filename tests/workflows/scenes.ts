import { HOUR } from '../../src/domain/time.ts';
import type { AccountId, EntitlementId } from '../../src/domain/ids.ts';
import type { Result } from '../../src/domain/errors.ts';
import type { Request } from '../../src/domain/request/request.ts';
import type { Delivery } from '../../src/ports/request-gateway.ts';
import { requestWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { anAppEntry, anEntitlementEntry, anOpenLevel, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { asked, type Stage } from '../support/stories.ts';

const PEOPLE = ['ada', 'lin', 'sam', 'maya', 'noor'];
const things = (count: number, given: Parameters<typeof anEntitlementEntry>[0] = {}) =>
  Array.from({ length: count }, (_, i) => anEntitlementEntry({ ...given, slug: `e${i + 1}` }));

/** Apps with many things in them: nobody may ask twice for the same one at a time. */
export function anOrganisationOf(apps: { readonly [slug: string]: number }) {
  return anOrganisation({
    people: PEOPLE.map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
    apps: Object.entries(apps).map(([slug, count]) => anAppEntry({ slug, entitlements: things(count) })),
  });
}

/** One request after the other of Maya's for things of this app, each decided by any of these people. */
export function asking(stage: Stage, app: string, by: readonly string[] = ['ada', 'lin']) {
  let next = 1;
  const approvers = by.map((name) => ({ personId: stage.person(name).id, because: 'app owner' }));
  return (given: Partial<Request> = {}): Request =>
    asked(stage, 'maya', `${app}/e${next++}`, { levels: [anOpenLevel({ approvers })], ...given });
}

/** Lets them go at about the same moment, in another order each time. */
export async function atOnce<T>(moves: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results = new Map<number, T>();
  const order = moves.map((move, at) => ({ move, at, turn: Math.random() }));
  order.sort((one, other) => one.turn - other.turn);
  await Promise.all(
    order.map(async ({ move, at }) => {
      for (let turns = Math.floor(Math.random() * 40); turns > 0; turns--) await new Promise(setImmediate);
      results.set(at, await move());
    }),
  );
  return moves.map((_, at) => results.get(at) as T);
}

export function times<T>(count: number, one: (at: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, at) => one(at)));
}

/** In one word: the state that was answered, or the code of the refusal with the state it named. */
export function wordOf(result: Result<Delivery>): string {
  if (!result.ok) return `${result.problem.code}: ${result.problem.state ?? '?'}`;
  return result.value.delivered === 'applied' ? result.value.answer.state : 'recorded';
}

export const A_DAY_OF_WORK = 9 * HOUR;

/** To the end of its lease, if that was not reached already. */
export async function liveOut(stage: Stage, { id }: Request): Promise<void> {
  const handle = stage.house.client.workflow.getHandle(requestWorkflowId(id));
  const { status } = await handle.describe();
  if (status.name === 'RUNNING') await stage.house.advance(requestWorkflowId(id), A_DAY_OF_WORK);
}

/** As if it had been there before us: a claim that belongs to no request. */
export async function addBaseline({ house }: Stage, place: { accountId: AccountId; entitlementId: EntitlementId }) {
  const none = { requestId: undefined, changeId: undefined, level: undefined, endsAt: undefined } as const;
  const claim = { ...place, ...none, source: 'baseline', fields: {}, replaces: false } as const;
  const [opened] = await house.store.ledger.addClaims([claim], { now: Date.now(), lockMs: HOUR });
  if (opened?.opened !== 'locked') throw new Error(`the holding is ${opened?.opened}`);
  const { holding, lock } = opened.locked;
  const { id: holdingId, generation, actual, proof } = holding;
  await house.store.ledger.settle([{ holdingId, lock, generation, actual, proof, pending: undefined }]);
}
