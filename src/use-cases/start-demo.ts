import type { RequestId } from '../domain/ids.ts';
import type { Person } from '../domain/people/person.ts';
import { openLevel } from '../domain/request/decide.ts';
import type { RequestWish } from '../domain/request/wish.ts';
import type { Acting } from './acting.ts';
import { decideRequest } from './decide-request.ts';
import { type SubmitDeps, submitRequest } from './submit-request.ts';

/** One request of the demo; people by the part of their address before the @, `asks` as `entitlement:level`. */
export interface DemoWish {
  readonly by: string;
  readonly app: string;
  readonly asks: string;
  readonly lease: string;
  /** Whom they chose, where the flow lets them choose. */
  readonly of?: string | undefined;
  readonly decided: 'all' | 'first' | 'none';
  readonly reason: string;
}

/** Starts what is on its way in the demo. Each has a key of its own, so that starting again adds nothing. */
export async function startDemo(deps: SubmitDeps, wishes: readonly DemoWish[]): Promise<readonly RequestId[]> {
  const people = await deps.store.people.all();
  const ids: RequestId[] = [];
  for (const wish of wishes) {
    const named = (name: string | undefined) => people.find(({ email }) => email.startsWith(`${name}@`));
    const person = named(wish.by);
    const found = await wishOf(deps, wish, person, named(wish.of));
    if (person === undefined || found === undefined) continue;
    const key = `demo ${wish.by} ${wish.app} ${wish.asks}`;
    const submitted = await submitRequest(deps, acting(person), { wish: found, key });
    if (!submitted.ok) continue;
    ids.push(submitted.value.id);
    await decideAsWished(deps, submitted.value.id, wish, people);
  }
  return ids;
}

async function wishOf(
  deps: SubmitDeps,
  wish: DemoWish,
  person: Person | undefined,
  chosen: Person | undefined,
): Promise<RequestWish | undefined> {
  const app = await deps.store.catalog.appBySlug(wish.app);
  const [slug, level] = wish.asks.split(':');
  const entitlements = app === undefined ? [] : await deps.store.catalog.entitlementsOf(app.id);
  const entitlement = entitlements.find((one) => one.slug === slug);
  if (app === undefined || entitlement === undefined || person === undefined) return undefined;
  return {
    ...{ beneficiaryId: person.id, appId: app.id, reason: wish.reason, reasonCode: undefined },
    changes: [{ op: 'add', entitlementId: entitlement.id, level, fields: {} }],
    lease: { kind: 'for', length: wish.lease },
    ...{ approvers: chosen === undefined ? [] : [chosen.id], emergency: false },
  };
}

const MOST_LEVELS = 5;

async function decideAsWished(
  deps: SubmitDeps,
  id: RequestId,
  { decided }: DemoWish,
  people: readonly Person[],
): Promise<void> {
  const levels = { none: 0, first: 1, all: MOST_LEVELS }[decided];
  for (let level = 0; level < levels; level++) {
    const request = await deps.store.requests.byId(id);
    const open = request === undefined || request.levels[level]?.state !== 'open' ? undefined : openLevel(request);
    for (const approver of open?.approvers.slice(0, decided === 'first' ? 1 : undefined) ?? []) {
      const person = people.find((one) => one.id === approver.personId);
      if (person === undefined) continue;
      await decideRequest(deps, acting(person), id, { decision: 'approve', clickId: `demo ${level} ${person.id}` });
    }
  }
}

function acting(person: Person): Acting {
  const actor = { kind: 'person', id: person.id } as const;
  return { person, principal: `demo ${person.id}`, origin: { actor, surface: 'start', assurance: 'fresh_sign_in' } };
}
