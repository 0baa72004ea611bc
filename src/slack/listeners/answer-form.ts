import { aboutForm } from './deeds/about.ts';
import { DEED_OF } from './deeds/by-form.ts';
import { isAskingStep, takeStep } from './asking/take-step.ts';
import { leaseField } from '../views/chosen-lease.ts';
import { DEED_FORMS, type DeedFormName, isDeedForm } from '../views/deed-forms.ts';
import { DEED, deedView } from '../views/deed.view.ts';
import { outcomeView } from '../views/outcome.view.ts';
import { type Typed, typedIn } from '../views/typed.ts';
import type { SentView } from './payload.ts';
import type { Reply } from './reply.ts';
import type { Talk } from './talk.ts';

/** What becomes of a form, by what it is for. */
export async function answerForm(talk: Talk, view: SentView): Promise<Reply> {
  const callback = view.callback_id ?? '';
  const typed = typedIn(view.state?.values ?? {});
  if (isAskingStep(callback)) return takeStep(talk, view, callback);
  const form = callback.startsWith(DEED) ? callback.slice(DEED.length) : '';
  if (isDeedForm(form)) return doDeed(talk, form, view.private_metadata ?? '', typed);
  const said = '⚠ This form is not one of ours any more. Nothing was done: open it again.';
  return { shown: outcomeView('Leasehold', { said }), said };
}

async function doDeed(talk: Talk, form: DeedFormName, id: string, typed: Typed): Promise<Reply> {
  const did = await DEED_OF[form](talk, id, typed);
  if (did.ok) return { shown: outcomeView(DEED_FORMS[form].title, did.value), said: did.value.said, isDone: true };
  const about = await aboutForm(talk, form, id);
  // What it is about cannot be done any more, so there is nothing to mend in the form.
  if (!about.ok) return overWith(did.problem, form);
  const again = (refusal: string) => deedView(form, { id, about: about.value, typed, refusal });
  return { refused: did.problem, at: leaseField(did.problem.field), again };
}

function overWith(refused: Extract<Reply, { refused: unknown }>['refused'], form: DeedFormName): Reply {
  const again = (refusal: string) => outcomeView(DEED_FORMS[form].title, { said: `⚠ ${refusal}` });
  return { refused, at: undefined, again };
}
