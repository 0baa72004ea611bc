import { ok } from '../../../domain/errors.ts';
import { completeTask } from '../../../use-cases/tasks/complete-task.ts';
import { refuseTask } from '../../../use-cases/tasks/refuse-task.ts';
import { saidIn } from '../../views/typed.ts';
import { onTask } from './deed.ts';

export const complete = onTask(async ({ deps, acting, clickId }, id, typed) => {
  const done = await completeTask(deps, acting, id, { comment: saidIn(typed, 'comment'), clickId });
  return done.ok ? ok({ said: '✓ Done. Whoever waits for it is told.' }) : done;
});

export const refuse = onTask(async ({ deps, acting, clickId }, id, typed) => {
  const passed = await refuseTask(deps, acting, id, typed['reason'] ?? '', clickId);
  return passed.ok ? ok({ said: 'Noted. Whoever waits for it is told.' }) : passed;
});
