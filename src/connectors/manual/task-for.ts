import { DAY } from '../../domain/time.ts';
import { chooseAssignee } from '../../domain/work/assignee.ts';
import type { Task } from '../../domain/work/task.ts';
import type { Target } from '../../ports/connector.ts';
import { readConfig } from '../read-config.ts';
import { manualConfig } from './config.ts';
import type { ManualDeps } from './deps.ts';
import { instructionsFor, type Wish } from './instructions.ts';

type Deps = Pick<ManualDeps, 'people' | 'ids' | 'clock'>;

export function createTaskFor({ people, ids, clock }: Deps) {
  return async (target: Target, wish: Wish, text: string): Promise<Task> => {
    const { app, account, entitlement } = target;
    const { assignees: emails, due_days: dueDays } = readConfig(manualConfig, app);
    const known = await people.find({
      ids: [...app.ownerIds, ...(account.personId === undefined ? [] : [account.personId])],
      emails,
      roles: ['access_admin', 'super_admin'],
    });
    const beneficiary = known.find(({ id }) => id === account.personId);
    const now = clock.now();
    const dueAt = now + Math.round(dueDays * DAY);
    return {
      ...{ id: ids.newId('task'), kind: wish.kind, state: 'open', appId: app.id, entitlementId: entitlement.id },
      ...{ accountId: account.id, beneficiaryId: account.personId, wish: text, number: 1 },
      ...{ requestId: undefined, changeId: undefined },
      assigneeId: chooseAssignee(known, { app, emails, except: [account.personId], now }),
      instructions: instructionsFor(target, wish, beneficiary?.name ?? account.externalId),
      ...{ createdAt: now, dueAt, chaseAt: dueAt },
      ...{ doneAt: undefined, doneById: undefined, answer: undefined },
    };
  };
}
