import { relationsToAccess } from '../../domain/access/relations.ts';
import type { ExtraField } from '../../domain/catalog/entitlement.ts';
import { type Problem, type Result, ok, refused } from '../../domain/errors.ts';
import type { Json } from '../../domain/json.ts';
import { may } from '../../domain/people/rights.ts';
import { offeringAll, requestable } from '../../domain/policy/requestable.ts';
import type { RequestWish } from '../../domain/request/wish.ts';
import { whyNotSo } from './held-already.ts';
import type { WishFacts } from './load-facts.ts';

/** Whether the wish itself is in order, before anybody is asked about it. */
export function checkWish(
  wish: RequestWish,
  facts: WishFacts,
  kind: 'request' | 'direct_grant',
  isExtension: boolean,
): Result<true> {
  if (!mayAsk(wish, facts)) {
    return refused(
      'not_allowed',
      `You cannot ask for ${facts.beneficiary.name}: managers can for their reports, admins for anyone.`,
      { field: 'for' },
    );
  }
  if (wish.changes.length === 0) return refused('malformed', 'Nothing was asked for.', { field: 'changes' });
  const problem =
    changeProblem(facts, kind) ??
    (isExtension ? undefined : heldProblem(wish, facts)) ??
    doubleProblem(facts) ??
    (kind === 'request' && !onlyRemoves(wish) ? reasonProblem(wish, facts) : undefined) ??
    emergencyProblem(wish, facts);
  return problem === undefined ? ok(true) : { ok: false, problem };
}

/** Managers for their reports, admins for anyone; and whoever answers for an app may take away what it gave. */
function mayAsk(wish: RequestWish, { app, requester, beneficiary }: WishFacts): boolean {
  const relations = relationsToAccess(requester.id, beneficiary, app);
  return may(onlyRemoves(wish) ? 'ask_removal' : 'ask_for', requester.roles, relations);
}

function onlyRemoves({ changes }: RequestWish): boolean {
  return changes.every(({ op }) => op === 'remove');
}

/** What can be asked for no longer can still be given up. */
function changeProblem(facts: WishFacts, kind: 'request' | 'direct_grant'): Problem | undefined {
  for (const [index, { wished, entitlement }] of facts.changes.entries()) {
    const field = `changes.${index}`;
    if (wished.op === 'remove') continue;
    const may = requestable({
      app: kind === 'request' ? facts.app : offeringAll(facts.app),
      entitlement,
      beneficiary: facts.beneficiary,
    });
    if (!may.ok) return { ...may.problem, field };
    const { level } = wished;
    if (level !== undefined && !entitlement.levels.includes(level)) {
      return { code: 'malformed', detail: `${entitlement.name} has no level "${level}".`, field: `${field}.level` };
    }
    const wrong = fieldProblem(entitlement.fields, wished.fields);
    if (wrong !== undefined) return { ...wrong, field: `${field}.fields.${wrong.field}` };
  }
  return undefined;
}

function heldProblem({ changes }: RequestWish, facts: WishFacts): Problem | undefined {
  for (const [index, change] of changes.entries()) {
    const problem = whyNotSo(change, facts, facts.changes[index]?.entitlement.name ?? '');
    if (problem !== undefined) return { ...problem, field: `changes.${index}` };
  }
  return undefined;
}

function doubleProblem({ changes }: WishFacts): Problem | undefined {
  const ids = changes.map(({ entitlement }) => entitlement.id);
  const twice = changes.find(({ entitlement }, index) => ids.indexOf(entitlement.id) !== index);
  if (twice === undefined) return undefined;
  return { code: 'malformed', detail: `${twice.entitlement.name} is asked for twice.`, field: 'changes' };
}

function fieldProblem(known: readonly ExtraField[], given: { readonly [name: string]: Json }): Problem | undefined {
  const unknown = Object.keys(given).find((name) => !known.some((field) => field.name === name));
  if (unknown !== undefined)
    return { code: 'unknown_field', detail: `There is no field "${unknown}".`, field: unknown };
  for (const field of known) {
    const detail = valueProblem(field, given[field.name]);
    if (detail !== undefined) return { code: 'malformed', detail, field: field.name };
  }
  return undefined;
}

function valueProblem(
  { title, type, required, options, maxLength }: ExtraField,
  value: Json | undefined,
): string | undefined {
  if (value === undefined || value === '') return required ? `${title} is needed.` : undefined;
  if (typeof value !== type) return `${title} must be a ${type}.`;
  if (typeof value !== 'string') return undefined;
  if (options !== undefined && !options.includes(value)) return `${title} must be one of: ${options.join(', ')}.`;
  return value.length > (maxLength ?? 1000) ? `${title} is longer than ${maxLength ?? 1000} characters.` : undefined;
}

function reasonProblem({ reason, reasonCode }: RequestWish, { app }: WishFacts): Problem | undefined {
  const { list, freeText } = app.settings.reason;
  const codes = list.map(({ code }) => code);
  if (reasonCode !== undefined && !codes.includes(reasonCode)) {
    return { code: 'malformed', detail: `There is no reason "${reasonCode}" for ${app.name}.`, field: 'reasonCode' };
  }
  const hasText = reason.trim() !== '';
  if (freeText === 'required' && !hasText)
    return { code: 'reason_needed', detail: 'Say why: those who decide need it.', field: 'reason' };
  if (freeText === 'off' && list.length > 0 && reasonCode === undefined) {
    return { code: 'reason_needed', detail: `Choose a reason: ${codes.join(', ')}.`, field: 'reasonCode' };
  }
  return undefined;
}

function emergencyProblem({ emergency }: RequestWish, { app }: WishFacts): Problem | undefined {
  if (!emergency || app.settings.breakGlass !== undefined) return undefined;
  return {
    code: 'not_requestable',
    detail: `${app.name} gives nothing in an emergency without a decision.`,
    field: 'emergency',
  };
}
