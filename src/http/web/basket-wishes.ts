import type { App } from '../../domain/catalog/app.ts';
import type { ExtraField } from '../../domain/catalog/entitlement.ts';
import { ok, type Problem, type Result, refused } from '../../domain/errors.ts';
import type { Json } from '../../domain/json.ts';
import type { Lease } from '../../domain/lease/lease.ts';
import type { Requestable } from '../../use-cases/access/find-requestable.ts';
import type { NamedWish } from '../../use-cases/find-wish.ts';
import type { Typed } from '../auth/typed.ts';
import { submitSchema } from '../schemas/requests.ts';
import { type BasketOp, pathOf } from './basket.ts';

export interface BasketThing extends Requestable {
  readonly op: BasketOp;
}

/** All that is asked for of one app: one request. */
export interface AppThings {
  readonly app: App;
  readonly things: readonly BasketThing[];
}

const wishSchema = submitSchema.omit({ lease: true, facts: true });

/** What the form says of one app, as a program would say it. */
export function wishIn(typed: Typed, forWhom: string, { app, things }: AppThings, lease: Lease | undefined) {
  const { list, freeText } = app.settings.reason;
  const isFree = freeText !== 'off' || list.length === 0;
  const body = {
    ...{ for: forWhom, app: app.id, changes: things.map((thing) => changeIn(typed, thing)) },
    reason: isFree ? (typed['reason'] ?? '').trim() : '',
    reasonCode: filled(typed[`code:${app.slug}`]),
    approvers: Object.keys(typed).flatMap((name) => chosenIn(name, app.slug)),
    emergency: typed[`emergency:${app.slug}`] === 'on',
  };
  const onlyRemoves = things.every(({ op }) => op === 'remove');
  return parsed(body, onlyRemoves ? undefined : lease);
}

function parsed(body: object, lease: Lease | undefined): Result<NamedWish> {
  const read = wishSchema.safeParse(body);
  if (read.success) return ok({ ...read.data, lease });
  const [issue] = read.error.issues;
  const detail = `${issue?.message ?? 'It is not understood'}. Nothing was submitted.`;
  return refused('malformed', detail, { field: issue?.path.join('.') });
}

function chosenIn(name: string, app: string): string[] {
  const start = `approver:${app}:`;
  return name.startsWith(start) ? [name.slice(start.length)] : [];
}

function changeIn(typed: Typed, thing: BasketThing) {
  const { entitlement, op } = thing;
  const path = pathOf(thing);
  if (op === 'remove') return { op, entitlement: entitlement.id };
  const level = filled(typed[`level:${path}`]) ?? entitlement.levels[0];
  return {
    ...{ op: op === 'extend' ? 'add' : op, entitlement: entitlement.id },
    ...(op === 'extend' || level === undefined ? {} : { level }),
    fields: Object.fromEntries(
      entitlement.fields.flatMap((field) => {
        const value = valueOf(field, typed[`field:${path}:${field.name}`] ?? '');
        return value === undefined ? [] : [[field.name, value]];
      }),
    ),
  };
}

/** A box that is not ticked says no; what is no number is left as it is, and refused as that. */
function valueOf({ type }: ExtraField, text: string): Json | undefined {
  if (type === 'boolean') return text === 'on';
  if (text.trim() === '') return undefined;
  const number = Number(text);
  return type === 'number' && Number.isFinite(number) ? number : text;
}

function filled(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : text;
}

/** Who will decide does not hang on the reason: it is shown before one is given. */
export function asIfReasoned(wish: NamedWish, { settings: { reason } }: App): NamedWish {
  const needsText = reason.freeText === 'required' && (wish.reason ?? '') === '';
  const needsCode = reason.freeText === 'off' && wish.reasonCode === undefined;
  return {
    ...wish,
    ...(needsText ? { reason: '–' } : {}),
    ...(needsCode && reason.list[0] !== undefined ? { reasonCode: reason.list[0].code } : {}),
  };
}

/** The name of the field in the form that a problem with this request is about. */
export function fieldOf({ field = '' }: Problem, { app, things }: AppThings): string {
  const [, index, part, name] = /^changes\.(\d+)(?:\.(\w+)(?:\.(.+))?)?$/.exec(field) ?? [];
  const thing = index === undefined ? undefined : things[Number(index)];
  if (thing !== undefined) {
    const path = pathOf(thing);
    if (part === 'fields') return `field:${path}:${name}`;
    return part === 'level' ? `level:${path}` : `op:${path}`;
  }
  return FIELDS[field] ?? OF_APP[field]?.(app.slug) ?? field;
}

const FIELDS: { readonly [field: string]: string } = {
  ...{ lease: 'length', 'lease.length': 'length', 'lease.startAt': 'from', 'lease.endAt': 'until' },
};

const OF_APP: { readonly [field: string]: (slug: string) => string } = {
  reasonCode: (slug) => `code:${slug}`,
  approvers: (slug) => `approver:${slug}`,
  emergency: (slug) => `emergency:${slug}`,
};
