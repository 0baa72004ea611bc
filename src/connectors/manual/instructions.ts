import type { Json } from '../../domain/json.ts';
import type { Target } from '../../ports/connector.ts';
import type { HandWish } from '../hand-tasks.ts';

/** What to do, in words, with what the app's owners want to be kept in mind. */
export function instructionsFor({ app, account, entitlement }: Target, wish: HandWish, name: string): string {
  const who = name === account.externalId ? name : `${name} (${account.externalId})`;
  const what = wish.level === undefined ? entitlement.name : `${entitlement.name} as ${wish.level}`;
  const order =
    wish.kind === 'provision'
      ? `Give ${who} ${what} in ${app.name}.`
      : `Take ${entitlement.name} in ${app.name} from ${who}; if they do not have it, confirm just that.`;
  const fields = Object.entries(wish.fields).map(([field, value]) => `${field}: ${text(value)}`);
  return [order, ...fields, app.settings.instructions ?? ''].filter((line) => line !== '').join('\n');
}

function text(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
