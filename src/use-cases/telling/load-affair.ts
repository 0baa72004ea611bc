import type { AuditFact } from '../../domain/audit/fact.ts';
import type { App } from '../../domain/catalog/app.ts';
import { isId, type PersonId, type RequestId, type TaskId } from '../../domain/ids.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Affair, RecordedFact } from '../../domain/telling/affair.ts';
import type { Circle } from '../../domain/telling/deciders.ts';
import { requestAffair } from '../../domain/telling/request-affair.ts';
import { taskAffair } from '../../domain/telling/task-affair.ts';
import { DAY, type Instant } from '../../domain/time.ts';
import type { Message } from '../../ports/message-store.ts';
import type { Store } from '../../ports/store.ts';
import { seeLooking } from '../desk/see-looking.ts';
import { seeUsualLease } from '../desk/see-usual-lease.ts';
import { namesIn } from '../tasks/see-tasks.ts';

interface Asked {
  readonly subject: string;
  readonly now: Instant;
  /** Who was told something before, who may have nothing to do with it by now. */
  readonly sent: readonly Message[];
}

/** Longer ago than this it is no news; what stands shows the state all the same. */
const NEWS_LASTS = 3 * DAY;
const MOST_FACTS = 200;

/** Undefined for what nobody is told about. */
export async function loadAffair(store: Store, asked: Asked): Promise<Affair | undefined> {
  const id = asked.subject.slice(asked.subject.indexOf(':') + 1);
  if (isId('request', id)) return ofRequest(store, id, asked);
  return isId('task', id) ? ofTask(store, id, asked) : undefined;
}

async function ofRequest(store: Store, id: RequestId, asked: Asked): Promise<Affair | undefined> {
  const { now } = asked;
  const [request, facts] = await Promise.all([store.requests.byId(id), factsAbout(store, asked)]);
  const app = request === undefined ? undefined : await store.catalog.appById(request.appId);
  if (request === undefined || app === undefined) return undefined;
  const [circle, looking, usual] = await Promise.all([
    circleOf(store, [...concernedBy(request), ...app.ownerIds], asked),
    seeLooking(store, request),
    seeUsualLease(store, request),
  ]);
  const { zone } = request.lease;
  return requestAffair({
    scene: { request: { ...request, asOf: now }, app, looking, usual, zone, now },
    facts,
    circle,
  });
}

async function ofTask(store: Store, id: TaskId, asked: Asked): Promise<Affair | undefined> {
  const { now } = asked;
  const [task, facts, zone] = await Promise.all([store.work.taskById(id), factsAbout(store, asked), zoneOf(store)]);
  const app: App | undefined = task === undefined ? undefined : await store.catalog.appById(task.appId);
  if (task === undefined || app === undefined) return undefined;
  const escalatedTo = facts.flatMap(({ data }) => (Array.isArray(data?.['to']) ? (data['to'] as PersonId[]) : []));
  const assignee = task.assigneeId === undefined ? [] : [task.assigneeId];
  const [circle, names] = await Promise.all([
    circleOf(store, [...assignee, ...app.ownerIds, ...escalatedTo], asked),
    namesIn(store, [task]),
  ]);
  return taskAffair({ scene: { task, app, names, zone, now }, facts, circle });
}

function concernedBy({ requesterId, beneficiaryId, levels }: Request): readonly PersonId[] {
  return [requesterId, beneficiaryId, ...levels.flatMap(({ approvers }) => approvers.map(({ personId }) => personId))];
}

async function factsAbout({ audit, messages }: Store, { subject, now }: Asked): Promise<readonly RecordedFact[]> {
  const began = (await messages.progress())?.since ?? 0;
  const from = Math.max(began, now - NEWS_LASTS);
  const rows = await audit.search({ subject, from, limit: MOST_FACTS });
  return rows.map(({ body, index }) => ({ ...(JSON.parse(body) as AuditFact), index })).toReversed();
}

/** Them, who stands for them, and who leads them. */
async function circleOf({ people }: Store, ids: readonly PersonId[], { sent, now }: Asked): Promise<Circle> {
  const told = sent.flatMap(({ personId }) => personId ?? []);
  const delegations = await people.delegationsFrom([...new Set(ids)]);
  const known = await people.find({ ids: [...new Set([...ids, ...told, ...delegations.map(({ toId }) => toId)])] });
  const missing = known.flatMap(({ managerId }) => managerId ?? []).filter((id) => known.every((one) => one.id !== id));
  const managers = missing.length === 0 ? [] : await people.find({ ids: [...new Set(missing)] });
  return { people: new Map([...known, ...managers].map((person) => [person.id, person])), delegations, now };
}

async function zoneOf({ policy }: Store): Promise<string> {
  return (await policy.current())?.policy.organisation.zone ?? 'UTC';
}
