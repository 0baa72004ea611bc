import { describe, expect, it } from '@jest/globals';
import type { PersonId } from '../../../src/domain/ids.ts';
import type { Delegation } from '../../../src/domain/people/person.ts';
import type { Directory } from '../../../src/domain/policy/directory.ts';
import { type DecisionFacts, mayDecide } from '../../../src/domain/policy/may-decide.ts';
import type { Flow } from '../../../src/domain/policy/policy.ts';
import { resolveLevels } from '../../../src/domain/policy/resolve-levels.ts';
import type { LevelDecision, Request } from '../../../src/domain/request/request.ts';
import { DAY } from '../../../src/domain/time.ts';
import { aChange, aRequest, NOW } from '../../support/builders.ts';
import {
  aFirm,
  aFlow,
  aLevel,
  aSubject,
  DEPLOY,
  idOf,
  manager,
  type Name,
  owner,
  people,
  security,
  valueOf,
} from './firm.ts';

const twoLevels = aFlow([aLevel([manager]), aLevel([owner])]);

/** Maya's request, its levels resolved in the firm as it was then. */
function asked(flow: Flow, given: Partial<Request> = {}): Request {
  const request = aRequest({
    requesterId: idOf('maya'),
    beneficiaryId: idOf('maya'),
    changes: [aChange({ entitlementId: DEPLOY })],
    ...given,
  });
  const { requesterId, beneficiaryId } = request;
  const levels = valueOf(resolveLevels(flow, aFirm(), aSubject({ requesterId, beneficiaryId })));
  return { ...request, flow: { ...request.flow, selfApproval: flow.selfApproval }, levels };
}

function decidedBy(request: Request, index: number, by: Name, onBehalfOf?: Name): Request {
  const behalf: PersonId | undefined = onBehalfOf === undefined ? undefined : idOf(onBehalfOf);
  const decision: LevelDecision = {
    ...{ by: idOf(by), onBehalfOf: behalf, verdict: 'approve', at: NOW, comment: undefined, assurance: 'session' },
  };
  const levels = request.levels.map((level, i) =>
    i === index ? { ...level, decisions: [...level.decisions, decision] } : level,
  );
  return { ...request, levels };
}

function click(
  request: Request,
  index: number,
  by: Name,
  directory: Directory = aFirm(),
  given: Partial<DecisionFacts> = {},
) {
  return mayDecide(request, index, idOf(by), {
    directory,
    now: NOW,
    assurance: 'session',
    verdict: 'approve',
    ...given,
  });
}

function delegation(from: Name, to: Name, startsAt = NOW - DAY, endsAt = NOW + DAY): Delegation {
  return { id: 'del_1', fromId: idOf(from), toId: idOf(to), startsAt, endsAt };
}

function refusal(code: string, detail?: string) {
  return { ok: false, problem: detail === undefined ? { code } : { code, detail } };
}

describe('somebody who was asked', () => {
  it('may decide, in their own seat, with every reason', () => {
    const verdict = click(asked(twoLevels), 0, 'tom');
    expect(verdict).toMatchObject({
      ok: true,
      value: { by: idOf('tom'), onBehalfOf: undefined, because: "Maya's manager" },
    });
    expect(verdict.checks.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      ...[
        'not own satisfied',
        'not decided satisfied',
        'approver satisfied',
        'distinct satisfied',
        'assurance satisfied',
      ],
    ]);
  });

  it.each<[string, Directory]>([
    ['has left', aFirm({ ada: { status: 'offboarded' } })],
    ['no longer owns the app', aFirm({}, { appOwners: [idOf('bo')] })],
    ['is not in the directory any more', aFirm({}, { byId: {} })],
  ])('but %s, may not any more', (_, directory) => {
    const verdict = click(asked(aFlow([aLevel([owner])])), 0, 'ada', directory);
    expect(verdict).toMatchObject(
      refusal('not_an_approver', 'You were asked, but what made you an approver no longer holds.'),
    );
  });

  it('for two reasons, may as long as one of them holds', () => {
    const request = asked(aFlow([aLevel([owner, people('ada')])]));
    expect(click(request, 0, 'ada', aFirm({}, { appOwners: [] }))).toMatchObject({ ok: true });
  });

  it('may not where it is not recorded why', () => {
    const request = asked(twoLevels);
    const levels = request.levels.map((level) => ({
      ...level,
      approvers: [{ personId: idOf('tom'), because: 'once' }],
    }));
    expect(click({ ...request, levels }, 0, 'tom')).toMatchObject(refusal('not_an_approver'));
  });

  it('may not twice', () => {
    const twice = decidedBy(asked(aFlow([aLevel([owner], { mode: { kind: 'all' } })])), 0, 'ada');
    expect(click(twice, 0, 'ada')).toMatchObject(refusal('already_decided', 'You have decided this level already.'));
    expect(click(twice, 0, 'bo')).toMatchObject({ ok: true });
  });

  it('and decided an earlier level, may only where levels need not be distinct', () => {
    const levels = [aLevel([people('ada', 'bo')]), aLevel([people('ada', 'cy')])] as const;
    const distinct = decidedBy(asked(aFlow(levels)), 0, 'ada');
    expect(click(distinct, 1, 'ada')).toMatchObject(
      refusal('not_an_approver', 'You decided an earlier level: this one needs somebody else.'),
    );
    expect(click(distinct, 1, 'cy')).toMatchObject({ ok: true });
    const [first, second] = levels;
    const same = decidedBy(asked(aFlow([first, { ...second, distinct: false }])), 0, 'ada');
    expect(click(same, 1, 'ada')).toMatchObject({ ok: true });
  });
});

describe('somebody who was not asked', () => {
  it.each<Name>(['hanna', 'cy', 'ines', 'viktor'])('such as %s, may not', (name) => {
    expect(click(asked(twoLevels), 0, name)).toMatchObject(
      refusal('not_an_approver', 'You are not among those who can decide this level.'),
    );
  });

  it('may not because they became what would have made them an approver', () => {
    const directory = aFirm({}, { groups: { security: [idOf('hanna'), idOf('mei'), idOf('cy')] } });
    expect(click(asked(aFlow([aLevel([security])])), 0, 'cy', directory)).toMatchObject(refusal('not_an_approver'));
  });

  it('may not decide a level that there is not', () => {
    expect(click(asked(twoLevels), 2, 'ada')).toMatchObject(refusal('not_an_approver'));
    expect(click({ ...asked(twoLevels), levels: [] }, 0, 'ada')).toMatchObject(refusal('not_an_approver'));
  });
});

describe('the requester and the one it is for', () => {
  const everyone = people('ada', 'bo', 'maya', 'tom');

  it.each<[string, Name, Partial<Request>]>([
    ['the requester', 'maya', {}],
    ['the manager who asked for Maya', 'tom', { requesterId: idOf('tom') }],
    ['Maya, for whom Tom asked', 'maya', { requesterId: idOf('tom') }],
  ])('%s may not decide', (_, name, given) => {
    expect(click(asked(aFlow([aLevel([everyone])]), given), 0, name)).toMatchObject(refusal('own_request'));
  });

  it('may not even when their name got into the level', () => {
    const request = asked(aFlow([aLevel([everyone])]));
    const approvers = [{ personId: idOf('maya'), because: 'named', sources: [everyone] }];
    const levels = request.levels.map((level) => ({ ...level, approvers }));
    expect(click({ ...request, levels }, 0, 'maya')).toMatchObject(refusal('own_request'));
  });

  it('may not as the delegate of an approver', () => {
    const directory = aFirm({}, { delegations: [delegation('ada', 'maya')] });
    expect(click(asked(aFlow([aLevel([owner])])), 0, 'maya', directory)).toMatchObject(refusal('own_request'));
  });

  it('may where the flow says so', () => {
    const request = asked(aFlow([aLevel([everyone])], { selfApproval: true }));
    expect(click(request, 0, 'maya')).toMatchObject({ ok: true });
  });
});

describe('a delegate', () => {
  const request = asked(aFlow([aLevel([owner], { mode: { kind: 'all' } }), aLevel([people('cy', 'ines')])]));
  const stands = (...delegations: Delegation[]) => aFirm({}, { delegations });

  it('may decide for the one they stand for', () => {
    expect(click(request, 0, 'cy', stands(delegation('ada', 'cy')))).toMatchObject({
      ok: true,
      value: { by: idOf('cy'), onBehalfOf: idOf('ada'), because: 'for Ada Example, app owner' },
    });
  });

  it.each<[string, Directory]>([
    ['it has not begun', stands(delegation('ada', 'cy', NOW + 1, NOW + DAY))],
    ['it is over', stands(delegation('ada', 'cy', NOW - DAY, NOW))],
    [
      'the one they stand for has left',
      aFirm({ ada: { status: 'offboarded' } }, { delegations: [delegation('ada', 'cy')] }),
    ],
    ['the one they stand for lost the role', aFirm({}, { appOwners: [], delegations: [delegation('ada', 'cy')] })],
    ['they have left themselves', aFirm({ cy: { status: 'offboarded' } }, { delegations: [delegation('ada', 'cy')] })],
    ['it was handed on', stands(delegation('ada', 'mei'), delegation('mei', 'cy'))],
    ['they stand for somebody who was not asked', stands(delegation('hanna', 'cy'))],
  ])('may not when %s', (_, directory) => {
    expect(click(request, 0, 'cy', directory)).toMatchObject(refusal('not_an_approver'));
  });

  it('may not once the one they stand for has decided, nor the other way round', () => {
    const directory = stands(delegation('ada', 'cy'));
    expect(click(decidedBy(request, 0, 'ada'), 0, 'cy', directory)).toMatchObject(refusal('already_decided'));
    expect(click(decidedBy(request, 0, 'cy', 'ada'), 0, 'ada', directory)).toMatchObject(refusal('already_decided'));
  });

  it('of two may for the one who has not decided', () => {
    const directory = stands(delegation('ada', 'cy'), delegation('bo', 'cy'));
    const verdict = click(decidedBy(request, 0, 'ada'), 0, 'cy', directory);
    expect(verdict).toMatchObject({ ok: true, value: { onBehalfOf: idOf('bo') } });
  });

  it('who is asked as well is one pair of eyes, and speaks for themselves', () => {
    const directory = stands(delegation('ada', 'bo'));
    expect(click(request, 0, 'bo', directory)).toMatchObject({ ok: true, value: { onBehalfOf: undefined } });
    expect(click(decidedBy(request, 0, 'bo'), 0, 'bo', directory)).toMatchObject(refusal('already_decided'));
  });

  it('who decided for another may not decide a later level that needs somebody else', () => {
    const before = decidedBy(request, 0, 'cy', 'ada');
    expect(click(before, 1, 'cy', stands(delegation('ada', 'cy')))).toMatchObject(refusal('not_an_approver'));
  });
});

describe('a request of high risk', () => {
  const request = asked(aFlow([aLevel([owner])]), { flags: ['high_risk'] });

  it.each(['session', 'slack_bound', 'token', 'operator'] as const)('is not approved by %s', (assurance) => {
    expect(click(request, 0, 'ada', aFirm(), { assurance })).toMatchObject(refusal('fresh_sign_in_needed'));
  });

  it('is approved by one who has just signed in, and rejected by anybody who was asked', () => {
    expect(click(request, 0, 'ada', aFirm(), { assurance: 'fresh_sign_in' })).toMatchObject({ ok: true });
    expect(click(request, 0, 'ada', aFirm(), { verdict: 'reject' })).toMatchObject({ ok: true });
  });
});
