import { type Problem, refused as refusing } from '../../domain/errors.ts';
import { submitBundle } from '../../use-cases/submit-bundle.ts';
import { submitRequest, type Submitted } from '../../use-cases/submit-request.ts';
import type { RequestWish } from '../../domain/request/wish.ts';
import type { Typed } from '../auth/typed.ts';
import { basketIn, type Placed, type Scene, wishesOf } from './asking.ts';
import { withoutEntry, pathOf } from './basket.ts';
import { type AppThings, fieldOf } from './basket-wishes.ts';
import { clickOf } from './click.ts';
import { type Notice, withNotice } from './notice.ts';

export type Sent =
  | { readonly to: string }
  /** What could be submitted is, and what could not is left in the form. */
  | { readonly refused: Placed; readonly typed: Typed; readonly submitted: readonly Submitted[] };

/** Submits what is in the basket, one request for each app; or says why not, and at which field. */
export async function submitBasket(scene: Scene, typed: Typed): Promise<Sent> {
  const { forWhom } = scene;
  const { apps, missing } = await basketIn(scene, typed);
  const problem = forWhom.problem ?? wrongWith(apps, missing);
  if (problem !== undefined) return stopped(typed, { problem, field: problem.field ?? '' });
  const wishes = await wishesOf(scene, typed, apps);
  const inOrder: RequestWish[] = [];
  for (const [at, wish] of wishes.entries()) {
    if (!wish.ok) return stopped(typed, placed(wish.problem, apps[at]));
    inOrder.push(wish.value);
  }
  const [wish] = inOrder;
  return apps.length === 1 && wish !== undefined
    ? submitOne(scene, typed, apps, wish)
    : submitAll(scene, typed, apps, inOrder);
}

function wrongWith(apps: readonly AppThings[], missing: readonly string[]): Problem | undefined {
  if (missing.length > 0) {
    const detail = `There is no ${missing.join(', ')} to ask for any more. Nothing was submitted.`;
    return refusing('not_found', detail, { field: `op:${missing[0]}` }).problem;
  }
  if (apps.length === 0)
    return refusing('malformed', 'Nothing is in the request yet: add what you need.', { field: 'q' }).problem;
  const mixed = apps.find(({ things }) => things.some(isExtension) && !things.every(isExtension));
  if (mixed === undefined) return undefined;
  const detail = `A later end is asked for by itself. Take the rest of ${mixed.app.name} out, or ask for it afterwards.`;
  return refusing('malformed', detail, { field: `op:${pathOf(mixed.things.find(isExtension) as never)}` }).problem;
}

function isExtension({ op }: AppThings['things'][number]): boolean {
  return op === 'extend';
}

async function submitOne(scene: Scene, typed: Typed, apps: readonly AppThings[], wish: RequestWish): Promise<Sent> {
  const { deps, acting } = scene;
  const [one] = apps;
  const given = { wish, key: clickOf(acting, 'ask', typed), hash: shownOf(typed, one) };
  const submitted = await submitRequest(deps, acting, given);
  if (!submitted.ok) return stopped(typed, placed(submitted.problem, one));
  const { id } = submitted.value;
  return { to: withNotice(`/requests/${id}`, noticeOf([submitted.value])) };
}

async function submitAll(
  scene: Scene,
  typed: Typed,
  apps: readonly AppThings[],
  wishes: readonly RequestWish[],
): Promise<Sent> {
  const { deps, acting } = scene;
  const requests = wishes.map((wish, at) => ({ wish, hash: shownOf(typed, apps[at]) }));
  const bundle = await submitBundle(deps, acting, { requests, key: clickOf(acting, 'ask', typed) });
  if (!bundle.ok) return stopped(typed, placedInBundle(bundle.problem, apps));
  const { id, results } = bundle.value;
  const submitted = results.flatMap((one) => (one.ok ? [one.value] : []));
  const failed = results.findIndex((one) => !one.ok);
  const failure = results[failed];
  if (failure === undefined || failure.ok) return { to: withNotice(`/requests?bundle=${id}`, noticeOf(submitted)) };
  const done = apps.filter((_, at) => results[at]?.ok === true).flatMap(({ things }) => things);
  const rest = done.reduce<Typed>((all, thing) => withoutEntry(all, pathOf(thing)), typed);
  // What is left is another request than the one that this click was.
  return { refused: placed(failure.problem, apps[failed]), typed: { ...rest, click: '' }, submitted };
}

/** What it is not known of keeps its name, so that sending it again is no second one. */
function stopped(typed: Typed, refused: Placed): Sent {
  const isOver = ['open_request_exists', 'idempotency_mismatch'].includes(refused.problem.code);
  return { refused, typed: isOver ? { ...typed, click: '' } : typed, submitted: [] };
}

function shownOf(typed: Typed, one: AppThings | undefined): string | undefined {
  const shown = typed[`facts:${one?.app.slug}`];
  return shown === '' ? undefined : shown;
}

function noticeOf(submitted: readonly Submitted[]): Notice {
  return submitted.every(({ delivery }) => delivery.delivered === 'applied') ? 'submitted' : 'recorded';
}

function placedInBundle(problem: Problem, apps: readonly AppThings[]): Placed {
  const [, index = '0', rest] = /^requests\.(\d+)(?:\.(.+))?$/.exec(problem.field ?? '') ?? [];
  return placed({ ...problem, field: rest }, apps[Number(index)]);
}

function placed(problem: Problem, one: AppThings | undefined): Placed {
  return { problem, field: one === undefined ? '' : fieldOf(problem, one) };
}
