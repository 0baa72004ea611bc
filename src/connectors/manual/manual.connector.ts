import { HOUR, SECOND } from '../../domain/time.ts';
import { askedAlready, askFor } from '../../domain/work/ask-for.ts';
import { type Task, wishText } from '../../domain/work/task.ts';
import {
  type Change,
  type Connector,
  type ConnectorAbilities,
  ConnectorError,
  type Target,
} from '../../ports/connector.ts';
import type { ManualDeps } from './deps.ts';
import type { Wish } from './instructions.ts';
import { createTaskFor } from './task-for.ts';

const abilities: ConnectorAbilities = {
  proof: 'attested',
  settleMs: 0,
  callTimeoutMs: 10 * SECOND,
  levels: true,
  accounts: { ensure: false, suspend: false, list: false },
};

/** People are told in time when a task is done; this is for when that word was lost. */
const LOOK_AGAIN_MS = HOUR;

/** An app that no program can change: its people do, and their word is all that is known. */
export function createManual(deps: ManualDeps): Connector {
  const ask = createAsk(deps);
  return {
    describe: () => abilities,
    ensureAccount: (_, { email }) => Promise.resolve(email),
    suspendAccount: ({ name }) =>
      Promise.reject(new ConnectorError('needs_person', `Nobody but its people can suspend an account in ${name}.`)),
    grant: (target, level, fields) => ask(target, { kind: 'provision', level, fields }),
    revoke: (target) => ask(target, { kind: 'deprovision', level: undefined, fields: {} }),
    read: () => Promise.resolve({ seen: 'unknown' }),
    listAccounts: () => Promise.resolve(NOTHING),
    listEntitlements: () => Promise.resolve(NOTHING),
    listHoldings: () => Promise.resolve(NOTHING),
  };
}

const NOTHING = { items: [], next: undefined };

function createAsk(deps: ManualDeps) {
  const taskFor = createTaskFor(deps);
  return async (target: Target, wish: Wish): Promise<Change> => {
    const place = { accountId: target.account.id, entitlementId: target.entitlement.id };
    const text = wishText(wish.kind, wish.level, wish.fields);
    const known = askedAlready(await deps.work.tasksAbout(place), text);
    if (known !== undefined) return answer(known);
    const fresh = await taskFor(target, wish, text);
    return answer(await deps.work.onTasks(place, (tasks) => askFor(tasks, fresh, deps.clock.now())));
  };

  function answer(task: Task): Change {
    if (task.state === 'refused') throw new ConnectorError('needs_person', `It was refused: ${task.answer ?? ''}`);
    return { outcome: 'pending', ref: task.id, checkAfter: deps.clock.now() + LOOK_AGAIN_MS };
  }
}
