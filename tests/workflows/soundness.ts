import { expect } from '@jest/globals';
import { sha256, verifySignature } from '../../src/config/keys.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { isFinal, stateOf } from '../../src/domain/request/state.ts';
import { verifyAudit } from '../../src/use-cases/verify-audit.ts';
import { type Stage, stored, story, until } from '../support/stories.ts';

const ONCE = ['approved', 'rejected', 'cancelled', 'lapsed', 'given', 'end_asked', 'ending', 'ended', 'failed'];
const OUTCOMES = ['rejected', 'cancelled', 'lapsed', 'ended', 'failed'];

/** What must be so of every request that is over, however it came to that. */
export async function expectSound(stage: Stage, request: Request): Promise<void> {
  await until(async () => isFinal(stateOf(await stored(stage, request.id))));
  const facts = await story(stage, request.id);
  const end = await stored(stage, request.id);
  const state = stateOf(end);
  const has = (name: string) => facts.includes(`request.${name}`);
  for (const name of ONCE)
    expect([name, facts.filter((fact) => fact === `request.${name}`).length <= 1]).toEqual([name, true]);
  const outcomes = OUTCOMES.filter(has);
  // Cancelled while it was being given, and proven there a moment later: it was held, and that has ended.
  const expected = has('given') && has('cancelled') ? ['cancelled', 'ended'] : [state];
  expect({ facts, outcomes }).toEqual({ facts, outcomes: expected });
  expect(has('approved') && has('rejected')).toBe(false);
  if (has('given')) expect(facts.indexOf('request.given')).toBeGreaterThan(facts.indexOf('request.approved'));
  if (has('given')) expect(facts).toContain('holding.removed');
  await expectGone(stage, end);
}

/** No claim of it is live, the ledger has a proof that it is gone, and the app itself has none of it. */
export async function expectGone({ house }: Stage, request: Request): Promise<void> {
  const asked = request.changes.map(({ entitlementId }) => entitlementId);
  const holdings = await house.store.ledger.holdingsOfPerson(request.beneficiaryId);
  const held = holdings.filter(({ entitlementId, claims }) => asked.includes(entitlementId) && claims.length > 0);
  for (const { claims, actual, proof, wanted } of held) {
    expect({ live: claims.filter(({ live }) => live), actual, wanted }).toEqual({
      ...{ live: [], actual: { seen: 'absent' }, wanted: { held: false } },
    });
    expect(proof).toBeDefined();
  }
  const entitlements = await house.store.catalog.entitlementsOf(request.appId);
  const external = entitlements.filter(({ id }) => asked.includes(id)).map(({ externalId }) => externalId);
  const inApp = await house.store.sandbox.holdings(request.appId, { after: undefined, limit: 1000 });
  const person = await house.store.people.byId(request.beneficiaryId);
  const theirs = inApp.filter((one) => one.account === person?.email && external.includes(one.entitlement));
  expect(theirs.filter(({ real }) => real.held)).toEqual([]);
}

export async function expectWholeRecord({ house }: Stage): Promise<void> {
  const { keys, store } = house;
  const verdict = await verifyAudit({ store, sha256, verifySignature, publicKey: keys.publicKey });
  expect(verdict.breaks).toEqual([]);
}
