import type { StoredRow } from '../../domain/audit/chain.ts';
import type { FactName } from '../../domain/audit/fact.ts';
import { isId, type PersonId } from '../../domain/ids.ts';
import type { Request } from '../../domain/request/request.ts';
import { stateOf } from '../../domain/request/state.ts';
import type { Store } from '../../ports/store.ts';

/** Who can be told, and who decides for whom, is not what it was. */
const ABOUT_PEOPLE: ReadonlySet<string> = new Set<FactName>(['identity.bound', 'delegation.added', 'delegation.ended']);

/** Where people can be told is not what it was: what waits for somebody may stand nowhere. */
const ABOUT_PLACES: ReadonlySet<string> = new Set<FactName>(['workspace.installed', 'workspace.channels_set']);

const MOST = 200;

/** What somebody may have to be told about after this: each once. */
export async function subjectsOf(
  store: Pick<Store, 'requests' | 'work'>,
  rows: readonly StoredRow[],
): Promise<readonly string[]> {
  const direct = rows.map(({ subject }) => subject).filter((subject) => /^(request|task):/.test(subject));
  const people = rows.filter(({ fact }) => ABOUT_PEOPLE.has(fact)).map(({ subject }) => subject.replace('person:', ''));
  const ids = [...new Set(people)].filter((id) => isId('person', id));
  const theirs = ids.map((id) => inHandsOf(store, id));
  const waiting = rows.some(({ fact }) => ABOUT_PLACES.has(fact)) ? await allThatWaits(store) : [];
  return [...new Set([...direct, ...(await Promise.all(theirs)).flat(), ...waiting])];
}

type Stores = Pick<Store, 'requests' | 'work'>;

/** What waits for this person now. */
async function inHandsOf({ requests, work }: Stores, id: PersonId): Promise<string[]> {
  const mine = { viewer: id, tab: 'open', limit: MOST } as const;
  const [toDecide, own, tasks] = await Promise.all([
    everyRequest((after) => requests.page({ ...mine, after, decides: true })),
    everyRequest((after) => requests.page({ ...mine, after, own: true })),
    work.taskPage({ viewer: { personId: id, appIds: [] }, states: ['open'], limit: MOST }),
  ]);
  return [...toDecide, ...own, ...tasks.map((one) => `task:${one.id}`)];
}

/** What waits for anybody now. */
export async function allThatWaits({ requests, work }: Stores): Promise<string[]> {
  const waiting = await everyRequest((after) => requests.unfinished(after?.id, MOST));
  return [...(await work.openTasks()).map((one) => `task:${one.id}`), ...waiting];
}

/** Those of all pages that wait for a decision. */
async function everyRequest(pageAfter: (after: Request | undefined) => Promise<readonly Request[]>): Promise<string[]> {
  const waiting: string[] = [];
  let last: Request | undefined;
  do {
    const page = await pageAfter(last);
    waiting.push(...page.filter((one) => stateOf(one) === 'pending_approval').map((one) => `request:${one.id}`));
    last = page.length < MOST ? undefined : page.at(-1);
  } while (last !== undefined);
  return waiting;
}
