import type { Change, Target } from '../../ports/connector.ts';
import type { AskPeople, HandWish } from '../hand-tasks.ts';
import { webhookConfigOf } from './config.ts';

/** An endpoint that cannot be read says that it is done: somebody has to look, and their word is the proof. */
export function createConfirm(askPeople: AskPeople): (target: Target, wish: HandWish) => Promise<Change> {
  return (target, wish) =>
    askPeople(target, wish, () => {
      const { assignees, due_days: dueDays } = webhookConfigOf(target.app);
      return { assignees, dueDays, instructions: (name) => instructionsFor(target, wish, name) };
    });
}

function instructionsFor({ app, account, entitlement }: Target, { kind, level }: HandWish, name: string): string {
  const who = name === account.externalId ? name : `${name} (${account.externalId})`;
  const what = level === undefined ? entitlement.name : `${entitlement.name} as ${level}`;
  const state = kind === 'provision' ? `has ${what}` : `does not have ${entitlement.name} any more`;
  const order = `${app.name} says that it is done. Look there, and confirm that ${who} ${state}.`;
  return [order, app.settings.instructions ?? ''].filter((line) => line !== '').join('\n');
}
