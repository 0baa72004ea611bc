import type { ExtraField } from '../../../domain/catalog/entitlement.ts';
import { ok, type Problem, type Result } from '../../../domain/errors.ts';
import { isId, type PersonId } from '../../../domain/ids.ts';
import type { Json } from '../../../domain/json.ts';
import type { Lease } from '../../../domain/lease/lease.ts';
import type { RequestWish, WishedChange } from '../../../domain/request/wish.ts';
import type { Requestable } from '../../../use-cases/access/find-requestable.ts';
import type { AppThings } from '../../views/asking/how.view.ts';
import { fieldOf } from '../../views/asking/names.ts';
import { chosenLease, leaseField } from '../../views/chosen-lease.ts';
import { saidIn, type Typed, wordsIn } from '../../views/typed.ts';

/** One wish for each app. Whether it may be, and whether it is whole, is for those to say who take it. */
export function wishesIn(typed: Typed, beneficiaryId: PersonId, apps: readonly AppThings[]): Result<RequestWish[]> {
  const lease = chosenLease(typed);
  return lease.ok ? ok(apps.map((one) => wishIn(typed, beneficiaryId, one, lease.value))) : lease;
}

function wishIn(
  typed: Typed,
  beneficiaryId: PersonId,
  { app, things }: AppThings,
  lease: Lease | undefined,
): RequestWish {
  const { list, freeText } = app.settings.reason;
  const isFree = freeText !== 'off' || list.length === 0;
  const changes = things.map((thing) => changeIn(typed, thing));
  return {
    ...{ beneficiaryId, appId: app.id, changes },
    lease: changes.every(({ op }) => op === 'remove') ? undefined : lease,
    reason: isFree ? (saidIn(typed, 'reason') ?? '') : '',
    reasonCode: at(list, saidIn(typed, fieldOf.code(app.id)))?.code,
    approvers: wordsIn(typed, fieldOf.approvers(app.id)).filter((word) => isId('person', word)),
    emergency: typed[fieldOf.emergency(app.id)] === 'on',
  };
}

function changeIn(typed: Typed, { entitlement, held }: Requestable): WishedChange {
  const { id, levels, fields } = entitlement;
  const op = held === undefined ? 'add' : typed[fieldOf.op(id)];
  const level = op === 'extend' ? undefined : at(levels, saidIn(typed, fieldOf.level(id)) ?? '0');
  if (op === 'remove') return { op, entitlementId: id, level: undefined, fields: {} };
  const said = fields.flatMap((field, index) => {
    const value = valueOf(field, typed[fieldOf.extra(id, index)] ?? '');
    return value === undefined ? [] : [[field.name, value] as const];
  });
  const given = op === 'extend' && said.length === 0 ? (held?.fields ?? {}) : Object.fromEntries(said);
  return { op: op === 'modify' ? 'modify' : 'add', entitlementId: id, level, fields: given };
}

/** A box that is not ticked says no; what is no number is left as it is, and refused as that. */
function valueOf({ type, options }: ExtraField, text: string): Json | undefined {
  if (type === 'boolean') return text === 'on';
  if (text.trim() === '') return undefined;
  if (options !== undefined && options.length > 0) return at(options, text) ?? text;
  return type === 'number' && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** What was chosen of these, by its place. */
function at<Thing>(all: readonly Thing[], place: string | undefined): Thing | undefined {
  return place !== undefined && /^\d{1,4}$/.test(place) ? all[Number(place)] : undefined;
}

/** The field that a problem with one of these wishes is about. */
export function fieldFor({ field }: Problem, { app, things }: AppThings): string | undefined {
  const [, index, part, name] = /^changes\.(\d+)(?:\.(\w+)(?:\.(.+))?)?$/.exec(field ?? '') ?? [];
  const thing = index === undefined ? undefined : things[Number(index)];
  if (thing !== undefined) {
    const { id, fields } = thing.entitlement;
    const extra = part === 'fields' ? fields.findIndex((one) => one.name === name) : -1;
    if (extra >= 0) return fieldOf.extra(id, extra);
    return thing.held === undefined ? fieldOf.level(id) : fieldOf.op(id);
  }
  if (field === 'reasonCode') return fieldOf.code(app.id);
  if (field === 'approvers') return fieldOf.approvers(app.id);
  return field === 'emergency' ? fieldOf.emergency(app.id) : leaseField(field);
}
