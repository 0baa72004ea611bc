import type { StoredRow } from '../../domain/audit/chain.ts';
import type { FactName } from '../../domain/audit/fact.ts';
import { isId, type PersonId, type RequestId } from '../../domain/ids.ts';
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

/** What waits for this person now. */
async function inHandsOf({ requests, work }: Pick<Store, 'requests' | 'work'>, id: PersonId): Promise<string[]> {
  const [toDecide, own, tasks] = await Promise.all([
    requests.page({ viewer: id, decides: true, tab: 'open', after: undefined, limit: MOST }),
    requests.page({ viewer: id, own: true, tab: 'open', after: undefined, limit: MOST }),
    work.taskPage({ viewer: { personId: id, appIds: [] }, states: ['open'], limit: MOST }),
  ]);
  return [...[...toDecide, ...own].map((one) => `request:${one.id}`), ...tasks.map((one) => `task:${one.id}`)];
}

/** What waits for anybody now. */
export async function allThatWaits({ requests, work }: Pick<Store, 'requests' | 'work'>): Promise<string[]> {
  const waiting: string[] = (await work.openTasks()).map((one) => `task:${one.id}`);
  let after: RequestId | undefined;
  do {
    const page = await requests.unfinished(after, MOST);
    waiting.push(...page.filter((one) => stateOf(one) === 'pending_approval').map((one) => `request:${one.id}`));
    after = page.length < MOST ? undefined : page.at(-1)?.id;
  } while (after !== undefined);
  return waiting;
}
