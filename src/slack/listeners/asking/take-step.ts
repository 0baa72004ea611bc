import { type Problem, refused } from '../../../domain/errors.ts';
import type { Modal } from '../../blocks/surfaces.ts';
import { PUBLISHED } from '../../limits/published.ts';
import { FIELDS, STEPS } from '../../views/asking/names.ts';
import type { SentView } from '../payload.ts';
import type { Reply } from '../reply.ts';
import { sayRefusal } from '../say-refusal.ts';
import type { Talk } from '../talk.ts';
import { type Drafted, draftedIn, keep, metadataOf } from './draft.ts';
import { lookAhead } from './foreseen.ts';
import { chosenThings, sceneOf } from './scene.ts';
import { showHow } from './show-how.ts';
import { levelsOf, likelyFor, showLike } from './show-like.ts';
import { showPreview } from './show-preview.ts';
import { showWhat } from './show-what.ts';
import { submitAsked } from './submit.ts';

/** From one step of asking to the next, with what was typed kept. */
export async function takeStep(talk: Talk, view: SentView, callback: string): Promise<Reply> {
  const drafted = await draftedIn(talk, view);
  await keep(talk, drafted);
  switch (callback) {
    case STEPS.what:
      return afterWhat(talk, view, drafted);
    case STEPS.like:
      return afterLike(talk, view, drafted);
    case STEPS.how:
      return afterHow(talk, drafted);
    default:
      return submitAsked(talk, drafted, metadataOf(view).slice(1));
  }
}

export function isAskingStep(callback: string): boolean {
  return Object.values<string>(STEPS).includes(callback);
}

async function afterWhat(talk: Talk, view: SentView, drafted: Drafted): Promise<Reply> {
  const scene = await sceneOf(talk, drafted.typed);
  const things = await chosenThings(scene, drafted.typed);
  const how = things.length > 0 && scene.whom.problem === undefined ? await showHow(talk, drafted) : undefined;
  if (how !== undefined && fits(how)) return going(how);
  const wasAsked = blockOfThings(view) !== undefined;
  const problem = scene.whom.problem ?? (how !== undefined ? TOO_MUCH : wasAsked ? NOTHING : undefined);
  const again = await showWhat(talk, drafted, problem === undefined ? {} : { refusal: sayRefusal(problem) });
  return problem === undefined ? going(again) : sayAt(problem, blockOfThings(view), again);
}

const NOTHING = refused('malformed', 'Choose what of it is needed.').problem;
const TOO_MUCH = refused(
  'too_large',
  'There is more to say about these than a form in Slack holds. Choose fewer, or ask for them on the web.',
).problem;

function fits({ blocks }: Modal): boolean {
  return blocks.length <= PUBLISHED.blocks.view;
}

async function afterLike(talk: Talk, view: SentView, drafted: Drafted): Promise<Reply> {
  const likely = await likelyFor(talk, drafted.typed);
  const things = await chosenThings(await sceneOf(talk, drafted.typed), drafted.typed);
  if (things.length === 0) {
    const wasAsked = blockOfThings(view) !== undefined;
    const again = await showLike(talk, drafted, wasAsked ? sayRefusal(NOTHING) : undefined);
    return wasAsked ? sayAt(NOTHING, blockOfThings(view), again) : going(again);
  }
  const levels = likely?.ok === true ? levelsOf(likely.value) : {};
  const levelled = { ...drafted, typed: { ...levels, ...drafted.typed, all: '' } };
  await keep(talk, levelled);
  const how = await showHow(talk, levelled);
  if (fits(how)) return going(how);
  return sayAt(TOO_MUCH, blockOfThings(view), await showLike(talk, drafted, sayRefusal(TOO_MUCH)));
}

async function afterHow(talk: Talk, drafted: Drafted): Promise<Reply> {
  const looked = await lookAhead(talk, drafted.typed);
  const placed = looked.ok ? looked.value.inTheWay : { problem: looked.problem, field: looked.problem.field };
  if (placed === undefined) return going(await showPreview(talk, drafted));
  return sayAt(placed.problem, placed.field, await showHow(talk, drafted, sayRefusal(placed.problem)));
}

function going(shown: Modal): Reply {
  return { shown, said: 'The form goes on: open it again.' };
}

function sayAt(problem: Problem, at: string | undefined, view: Modal): Reply {
  return { refused: problem, at, again: () => view };
}

/** Under which name the things to choose stood there. */
function blockOfThings({ blocks }: SentView): string | undefined {
  return blocks?.find(({ block_id }) => block_id?.startsWith(`${FIELDS.things}.`))?.block_id ?? undefined;
}
