import type { App } from '../../src/domain/catalog/app.ts';
import type { Entitlement } from '../../src/domain/catalog/entitlement.ts';
import type { PersonId, RequestId } from '../../src/domain/ids.ts';
import type { Organisation } from '../../src/domain/organisation/organisation.ts';
import type { Person } from '../../src/domain/people/person.ts';
import type { RequestMessages } from '../../src/domain/request/messages.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { stateOf } from '../../src/domain/request/state.ts';
import { HOUR } from '../../src/domain/time.ts';
import { requestWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { initialiseOrganisation } from '../../src/use-cases/initialise-organisation.ts';
import { aChange, anId, anOpenLevel, aRequest } from './builders.ts';
import { aRunningInstallation, type RunningInstallation } from './running-installation.ts';

export interface Stage {
  readonly house: RunningInstallation;
  readonly person: (name: string) => Person;
  readonly app: (slug: string) => App;
  readonly entitlement: (path: string) => Entitlement;
}

/** An installation with this organisation in it, and its people and things by name. */
export async function aStage(
  organisation: Organisation,
  given: Parameters<typeof aRunningInstallation>[0] = {},
): Promise<Stage> {
  const house = await aRunningInstallation(given);
  await initialiseOrganisation(house, { organisation, source: 'test' });
  const people = await house.store.people.all();
  const apps = await house.store.catalog.apps();
  const entitlements = new Map<string, Entitlement>();
  for (const app of apps) {
    for (const one of await house.store.catalog.entitlementsOf(app.id))
      entitlements.set(`${app.slug}/${one.slug}`, one);
  }
  return {
    house,
    person: (name) =>
      found(
        people.find(({ email }) => email.startsWith(`${name}@`)),
        name,
      ),
    app: (slug) =>
      found(
        apps.find((one) => one.slug === slug),
        slug,
      ),
    entitlement: (path) => found(entitlements.get(path), path),
  };
}

function found<T>(thing: T | undefined, name: string): T {
  if (thing === undefined) throw new Error(`the stage has no ${name}`);
  return thing;
}

/** A request as submit would make it: for eight hours, one approver, one week to decide. */
export function asked(stage: Stage, by: string, entitlement: string, given: Partial<Request> = {}): Request {
  const requesterId = stage.person(by).id;
  const { id, appId } = stage.entitlement(entitlement);
  const now = Date.now();
  return aRequest({
    ...{ requesterId, beneficiaryId: requesterId, appId, createdAt: now, asOf: now },
    changes: [aChange({ entitlementId: id })],
    levels: [anOpenLevel({ approvers: [{ personId: stage.person('ada').id, because: 'app owner' }] })],
    clocks: {
      ...{ decideBy: now + 7 * 24 * HOUR, giveBy: undefined, extensionLimit: undefined },
      ...{ pausedAt: undefined, pausedMs: 0 },
    },
    ...given,
  });
}

export function submit({ house }: Stage, request: Request) {
  const submitted = { principal: request.requesterId, bodyHash: 'the body' };
  return house.gateway.submit({ request, facts: [], submitted, clicks: [] });
}

export function approval(by: PersonId, given: Partial<RequestMessages['decide']> = {}): RequestMessages['decide'] {
  return {
    clickId: `${by} approves`,
    origin: { actor: { kind: 'person', id: by }, surface: 'web', assurance: 'session' },
    verdict: { by, onBehalfOf: undefined, verdict: 'approve', comment: undefined, lease: undefined },
    evidence: { level: 0, mayDecide: true, because: 'app owner' },
    ...given,
  };
}

export function approve({ house, person }: Stage, request: Request, by = 'ada') {
  return house.gateway.send(request, 'decide', approval(person(by).id));
}

type Said<Name extends keyof RequestMessages> = Partial<RequestMessages[Name]>;

export function reject({ house, person }: Stage, request: Request, by = 'ada', given: Said<'decide'> = {}) {
  const { id } = person(by);
  const verdict = { by: id, onBehalfOf: undefined, verdict: 'reject', comment: 'no', lease: undefined } as const;
  return house.gateway.send(request, 'decide', approval(id, { clickId: `${id} rejects`, verdict, ...given }));
}

export function originOf(by: PersonId): RequestMessages['end']['origin'] {
  return { actor: { kind: 'person', id: by }, surface: 'web', assurance: 'session' };
}

/** Each call is a click of its own, unless it is given an id. */
function stopping(name: 'cancel' | 'end') {
  return ({ house, person }: Stage, request: Request, by = 'maya', clickId = anId('request') as string) => {
    const origin = originOf(person(by).id);
    return house.gateway.send(request, name, { clickId, origin, reason: 'not needed any more' });
  };
}
export const cancelRequest = stopping('cancel');
export const endRequest = stopping('end');

export function retry({ house, person }: Stage, request: Request, by = 'ada', clickId = anId('request') as string) {
  return house.gateway.send(request, 'retry', { clickId, origin: originOf(person(by).id) });
}

export async function untilState(stage: Stage, request: Pick<Request, 'id'>, ...states: string[]): Promise<string> {
  for (;;) {
    // What was submitted without a worker is not stored yet.
    const found = await stage.house.store.requests.byId(request.id);
    const now = found === undefined ? '' : stateOf(found);
    if (states.includes(now)) return now;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function submittedAndApproved(stage: Stage, request: Request): Promise<Request> {
  const submitted = await submit(stage, request);
  const approved = await approve(stage, request);
  if (!submitted.ok || !approved.ok) throw new Error(JSON.stringify([submitted, approved]));
  return request;
}

export function pass({ house }: Stage, { id }: Pick<Request, 'id'>, ms: number): Promise<'reached' | 'ended'> {
  return house.advance(requestWorkflowId(id), ms);
}

export async function stored({ house }: Stage, id: RequestId): Promise<Request> {
  return found(await house.store.requests.byId(id), id);
}

export async function stateNow(stage: Stage, id: RequestId): Promise<string> {
  return stateOf(await stored(stage, id));
}

/** What the record says of a request, in order. */
export async function story({ house }: Stage, id: RequestId): Promise<string[]> {
  const rows = await house.store.audit.rowsAfter(0, 10_000);
  return rows.filter(({ subject }) => subject === `request:${id}`).map(({ fact }) => fact);
}

/** By accident; resolves when Temporal's list says so too. */
export async function terminated(stage: Stage, id: Request['id'], run?: number): Promise<void> {
  await stage.house.client.workflow.getHandle(requestWorkflowId(id, run)).terminate('an accident');
  await untilNotListed(stage, id);
}

export async function untilNotListed({ house }: Stage, ...ids: readonly Request['id'][]): Promise<void> {
  await until(async () => {
    const listed = await house.gateway.listRunning();
    return !ids.some((id) => listed.has(id));
  });
}

/** Waits until it is so, without hurrying and without an end of its own: the test's time-out is that. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}
