import type { Json } from '../domain/json.ts';
import { DAY, HOUR } from '../domain/time.ts';
import { askedAlready, askFor } from '../domain/work/ask-for.ts';
import { chooseAssignee } from '../domain/work/assignee.ts';
import { type HandKind, type Task, wishText } from '../domain/work/task.ts';
import { type Change, ConnectorError, type Target } from '../ports/connector.ts';
import type { Clock, Ids } from '../ports/environment.ts';
import type { PeopleStore } from '../ports/organisation-store.ts';
import type { WorkStore } from '../ports/work-store.ts';

export interface HandDeps {
  readonly work: Pick<WorkStore, 'tasksAbout' | 'onTasks'>;
  readonly people: Pick<PeopleStore, 'find'>;
  readonly ids: Ids;
  readonly clock: Clock;
}

export interface HandWish {
  readonly kind: HandKind;
  readonly level: string | undefined;
  readonly fields: { readonly [name: string]: Json };
}

export interface Asking {
  /** E-mails of people who are asked before the app's owners. */
  readonly assignees: readonly string[];
  readonly dueDays: number;
  /** What to do, for the person of this name. */
  readonly instructions: (name: string) => string;
}

export type AskPeople = (target: Target, wish: HandWish, asking: () => Asking) => Promise<Change>;

/** People are told in time when a task is done; this is for when that word was lost. */
const LOOK_AGAIN_MS = HOUR;

/** Somebody's task to see to it that a wish is so; the same wish is the same task. */
export function createAskPeople(deps: HandDeps): AskPeople {
  return async (target, wish, asking) => {
    const place = { accountId: target.account.id, entitlementId: target.entitlement.id };
    const text = wishText(wish.kind, wish.level, wish.fields);
    const known = askedAlready(await deps.work.tasksAbout(place), text);
    if (known !== undefined) return answer(known);
    const fresh = { ...(await taskFor(deps, target, asking())), kind: wish.kind, wish: text };
    return answer(await deps.work.onTasks(place, (tasks) => askFor(tasks, fresh, deps.clock.now())));
  };

  function answer(task: Task): Change {
    if (task.state === 'refused') throw new ConnectorError('needs_person', `It was refused: ${task.answer ?? ''}`);
    return { outcome: 'pending', ref: task.id, checkAfter: deps.clock.now() + LOOK_AGAIN_MS };
  }
}

async function taskFor(
  { people, ids, clock }: HandDeps,
  { app, account, entitlement }: Target,
  { assignees: emails, dueDays, instructions }: Asking,
): Promise<Omit<Task, 'kind'>> {
  const known = await people.find({
    ids: [...app.ownerIds, ...(account.personId === undefined ? [] : [account.personId])],
    emails,
    roles: ['access_admin', 'super_admin'],
  });
  const beneficiary = known.find(({ id }) => id === account.personId);
  const now = clock.now();
  const dueAt = now + Math.round(dueDays * DAY);
  return {
    ...{ id: ids.newId('task'), state: 'open', appId: app.id, entitlementId: entitlement.id, number: 1 },
    ...{ accountId: account.id, beneficiaryId: account.personId, requestId: undefined, changeId: undefined },
    assigneeId: chooseAssignee(known, { app, emails, except: [account.personId], now }),
    instructions: instructions(beneficiary?.name ?? account.externalId),
    ...{ createdAt: now, dueAt, chaseAt: dueAt },
    ...{ doneAt: undefined, doneById: undefined, answer: undefined },
  };
}
