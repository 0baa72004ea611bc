import { ok, type Problem, type Result, refused } from '../../../domain/errors.ts';
import { isId } from '../../../domain/ids.ts';
import { whyNotExtend } from '../../../domain/request/extend.ts';
import { whyNotAsk, whyNotCancel } from '../../../domain/request/refuse.ts';
import type { Request } from '../../../domain/request/request.ts';
import { findSeat } from '../../../use-cases/find-seat.ts';
import { taskInHand } from '../../../use-cases/tasks/task-in-hand.ts';
import { quote } from '../../blocks/escape.ts';
import { now } from '../../cards/say-now.ts';
import { sentence } from '../../cards/say-request.ts';
import { asOf } from '../../cards/seen.ts';
import { sentence as taskSentence } from '../../cards/task.card.ts';
import type { DeedFormName } from '../../views/deed-forms.ts';
import type { Talk } from '../talk.ts';
import { requestSeen } from './deed.ts';

/** What a form is about, in a sentence; refused where sending it would be refused, however it is filled in. */
export async function aboutForm(talk: Talk, form: DeedFormName, id: string): Promise<Result<string>> {
  return form === 'complete' || form === 'refuse' ? aboutTask(talk, id) : aboutRequest(talk, form, id);
}

async function aboutRequest(talk: Talk, form: Exclude<DeedFormName, 'complete' | 'refuse'>, id: string) {
  const seen = await requestSeen(talk, id);
  if (!seen.ok) return seen;
  const problem = await whyNot(talk, form, seen.value);
  if (problem !== undefined) return { ok: false, problem } as const;
  return ok([sentence(seen.value, talk.seen.zone), ...besides(form, seen.value, talk)].join('\n'));
}

/** What one has to know to fill in the form. */
function besides(form: DeedFormName, request: Request, { seen }: Talk): readonly string[] {
  const question = request.thread.findLast(({ kind }) => kind === 'question');
  if (form === 'answer' && question !== undefined) return [quote(question.text)];
  return form === 'extend' ? [now(asOf(request, seen), seen.zone)] : [];
}

async function whyNot(talk: Talk, form: DeedFormName, request: Request): Promise<Problem | undefined> {
  if (form === 'extend') return whyNotExtend(request);
  if (form === 'cancel') return whyNotCancel(request);
  const over = whyNotAsk(request);
  if (over !== undefined || (form !== 'change' && form !== 'reject')) return over;
  // How sure we are that it is them is asked when they send it.
  const sure = { verdict: form === 'reject' ? 'reject' : 'approve', assurance: 'fresh_sign_in' } as const;
  const seat = await findSeat(talk.deps, request, talk.acting.person.id, sure);
  return seat.ok ? undefined : seat.problem;
}

async function aboutTask({ deps, acting: { person } }: Talk, id: string): Promise<Result<string>> {
  if (!isId('task', id)) return refused('not_found', 'There is no such task.');
  const found = await taskInHand(deps.store, person, id);
  if (!found.ok) return found;
  const { task, names, whyNot } = found.value;
  if (whyNot !== undefined) return { ok: false, problem: whyNot };
  const instructions = task.instructions.trim() === '' ? [] : [quote(task.instructions)];
  return ok([taskSentence(task, names), ...instructions].join('\n'));
}
