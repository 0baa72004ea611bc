import { type Result, refused } from '../../domain/errors.ts';
import { isId } from '../../domain/ids.ts';
import { seeOneHolding } from '../../use-cases/access/see-holdings.ts';
import { ACTION_IDS, readChoice } from '../cards/action-ids.ts';
import type { DeedFormName } from '../views/deed-forms.ts';
import { deedView } from '../views/deed.view.ts';
import type { Outcome } from '../views/outcome.view.ts';
import { aboutForm } from './deeds/about.ts';
import { type Deed, NOT_THERE } from './deeds/deed.ts';
import { approve, sayLooking } from './deeds/decide.ts';
import { cancel, end, endHeld, remind, retry } from './deeds/requests.ts';
import { sayRefusal } from './say-refusal.ts';
import { openView } from './send.ts';
import type { Talk } from './talk.ts';

/** What happens when something is pressed; `value` is what the button holds. True: their Home may be another now. */
export type Press = (talk: Talk, value: string) => Promise<boolean>;

/** At once, and then said. */
function doing(deed: Deed): Press {
  return async (talk, value) => {
    await answer(talk, await deed(talk, value, {}));
    return true;
  };
}

async function answer(talk: Talk, did: Result<Outcome>): Promise<void> {
  await talk.answer(did.ok ? did.value : { said: `⚠ ${sayRefusal(did.problem)}` });
}

/** After a form is filled in. */
function asking(form: DeedFormName): Press {
  return async (talk, id) => {
    const about = await aboutForm(talk, form, id);
    if (about.ok) await openView(talk, deedView(form, { id, about: about.value }));
    else await answer(talk, about);
    return false;
  };
}

/** Whoever asked just says so; an admin says why. */
const cancelling: Press = async (talk, id) => {
  const did = await cancel(talk, id, {});
  if (!did.ok && did.problem.code === 'reason_needed') return asking('cancel')(talk, id);
  await answer(talk, did);
  return true;
};

const CHOSEN: { readonly [Choice in NonNullable<ReturnType<typeof readChoice>>['choice']]: Press } = {
  ...{ change: asking('change'), question: asking('question'), looking: doing(sayLooking) },
  // A link, which Slack follows itself.
  details: () => Promise.resolve(false),
};

const more: Press = async (talk, value) => {
  const read = readChoice(value);
  if (read !== undefined) return CHOSEN[read.choice](talk, read.id);
  await answer(talk, NOT_THERE);
  return false;
};

/** A holding is extended by the lease that holds it. */
const extendHeld: Press = async (talk, value) => {
  const seen = isId('holding', value) ? await seeOneHolding(talk.deps.store, talk.acting.person, value) : undefined;
  const lease = seen?.ok === true ? seen.value.actions.extend : undefined;
  if (lease !== undefined) return asking('extend')(talk, lease);
  await answer(talk, refused('wrong_state', 'There is nothing of it that can get a later end now.'));
  return true;
};

/** By what was pressed, on whatever message or view. */
export const PRESSES: { readonly [action: string]: Press } = {
  [ACTION_IDS.approve]: doing(approve),
  [ACTION_IDS.reject]: asking('reject'),
  [ACTION_IDS.more]: more,
  [ACTION_IDS.answer]: asking('answer'),
  [ACTION_IDS.remind]: doing(remind),
  [ACTION_IDS.cancel]: cancelling,
  [ACTION_IDS.extend]: asking('extend'),
  [ACTION_IDS.end]: doing(end),
  [ACTION_IDS.retry]: doing(retry),
  [ACTION_IDS.open]: () => Promise.resolve(false),
  [ACTION_IDS.completeTask]: asking('complete'),
  [ACTION_IDS.refuseTask]: asking('refuse'),
  [ACTION_IDS.extendHolding]: extendHeld,
  [ACTION_IDS.endHolding]: doing(endHeld),
};
