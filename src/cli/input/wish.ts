import type { z } from 'zod';
import type { submitSchema } from '../../http/schemas/requests.ts';
import { flag, list, text } from '../command.ts';
import { misused, ok, type Result } from '../result.ts';
import type { Shell } from '../shell.ts';
import { askApp, askEntitlements, askRest, type Picked } from './ask-wish.ts';
import { LEASE_OPTIONS, leaseIn } from './lease.ts';
import { needed } from './needed.ts';
import { present } from './present.ts';

export const WISH_OPTIONS = {
  ...LEASE_OPTIONS,
  reason: text('TEXT', 'why'),
  reasonCode: text('CODE', 'one of the reasons that the app lists'),
  field: list('NAME=VALUE', 'an extra field that the entitlement wants; as often as needed'),
  remove: flag('take it away instead'),
  modify: flag('change what is held: its level or fields'),
};

export interface WishGiven {
  readonly app: string | undefined;
  readonly entitlements: readonly string[];
  readonly for: string | undefined;
  readonly until: string | undefined;
  readonly from: string | undefined;
  readonly indefinite: boolean;
  readonly reason: string | undefined;
  readonly reasonCode: string | undefined;
  readonly field: readonly string[];
  readonly remove: boolean;
  readonly modify: boolean;
}

export type Wish = z.input<typeof submitSchema>;
type Change = Wish['changes'][number];
type Fields = NonNullable<Change['fields']>;

interface Wished {
  readonly wish: Wish;
  /** Pieces were missing, and somebody at the terminal gave them. */
  readonly wasAsked: boolean;
}

/** What is asked for, as the API takes it. */
export async function wishIn(shell: Shell, given: WishGiven): Promise<Result<Wished>> {
  if (given.remove && given.modify) return misused('--remove and --modify are two different wishes.');
  const lease = leaseIn(given, shell.view());
  if (!lease.ok) return lease;
  const app = await needed(shell, given.app, 'APP', (prompts) => askApp(shell, prompts));
  if (!app.ok) return app;
  const picked = await pickedIn(shell, app.value, given);
  if (!picked.ok) return picked;
  const changes = changesIn(picked.value, given);
  if (!changes.ok) return changes;
  const wish = { app: app.value, changes: changes.value };
  const rest = { lease: lease.value, reason: given.reason, reasonCode: given.reasonCode };
  if (given.entitlements.length > 0) return ok({ wish: { ...wish, ...present(rest) }, wasAsked: false });
  const asked = await needed(shell, undefined, 'LENGTH', (prompts) =>
    askRest(shell, prompts, { ...rest, app: app.value, ends: !given.remove }),
  );
  return asked.ok ? ok({ wish: { ...wish, ...present({ ...rest, ...asked.value }) }, wasAsked: true }) : asked;
}

/** What is said of fields is said of all that was named. */
function pickedIn(shell: Shell, app: string, { entitlements, field }: WishGiven): Promise<Result<readonly Picked[]>> {
  const typed = entitlements.map((entitlement) => ({ entitlement, fields: field }));
  const some = typed.length === 0 ? undefined : typed;
  return needed(shell, some, 'ENTITLEMENT', (prompts) => askEntitlements(shell, prompts, app));
}

function changesIn(picked: readonly Picked[], { remove, modify }: WishGiven): Result<Change[]> {
  const op = remove ? 'remove' : modify ? 'modify' : 'add';
  const changes: Change[] = [];
  for (const one of picked) {
    const fields = fieldsIn(one.fields);
    if (!fields.ok) return fields;
    // Slugs hold no colon.
    const [entitlement = '', level] = one.entitlement.split(/:(.*)/s);
    changes.push({
      op,
      entitlement,
      ...present({ level, fields: one.fields.length === 0 ? undefined : fields.value }),
    });
  }
  return ok(changes);
}

function fieldsIn(typed: readonly string[]): Result<Fields> {
  const pairs = typed.map((one) => one.split(/=(.*)/s));
  const wrong = pairs.findIndex(([name, value]) => name === '' || value === undefined);
  if (wrong >= 0) return misused(`--field is NAME=VALUE, not "${typed[wrong]}".`);
  return ok(Object.fromEntries(pairs.map(([name, value = '']) => [name, valueIn(value)])));
}

/** As JSON where it is a number, a truth or a text in quotes; else as it was typed. */
function valueIn(typed: string): string | number | boolean {
  try {
    const value: unknown = JSON.parse(typed);
    return ['string', 'number', 'boolean'].includes(typeof value) ? (value as string | number | boolean) : typed;
  } catch {
    return typed;
  }
}
