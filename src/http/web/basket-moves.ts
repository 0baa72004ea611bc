import { isId } from '../../domain/ids.ts';
import type { Json } from '../../domain/json.ts';
import type { Request } from '../../domain/request/request.ts';
import { searchable } from '../../domain/text/searchable.ts';
import type { Store } from '../../ports/store.ts';
import type { Catalogue, Requestable } from '../../use-cases/access/find-requestable.ts';
import { seeRequest, type Viewer } from '../../use-cases/see-requests.ts';
import type { Typed } from '../auth/typed.ts';
import type { HttpDeps } from '../deps.ts';
import { type BasketOp, isOp, pathOf, withEntry, withoutEntry } from './basket.ts';

type Deps = { readonly store: Pick<Store, 'requests' | 'catalog'> };

/** What a button of the form does to what is in it: `add app/thing`, `extend app/thing`, `drop app/thing`, `for e-mail`. */
export async function moved(deps: Deps, catalogue: Catalogue, typed: Typed): Promise<Typed> {
  const [verb = '', name = ''] = (typed['do'] ?? '').split(' ');
  if (verb === 'drop') return withoutEntry(typed, name);
  if (verb === 'for') return { ...typed, for: name };
  if (verb === 'pick') return picked(typed);
  const [app = '', entitlement = ''] = name.split('/');
  return isOp(verb) ? put(deps, catalogue, typed, { op: verb, app, entitlement }) : typed;
}

/** Links into the page: `?app=…&entitlement=…&op=…`, where an app alone is searched for. */
export async function arrived(deps: Deps, catalogue: Catalogue, typed: Typed): Promise<Typed> {
  const { app, entitlement, op = 'add', ...rest } = typed;
  if (app === undefined) return typed;
  if (entitlement === undefined) {
    const found = await (isId('app', app) ? deps.store.catalog.appById(app) : deps.store.catalog.appBySlug(app));
    return { ...rest, q: found === undefined || found.archived ? '' : found.name };
  }
  return isOp(op) ? put(deps, catalogue, rest, { app, entitlement, op }) : rest;
}

interface Put {
  readonly app: string;
  readonly entitlement: string;
  readonly op: BasketOp;
}

async function put(deps: Deps, catalogue: Catalogue, typed: Typed, { app, entitlement, op }: Put): Promise<Typed> {
  const [thing] = await catalogue.named([{ app: searchable(app), entitlement: searchable(entitlement) }]);
  if (thing === undefined) return typed;
  const lease = op === 'extend' ? thing.held?.lease : undefined;
  if (lease !== undefined) return extending(deps, typed, await deps.store.requests.byId(lease));
  return withEntry(typed, pathOf(thing), op, op === 'remove' ? {} : asHeld(thing));
}

function asHeld(thing: Requestable): Typed {
  const { held, entitlement } = thing;
  if (held === undefined) return {};
  const path = pathOf(thing);
  const other = entitlement.levels[entitlement.levels.indexOf(held.level ?? '') + 1] ?? entitlement.levels[0] ?? '';
  return { [`level:${path}`]: other, ...typedFields(path, held.fields) };
}

/** A lease gets a later end with all that it gives. */
async function extending(deps: Deps, typed: Typed, lease: Request | undefined): Promise<Typed> {
  const given = lease?.changes.filter(({ state }) => state === 'given') ?? [];
  const paths = await deps.store.catalog.pathsOf(given.map(({ entitlementId }) => entitlementId));
  return given.reduce((all, { entitlementId, fields }) => {
    const path = paths.get(entitlementId) ?? '';
    return withEntry(all, path, 'extend', typedFields(path, fields));
  }, typed);
}

/** The same as last time, as it would be typed; nothing of what one may not see. */
export async function sameAgain(deps: HttpDeps, viewer: Viewer, id: string): Promise<Typed> {
  const seen = isId('request', id) ? await seeRequest(deps, viewer, id) : undefined;
  if (seen?.ok !== true) return {};
  const { changes, lease, reason, reasonCode, beneficiaryId } = seen.value;
  const paths = await deps.store.catalog.pathsOf(changes.map(({ entitlementId }) => entitlementId));
  const app = await deps.store.catalog.appById(seen.value.appId);
  const typed = {
    ...(beneficiaryId === viewer.personId ? {} : { for: beneficiaryId }),
    ...(lease.asked.kind === 'for' ? { length: lease.asked.length } : {}),
    ...{ reason, [`code:${app?.slug}`]: reasonCode ?? '' },
  };
  return changes.reduce<Typed>((all, { entitlementId, op, level = '', fields }) => {
    const path = paths.get(entitlementId) ?? '';
    return withEntry(all, path, op, { [`level:${path}`]: level, ...typedFields(path, fields) });
  }, typed);
}

function typedFields(path: string, fields: { readonly [name: string]: Json }): Typed {
  const texts = Object.entries(fields).map(([name, value]) => [
    `field:${path}:${name}`,
    value === true ? 'on' : value === false ? '' : String(value),
  ]);
  return Object.fromEntries(texts);
}

/** What was ticked of somebody else's access, at the level that they have. */
function picked(typed: Typed): Typed {
  const ticked = Object.keys(typed).filter((name) => name.startsWith('pick:'));
  return ticked.reduce<Typed>((all, name) => {
    const path = name.slice('pick:'.length);
    const level = typed[`like:${path}`];
    return withEntry(all, path, 'add', level === undefined ? {} : { [`level:${path}`]: level });
  }, typed);
}
