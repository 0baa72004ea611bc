import { relationsToAccess } from '../domain/access/relations.ts';
import type { StoredRow } from '../domain/audit/chain.ts';
import type { FactName } from '../domain/audit/fact.ts';
import { isId } from '../domain/ids.ts';
import { may, relationsThat } from '../domain/people/rights.ts';
import { relationsToTask } from '../domain/work/may-act.ts';
import type { Clock } from '../ports/environment.ts';
import type { Store } from '../ports/store.ts';
import type { Viewer } from './see-requests.ts';

interface Deps {
  readonly store: Pick<Store, 'requests' | 'policy' | 'people' | 'catalog' | 'work' | 'access'>;
  readonly clock: Clock;
}

/** Something that pages show has changed. */
export interface News {
  /** Of the last row about it. */
  readonly index: number;
  /** `request:REQ-…`: the subject of the row, and nothing of what happened to it. */
  readonly about: string;
  readonly mayHear: MayHear;
}

type MayHear = (viewer: Viewer) => boolean;

const NOBODY: MayHear = () => false;

/** Everybody sees people and apps. Of a person's sessions and absences others hear nothing. */
const OPEN: ReadonlySet<string> = new Set<FactName>([
  ...(['person.added', 'person.changed', 'person.offboarded', 'policy.applied'] as const),
  ...(['app.added', 'app.changed', 'app.archived', 'app.frozen', 'app.unfrozen'] as const),
  ...(['entitlement.added', 'entitlement.changed', 'entitlement.archived'] as const),
  ...(['takings.pause_proposed', 'takings.paused', 'takings.resumed'] as const),
]);

/** What these rows tell, once per subject, with who may hear of it: looked up per subject, however many listen. */
export async function newsIn(deps: Deps, rows: readonly StoredRow[]): Promise<readonly News[]> {
  const subjects = [...Map.groupBy(rows, ({ subject }) => subject)];
  return Promise.all(
    subjects.map(async ([about, its]) => {
      const allowed = await audienceOf(deps, about);
      const isOpen = its.some(({ fact }) => OPEN.has(fact));
      const mayHear: MayHear = (viewer) =>
        isOpen || may('read_audit', viewer.roles) || about === `person:${viewer.personId}` || allowed(viewer);
      return { about, index: its.at(-1)?.index ?? 0, mayHear };
    }),
  );
}

function audienceOf(deps: Deps, about: string): Promise<MayHear> {
  const id = about.slice(about.indexOf(':') + 1);
  if (isId('request', id)) return ofRequest(deps, id);
  if (isId('task', id)) return ofTask(deps, id);
  if (isId('holding', id)) return ofHolding(deps, id);
  return Promise.resolve(NOBODY);
}

/** The same as `seeRequest`, for all who might look. */
async function ofRequest({ store, clock }: Deps, id: `REQ-${string}`): Promise<MayHear> {
  const request = await store.requests.byId(id);
  if (request === undefined) return NOBODY;
  const { requesterId, beneficiaryId, levels, appId } = request;
  const deciders = levels.flatMap(({ approvers }) => approvers.map(({ personId }) => personId));
  const [delegations, app, policy] = await Promise.all([
    store.people.delegationsFrom(deciders),
    store.catalog.appById(appId),
    store.policy.current(),
  ]);
  if (policy?.policy.organisation.membersSee === 'all') return () => true;
  const now = clock.now();
  const standIns = delegations
    .filter(({ startsAt, endsAt }) => startsAt <= now && now < endsAt)
    .map(({ toId }) => toId);
  return ({ personId, roles }) => {
    const isOf = (ids: readonly string[] = []) => personId !== undefined && ids.includes(personId);
    const [self, decider] = [isOf([requesterId, beneficiaryId]), isOf(deciders)];
    return may(
      'see_request',
      roles,
      relationsThat({ self, decider, stand_in: isOf(standIns), owner: isOf(app?.ownerIds) }),
    );
  };
}

async function ofTask({ store }: Deps, id: `tsk_${string}`): Promise<MayHear> {
  const task = await store.work.taskById(id);
  if (task === undefined) return NOBODY;
  const app = await store.catalog.appById(task.appId);
  return ({ personId, roles }) => may('see_task', roles, relationsToTask(task, personId, app));
}

async function ofHolding({ store }: Deps, id: `hol_${string}`): Promise<MayHear> {
  const held = await store.access.heldById(id);
  if (held === undefined) return NOBODY;
  const [person, app] = await Promise.all([
    held.personId === undefined ? undefined : store.people.byId(held.personId),
    store.catalog.appById(held.appId),
  ]);
  return ({ personId, roles }) => may('see_holding', roles, relationsToAccess(personId, person, app));
}
