import { describe, expect, it } from '@jest/globals';
import { type Id, type IdKind, idFromBytes } from '../../src/domain/ids.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { isFinal, stateOf } from '../../src/domain/request/state.ts';
import { DAY } from '../../src/domain/time.ts';
import { createDemoPast } from '../../src/organisation/demo/demo-history.ts';
import { demoOrganisation } from '../../src/organisation/demo/demo-organisation.ts';
import { firstMatch } from './first-match.ts';

const NOW = Date.UTC(2026, 4, 20, 0, 0, 30);
const organisation = demoOrganisation();

function ids<K extends IdKind>(kind: K, names: readonly string[]): ReadonlyMap<string, Id<K>> {
  return new Map(
    names.map((name, i) => [name, idFromBytes(kind, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, i >> 5, i & 31))]),
  );
}

const named = {
  people: ids(
    'person',
    organisation.people.map(({ email }) => email),
  ),
  apps: ids(
    'app',
    organisation.apps.map(({ slug }) => slug),
  ),
  entitlements: ids(
    'entitlement',
    organisation.apps.flatMap((app) => app.entitlements.map(({ slug }) => `${app.slug}/${slug}`)),
  ),
};
const past = createDemoPast(organisation)(named, NOW);
const requests = past.map(({ request }) => request);
const decisionsOf = (request: Request) => request.levels.flatMap(({ decisions }) => decisions);

describe('when the past of the demo is told', () => {
  it('then it is the same for the same moment', () => {
    expect(createDemoPast(organisation)(named, NOW)).toStrictEqual(past);
  });

  it('then it moves with the moment, by whole days', () => {
    const later = createDemoPast(organisation)(named, NOW + 3 * DAY + 5000);
    expect(later.map(({ request }) => request.createdAt)).toEqual(requests.map(({ createdAt }) => createdAt + 3 * DAY));
  });

  it('then every request is over, in one of all the ways there are', () => {
    const states = requests.map(stateOf);
    expect(states.every(isFinal)).toBe(true);
    const count = (state: string) => states.filter((one) => one === state).length;
    expect(['ended', 'rejected', 'lapsed', 'cancelled', 'failed'].map(count)).toEqual([32, 5, 2, 2, 1]);
    expect(requests.filter(({ flags }) => flags.includes('emergency'))).toHaveLength(1);
    expect(new Set(requests.map(({ kind }) => kind))).toEqual(new Set(['request', 're_raise', 'direct_grant']));
  });

  it('then all of it lies in the last 180 days, in the order in which it was asked', () => {
    for (const { createdAt, asOf } of requests) {
      expect(createdAt).toBeGreaterThan(NOW - 180 * DAY);
      expect(asOf).toBeLessThan(NOW);
    }
    expect(requests.toSorted((a, b) => a.createdAt - b.createdAt)).toEqual(requests);
  });

  it('then each is marked, first in its versions, and has an id of its own', () => {
    expect(requests.every(({ flags, version }) => flags.includes('demo') && version === 1)).toBe(true);
    expect(new Set(requests.map(({ id }) => id)).size).toBe(requests.length);
    expect(requests[0]?.id).toMatch(/^REQ-[0-9A-HJKMNP-TV-Z]{10}$/);
  });

  it('then other ids are used where they are given', () => {
    const [first] = createDemoPast(organisation, (index) => `REQ-${index}`)(named, NOW);
    expect(first?.request.id).toBe('REQ-0');
    expect(first?.facts[0]?.subject).toBe('request:REQ-0');
  });
});

describe('when people decided in it', () => {
  it('then nobody decided for themselves, and everybody who decided could', () => {
    for (const request of requests) {
      for (const level of request.levels) {
        const approvers = level.approvers.map(({ personId }) => personId);
        expect(approvers).not.toContain(request.requesterId);
        expect(approvers).not.toContain(request.beneficiaryId);
        for (const { by } of level.decisions) expect(approvers).toContain(by);
      }
      const people = decisionsOf(request).map(({ by }) => by);
      expect(new Set(people).size).toBe(people.length);
    }
  });

  it('then nobody who has left could decide', () => {
    const gone = organisation.people.filter(({ status }) => status === 'offboarded');
    const able = requests.flatMap(({ levels }) =>
      levels.flatMap(({ approvers }) => approvers.map((one) => one.personId)),
    );
    for (const { email } of gone) expect(able).not.toContain(named.people.get(email));
  });

  it('then what was approved has all its levels done, and what was rejected has one rejection, the last', () => {
    for (const request of requests) {
      const verdicts = decisionsOf(request).map(({ verdict }) => verdict);
      if (request.decision === 'approved') {
        expect(request.levels.every(({ state }) => state === 'done')).toBe(true);
        expect(verdicts).not.toContain('reject');
      }
      if (stateOf(request) === 'rejected') expect(verdicts.indexOf('reject')).toBe(verdicts.length - 1);
    }
  });

  it('then decisions came one after the other, and before the decide-by clock', () => {
    for (const request of requests) {
      const times = [request.createdAt, ...decisionsOf(request).map(({ at }) => at), request.clocks.decideBy];
      expect(times.toSorted((a, b) => a - b)).toEqual(times);
    }
  });

  it('then each took the way that the rules show', () => {
    const nameOf = (request: Request) => [...named.apps].find(([, id]) => id === request.appId)?.[0];
    for (const { request, facts } of past) {
      const needsNone = request.flags.includes('emergency') || request.kind === 'direct_grant';
      if (needsNone) continue;
      const rule = firstMatch(organisation, named, request);
      const opened = `${nameOf(request)}: ${request.reason} (${rule?.name})`;
      const flow = organisation.policy.flows.find(
        ({ slug }) => rule?.outcome.kind === 'flow' && slug === rule.outcome.flow,
      );
      expect([opened, request.levels.map(({ mode }) => mode)]).toEqual([
        opened,
        (flow?.levels ?? []).map(({ mode }) => mode),
      ]);
      const auto = facts.find(({ fact }) => fact === 'request.auto_approved');
      expect([opened, auto?.data?.['rule']]).toEqual([
        opened,
        rule?.outcome.kind === 'auto_approve' ? rule.name : undefined,
      ]);
    }
  });
});

describe('when access was given in it', () => {
  it('then it was proven, its lease began there, and it was taken no earlier than asked for', () => {
    for (const request of requests.filter((one) => stateOf(one) === 'ended')) {
      expect(request.verifiedGoneAt).toBe(request.asOf);
      for (const change of request.changes) {
        expect(change).toMatchObject({ state: 'taken', proof: { at: request.asOf } });
        expect(change.effectiveAt).toBeGreaterThan(request.decidedAt ?? 0);
        expect(change.endsAt).toBe(request.endsAt);
      }
    }
  });

  it('then what was never given has no proof and no end, except where absence was proven', () => {
    for (const request of requests.filter((one) => stateOf(one) !== 'ended')) {
      const isFailed = stateOf(request) === 'failed';
      expect(request.verifiedGoneAt !== undefined).toBe(isFailed);
      for (const change of request.changes) {
        expect([change.effectiveAt, change.endsAt]).toEqual([undefined, undefined]);
        expect(change.failure !== undefined).toBe(isFailed);
      }
    }
  });
});

describe('when the record tells it', () => {
  it('then each story is in time order, begins with asking and ends with how it was over', () => {
    const lastFact = {
      ended: 'request.ended',
      rejected: 'request.rejected',
      lapsed: 'request.lapsed',
      cancelled: 'request.cancelled',
      failed: 'request.failed',
    };
    for (const { request, facts } of past) {
      const state = stateOf(request) as keyof typeof lastFact;
      expect(facts.toSorted((a, b) => a.at - b.at)).toEqual(facts);
      expect(facts[0]?.fact).toBe(request.kind === 'direct_grant' ? 'direct_grant.made' : 'request.opened');
      expect(facts.at(-1)).toMatchObject({ fact: lastFact[state], at: request.asOf });
    }
  });

  it('then every fact says that it is of the demo, and about which request', () => {
    for (const { request, facts } of past) {
      for (const fact of facts) expect(fact).toMatchObject({ subject: `request:${request.id}`, data: { demo: true } });
    }
  });

  it('then every decision is a fact of the person who made it', () => {
    for (const { request, facts } of past) {
      const told = facts.filter(({ fact }) => fact === 'request.approved_at_level' || fact === 'request.rejected');
      expect(told.map(({ actor, at }) => ({ actor, at }))).toEqual(
        decisionsOf(request).map(({ by, at }) => ({ actor: { kind: 'person', id: by }, at })),
      );
    }
  });
});
