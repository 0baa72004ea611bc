import { describe, expect, it } from '@jest/globals';
import type { Lease } from '../../../src/domain/lease/lease.ts';
import type { ChangeFacts, RequestFacts } from '../../../src/domain/policy/condition.ts';
import { DEFAULT_FLOW, flowBySlug } from '../../../src/domain/policy/flows.ts';
import { matchRule } from '../../../src/domain/policy/match-rule.ts';
import type { Condition, Flow, Outcome, Policy, Rule } from '../../../src/domain/policy/policy.ts';
import { DAY } from '../../../src/domain/time.ts';
import { createCalendar } from '../../../src/time/calendar.ts';
import { anOrganisation, NOW } from '../../support/builders.ts';
import { aFlow, aLevel, manager, owner, security } from './firm.ts';

const utc = createCalendar('UTC');
const flows: readonly Flow[] = [
  aFlow([aLevel([manager])], { slug: 'manager' }),
  aFlow([aLevel([manager]), aLevel([owner])], { slug: 'manager-then-owner' }),
  aFlow([aLevel([security])], { slug: 'security', decideBy: 'P2D' }),
  aFlow([aLevel([security])], { slug: 'own', selfApproval: true }),
];
const flow = (slug: string): Outcome => ({ kind: 'flow', flow: slug });
const deny: Outcome = { kind: 'deny', message: 'No.' };
const auto: Outcome = { kind: 'auto_approve' };
const rule = (name: string, when: Condition, outcome: Outcome): Rule => ({ name, when, outcome });
const policyOf = (...rules: Rule[]): Policy => ({ ...anOrganisation().policy, flows, rules });

const aChangeOf = (given: Partial<ChangeFacts> = {}): ChangeFacts => ({
  ...{ id: 'c1', op: 'add', entitlement: 'crm/sales', kind: 'role', risk: 'medium' },
  ...given,
});
function facts(given: Partial<RequestFacts> = {}): RequestFacts {
  const someone = { department: 'Sales', title: 'Agent', groups: ['on-call', 'staff'] };
  const lease: Lease = { kind: 'for', length: 'P30D' };
  return { app: 'crm', changes: [aChangeOf()], lease, requester: someone, beneficiary: someone, now: NOW, ...given };
}
const outcomeOf = (given: Partial<RequestFacts>, ...rules: Rule[]) => {
  const decision = matchRule(policyOf(...rules), facts(given), utc);
  return decision.kind === 'flow' ? decision.flow.slug : decision.kind;
};

describe('a rule', () => {
  const matches = (when: Condition, given: Partial<RequestFacts> = {}) =>
    outcomeOf(given, rule('r', when, deny)) === 'deny';
  const change = (given: Partial<ChangeFacts>) => ({ changes: [aChangeOf(given)] });

  it.each<[string, Condition, Partial<RequestFacts>, Partial<RequestFacts>]>([
    ['an app', { apps: ['crm', 'wiki'] }, {}, { app: 'shop' }],
    ['an entitlement', { entitlements: ['crm/sales'] }, {}, change({ entitlement: 'crm/admin' })],
    ['a kind of entitlement', { kinds: ['role'] }, {}, change({ kind: 'licence' })],
    ['a kind of change', { changes: ['remove', 'add'] }, {}, change({ op: 'modify' })],
    ['extending', { changes: ['extend'] }, change({ op: 'extend' }), change({ op: 'add' })],
    ['a risk', { risk: ['high', 'medium'] }, {}, change({ risk: 'low' })],
    ['a long lease', { longerThan: 'P7D' }, {}, { lease: { kind: 'for', length: 'P7D' } }],
    ['a long lease, and there is no end', { longerThan: 'P90Y' }, { lease: { kind: 'indefinite' } }, {}],
    [
      'a long lease with fixed ends',
      { longerThan: 'P7D' },
      { lease: { kind: 'between', startAt: NOW + DAY, endAt: NOW + 9 * DAY } },
      { lease: { kind: 'between', startAt: NOW + DAY, endAt: NOW + 8 * DAY } },
    ],
    [
      'a long lease, which a removal has not',
      { longerThan: 'P1D' },
      {},
      { ...change({ op: 'remove' }), lease: { kind: 'indefinite' } },
    ],
    [
      'a department',
      { requester: { departments: ['Sales'] } },
      {},
      { requester: { department: 'IT', title: 'Agent', groups: [] } },
    ],
    [
      'a title',
      { beneficiary: { titles: ['Agent'] } },
      {},
      { beneficiary: { department: 'Sales', title: 'Head', groups: [] } },
    ],
    [
      'a group',
      { beneficiary: { groups: ['on-call', 'x'] } },
      {},
      { beneficiary: { department: 'Sales', title: 'Agent', groups: [] } },
    ],
    ['several things', { apps: ['crm'], risk: ['medium'] }, {}, change({ risk: 'high' })],
  ])('for %s matches it, and nothing else', (_, when, matching, other) => {
    expect(matches(when, matching)).toBe(true);
    expect(matches(when, other)).toBe(false);
  });

  it('for leases longer than 30 days compares on the calendar: a month is that in March, not in February', () => {
    const month = { lease: { kind: 'for', length: 'P1M' } } as const;
    expect(matches({ longerThan: 'P30D' }, { ...month, now: Date.UTC(2026, 2, 5) })).toBe(true);
    expect(matches({ longerThan: 'P30D' }, { ...month, now: Date.UTC(2026, 1, 5) })).toBe(false);
  });

  it('that asks nothing matches everything', () => {
    expect(matches({})).toBe(true);
  });
});

describe('of several rules', () => {
  it('when more than one matches, then the first decides', () => {
    expect(outcomeOf({}, rule('a', { apps: ['shop'] }, deny), rule('b', {}, auto), rule('c', {}, deny))).toBe(
      'auto_approve',
    );
  });

  it('when none matches, then an app owner decides, whatever flows there are', () => {
    const decision = matchRule(policyOf(rule('a', { apps: ['shop'] }, auto)), facts(), utc);
    expect(decision).toMatchObject({ kind: 'flow', flow: DEFAULT_FLOW });
    expect(matchRule(policyOf(), facts(), utc)).toMatchObject({ kind: 'flow', flow: DEFAULT_FLOW });
    expect(DEFAULT_FLOW.selfApproval).toBe(false);
  });

  it('when none matches, and the organisation has a flow of that name, then that is taken', () => {
    const own = aFlow([aLevel([security])], { slug: 'default' });
    expect(matchRule({ ...policyOf(), flows: [own] }, facts(), utc)).toMatchObject({ kind: 'flow', flow: own });
  });

  it('when a decision is explained, then every rule that was looked at says why', () => {
    const { matches } = matchRule(
      policyOf(rule('Shop', { apps: ['shop'], risk: ['medium'] }, deny), rule('Long', { longerThan: 'P7D' }, auto)),
      facts(),
      utc,
    );
    expect(matches).toMatchObject([{ changeId: 'c1', rule: 'Long' }]);
    expect(matches[0]?.considered).toEqual([
      {
        rule: 'Shop',
        checks: [
          { name: 'app', outcome: 'unsatisfied', because: 'The app is crm, not shop.' },
          { name: 'risk', outcome: 'satisfied', because: 'The risk is medium.' },
        ],
      },
      {
        rule: 'Long',
        checks: [{ name: 'longer than', outcome: 'satisfied', because: 'The lease is longer than 7 days.' }],
      },
    ]);
  });

  it('when one that may match cannot be checked, then the answer is no, and not the next rule', () => {
    const broken = rule('Broken', { longerThan: 'nonsense' }, flow('manager'));
    const decision = matchRule(policyOf(broken, rule('b', {}, auto)), facts(), utc);
    expect(decision).toMatchObject({
      kind: 'deny',
      message: 'The rule "Broken" could not be checked. Tell an administrator.',
    });
    expect(decision.matches[0]?.considered[0]?.checks[0]?.outcome).toBe('failed');
    expect(outcomeOf({}, rule('a', {}, flow('gone')), rule('b', {}, auto))).toBe('deny');
  });

  it('when one that does not match cannot be checked either, then it does not matter', () => {
    expect(outcomeOf({}, rule('a', { apps: ['shop'], longerThan: 'nonsense' }, deny), rule('b', {}, auto))).toBe(
      'auto_approve',
    );
  });
});

describe('of several changes', () => {
  const change = (entitlement: string, i: number) => aChangeOf({ id: `c${i}`, entitlement: `crm/${entitlement}` });
  const rules = (outcomes: Record<string, Outcome>) =>
    Object.entries(outcomes).map(([name, outcome]) => rule(name, { entitlements: [`crm/${name}`] }, outcome));
  const all = rules({
    ...{ denied: deny, free: auto, small: flow('manager'), big: flow('manager-then-owner'), safe: flow('security') },
  });
  const together = (...asked: string[]) => outcomeOf({ changes: asked.map(change) }, ...all);

  it.each([
    [['free', 'free'], 'auto_approve'],
    [['free', 'small'], 'manager'],
    [['big', 'small', 'free'], 'manager-then-owner'],
    [['small', 'big'], 'manager-then-owner'],
    [['free', 'big', 'denied'], 'deny'],
    [['small', 'unknown'], 'default+manager'],
  ])('%p, the strictest outcome holds: %s', (asked, outcome) => {
    expect(together(...asked)).toBe(outcome);
    expect(together(...asked.toReversed())).toBe(outcome);
  });

  it('when a longer flow leaves out a level of a shorter one, then that level is added: nothing slips past security', () => {
    const decision = matchRule(policyOf(...all), facts({ changes: ['safe', 'big', 'small'].map(change) }), utc);
    expect(decision).toMatchObject({ kind: 'flow', flow: { slug: 'manager-then-owner+security', decideBy: 'P7D' } });
    if (decision.kind !== 'flow') return;
    expect(flowBySlug({ flows }, decision.flow.slug)).toEqual(decision.flow);
    expect(decision.flow.levels.map(({ approvers }) => approvers)).toEqual([[manager], [owner], [security]]);
  });

  it('when only one of the flows allows approving for oneself, then nobody may', () => {
    const own = rules({ own: flow('own'), small: flow('manager') });
    const decision = matchRule(policyOf(...own), facts({ changes: ['own', 'small'].map(change) }), utc);
    expect(decision).toMatchObject({ kind: 'flow', flow: { selfApproval: false } });
    const alone = matchRule(policyOf(...own), facts({ changes: ['own'].map(change) }), utc);
    expect(alone).toMatchObject({ kind: 'flow', flow: { selfApproval: true } });
  });

  it('when there is none, then nothing is approved', () => {
    expect(outcomeOf({ changes: [] }, rule('a', {}, auto))).toBe('deny');
  });
});
