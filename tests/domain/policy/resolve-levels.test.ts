import { describe, expect, it } from '@jest/globals';
import type { ApproverSource } from '../../../src/domain/policy/policy.ts';
import { resolveLevel, resolveLevels } from '../../../src/domain/policy/resolve-levels.ts';
import { DAY, HOUR } from '../../../src/domain/time.ts';
import { NOW } from '../../support/builders.ts';
import {
  aFirm,
  aFlow,
  aLevel,
  aSubject,
  DEPLOY,
  idOf,
  LOGS,
  manager,
  nameOf,
  owner,
  people,
  security,
  valueOf,
  whoDecides,
} from './firm.ts';

const both = [
  { id: DEPLOY, name: 'Deploy' },
  { id: LOGS, name: 'Logs' },
];
const oneLevel = (...sources: ApproverSource[]) => aFlow([aLevel(sources)]);

describe('who decides a level', () => {
  it.each<[string, ApproverSource, string[]]>([
    ['the manager', manager, ["tom: Maya's manager"]],
    ['the manager’s manager', { kind: 'managers_manager' }, ["ines: Maya's manager's manager"]],
    ['owners of the app', owner, ['ada: app owner', 'bo: app owner']],
    ['owners of the entitlement', { kind: 'entitlement_owner' }, ['cy: owner of Deploy']],
    ['named people', people('mei', 'cy'), ['cy: named in the flow', 'mei: named in the flow']],
    ['a group', security, ['hanna: in group security', 'mei: in group security']],
    ['holders of a role', { kind: 'role', role: 'super_admin' }, ['viktor: super admin']],
  ])('when the policy says %s, are they, with the reason', (_, source, who) => {
    expect(whoDecides(resolveLevels(oneLevel(source), aFirm(), aSubject()))).toEqual([who]);
  });

  it('when somebody is named twice, then they are asked once, for both reasons', () => {
    const resolved = resolveLevels(oneLevel(manager, people('tom'), owner), aFirm(), aSubject());
    expect(whoDecides(resolved)).toEqual([
      ["tom: Maya's manager, named in the flow", 'ada: app owner', 'bo: app owner'],
    ]);
  });

  it('when several things are asked for, then an owner decides who owns all of them', () => {
    const source: ApproverSource = { kind: 'entitlement_owner' };
    const resolved = resolveLevels(oneLevel(source), aFirm(), aSubject({ entitlements: both }));
    expect(whoDecides(resolved)).toEqual([['cy: owner of Deploy and Logs']]);
    const apart = aFirm({}, { entitlementOwners: { [DEPLOY]: [idOf('cy')], [LOGS]: [idOf('bo')] } });
    expect(whoDecides(resolveLevels(oneLevel(source), apart, aSubject({ entitlements: both })))).toEqual([
      ['viktor: super admin (nobody else could)'],
    ]);
  });

  it('when a level opens, then its clocks and the next tier are known', () => {
    const escalation = { after: 'P2D', to: [owner, manager] };
    const flow = aFlow([
      aLevel([manager], { remindAfter: 'PT2H', remindEvery: 'PT4H', escalation }),
      aLevel([security]),
    ]);
    const [first, second] = valueOf(resolveLevels(flow, aFirm(), aSubject()));
    expect(first).toMatchObject({ state: 'open', reminders: { after: 2 * HOUR, every: 4 * HOUR } });
    expect(first?.escalation?.after).toBe(2 * DAY);
    expect(first?.escalation?.to.map(({ personId }) => nameOf(personId))).toEqual(['ada', 'bo']);
    expect(second).toMatchObject({ state: 'waiting', standIns: undefined });
  });
});

describe('who is not asked', () => {
  it.each([
    ['the one who asked', aFirm(), aSubject({ requesterId: idOf('ada') }), 'asked for it'],
    ['the one it is for', aFirm(), aSubject({ beneficiaryId: idOf('ada') }), 'it is for them'],
    ['one who has left', aFirm({ ada: { status: 'offboarded' } }), aSubject(), 'has left'],
    [
      'one who is away while another is there',
      aFirm({ ada: { outOfOfficeUntil: NOW + DAY } }),
      aSubject(),
      'out of office',
    ],
  ])('is %s, and it is said why', (_, directory, subject, because) => {
    const [level] = valueOf(resolveLevels(oneLevel(owner), directory, subject));
    expect(level?.approvers.map(({ personId }) => nameOf(personId))).toEqual(['bo']);
    expect(level?.skipped).toEqual([{ personId: idOf('ada'), because }]);
  });

  it('is nobody in a group that is named like something every object has', () => {
    for (const group of ['constructor', '__proto__', 'toString']) {
      const resolved = resolveLevels(oneLevel({ kind: 'group', group }), aFirm(), aSubject());
      expect(whoDecides(resolved)).toEqual([['viktor: super admin (nobody else could)']]);
    }
  });

  it('but one who is away is, when nobody else could or somebody stands for them', () => {
    const away = { outOfOfficeUntil: NOW + DAY };
    const allAway = resolveLevels(oneLevel(owner), aFirm({ ada: away, bo: away }), aSubject());
    expect(whoDecides(allAway)).toEqual([['ada: app owner', 'bo: app owner']]);
    const delegation = {
      id: 'del_1',
      fromId: idOf('ada'),
      toId: idOf('cy'),
      startsAt: NOW,
      endsAt: NOW + DAY,
    } as const;
    const stoodFor = resolveLevels(oneLevel(owner), aFirm({ ada: away }, { delegations: [delegation] }), aSubject());
    expect(whoDecides(stoodFor)).toEqual([['ada: app owner', 'bo: app owner']]);
  });

  it('but the requester is, where the flow lets people approve for themselves', () => {
    const flow = { ...oneLevel(owner), selfApproval: true };
    expect(whoDecides(resolveLevels(flow, aFirm(), aSubject({ requesterId: idOf('ada') })))).toEqual([
      ['ada: app owner', 'bo: app owner'],
    ]);
  });
});

describe('when nobody the level names can decide', () => {
  const withoutManager = aFirm({}, { managerOf: {} });

  it('then its fallback does', () => {
    const flow = aFlow([aLevel([manager], { fallback: [owner] })]);
    const resolved = resolveLevels(flow, withoutManager, aSubject());
    expect(whoDecides(resolved)).toEqual([['ada: app owner (nobody else could)', 'bo: app owner (nobody else could)']]);
    const [level] = valueOf(resolved);
    expect(level?.standIns).toBe('fallback');
    expect(level?.skipped).toEqual([{ personId: undefined, because: "nobody is Maya's manager" }]);
  });

  it('then, without a fallback that can, super admins do', () => {
    const flow = aFlow([aLevel([manager], { fallback: [people('maya')] })]);
    const resolved = resolveLevels(flow, withoutManager, aSubject());
    expect(whoDecides(resolved)).toEqual([['viktor: super admin (nobody else could)']]);
    expect(valueOf(resolved)[0]?.standIns).toBe('super_admins');
  });

  it.each([
    ['there are no super admins', aFirm({}, { managerOf: {}, roles: {} }), aSubject()],
    ['the only super admin has left', aFirm({ viktor: { status: 'offboarded' } }, { managerOf: {} }), aSubject()],
    ['the only super admin asks', withoutManager, aSubject({ requesterId: idOf('viktor') })],
  ])('then, when %s, it is refused', (_, directory, subject) => {
    const refusal = resolveLevels(oneLevel(manager), directory, subject);
    expect(refusal).toMatchObject({ ok: false, problem: { code: 'no_approver', data: { level: 1 } } });
  });

  it('then a flow without levels is refused: nobody has approved it', () => {
    expect(resolveLevels(aFlow([]), aFirm(), aSubject())).toMatchObject({ problem: { code: 'no_approver' } });
  });

  it('then a manager who asks for somebody of theirs does not decide it', () => {
    const resolved = resolveLevels(oneLevel(manager), aFirm(), aSubject({ requesterId: idOf('tom') }));
    expect(whoDecides(resolved)).toEqual([['viktor: super admin (nobody else could)']]);
  });
});

describe('when a level needs several people', () => {
  const two = { mode: { kind: 'n_of_m', needed: 2 } } as const;
  const all = { mode: { kind: 'all' } } as const;

  it('and has them, then nobody is added', () => {
    const flow = aFlow([aLevel([owner], { ...two, fallback: [people('cy')] })]);
    expect(whoDecides(resolveLevels(flow, aFirm(), aSubject()))).toEqual([['ada: app owner', 'bo: app owner']]);
  });

  it('and one is missing, then the fallback joins those who are there, then super admins', () => {
    const gone = aFirm({ ada: { status: 'offboarded' } });
    const flow = aFlow([aLevel([owner], { ...two, fallback: [people('cy')] })]);
    expect(whoDecides(resolveLevels(flow, gone, aSubject()))).toEqual([
      ['bo: app owner', 'cy: named in the flow (nobody else could)'],
    ]);
    const noFallback = aFlow([aLevel([owner], two)]);
    expect(whoDecides(resolveLevels(noFallback, gone, aSubject()))).toEqual([
      ['bo: app owner', 'viktor: super admin (nobody else could)'],
    ]);
  });

  it('and there are too few in the whole firm, then it is refused', () => {
    const flow = aFlow([aLevel([owner], { mode: { kind: 'n_of_m', needed: 4 } })]);
    expect(resolveLevels(flow, aFirm(), aSubject())).toMatchObject({ problem: { code: 'no_approver' } });
  });

  it('and says that none are needed, then one is', () => {
    const flow = aFlow([aLevel([people('maya')], { mode: { kind: 'n_of_m', needed: 0 } })]);
    expect(whoDecides(resolveLevels(flow, aFirm({}, { roles: {} }), aSubject()))).toEqual([['no_approver']]);
  });

  it('and all must approve, then a missing manager is stood in for, not left out', () => {
    const flow = aFlow([aLevel([manager, security], all)]);
    expect(whoDecides(resolveLevels(flow, aFirm({}, { managerOf: {} }), aSubject()))).toEqual([
      ['hanna: in group security', 'mei: in group security', 'viktor: super admin (nobody else could)'],
    ]);
  });

  it('and all must approve, then a manager who is away is waited for: security cannot speak for them', () => {
    const flow = aFlow([aLevel([manager, security], all)]);
    const directory = aFirm({ tom: { outOfOfficeUntil: NOW + DAY }, mei: { outOfOfficeUntil: NOW + DAY } });
    expect(whoDecides(resolveLevels(flow, directory, aSubject()))).toEqual([
      ["tom: Maya's manager", 'hanna: in group security'],
    ]);
  });

  it('and all must approve, then one who is away and alone for one of two reasons is waited for as well', () => {
    const flow = aFlow([aLevel([manager, security], all)]);
    const away = aFirm({ mei: { outOfOfficeUntil: NOW + DAY } }, { managerOf: { [idOf('maya')]: idOf('mei') } });
    expect(whoDecides(resolveLevels(flow, away, aSubject()))).toEqual([
      ["mei: Maya's manager, in group security", 'hanna: in group security'],
    ]);
  });

  it('and all of nobody must approve, then one super admin is enough', () => {
    const admins = aFirm({}, { managerOf: {}, roles: { super_admin: [idOf('viktor'), idOf('ines')] } });
    const [level] = valueOf(resolveLevels(aFlow([aLevel([manager], all)]), admins, aSubject()));
    expect(level?.approvers).toHaveLength(2);
    expect(level?.mode).toEqual({ kind: 'any' });
  });
});

describe('when levels need different people', () => {
  it('then who decides an earlier one is not asked again, and it is said why', () => {
    const flow = aFlow([aLevel([manager]), aLevel([manager, owner])]);
    const resolved = resolveLevels(flow, aFirm(), aSubject());
    expect(whoDecides(resolved)).toEqual([["tom: Maya's manager"], ['ada: app owner', 'bo: app owner']]);
    expect(valueOf(resolved)[1]?.skipped).toEqual([{ personId: idOf('tom'), because: 'decides level 1' }]);
  });

  it('then a second level with only the first one’s approver goes to super admins', () => {
    const flow = aFlow([aLevel([people('ada')]), aLevel([people('ada')])]);
    expect(whoDecides(resolveLevels(flow, aFirm(), aSubject()))[1]).toEqual([
      'viktor: super admin (nobody else could)',
    ]);
  });

  it('then three levels for two people are found out before anybody is asked', () => {
    const flow = aFlow([aLevel([people('ada', 'bo')]), aLevel([people('ada')]), aLevel([people('bo')])]);
    expect(whoDecides(resolveLevels(flow, aFirm(), aSubject()))[2]).toEqual([
      'bo: named in the flow',
      'viktor: super admin (nobody else could)',
    ]);
    expect(whoDecides(resolveLevels(flow, aFirm({}, { roles: {} }), aSubject()))).toEqual([['no_approver']]);
  });

  it('but need not, then the same person is asked twice', () => {
    const flow = aFlow([aLevel([people('ada')]), aLevel([people('ada')], { distinct: false })]);
    expect(whoDecides(resolveLevels(flow, aFirm(), aSubject()))[1]).toEqual(['ada: named in the flow']);
  });

  it('and the first was decided by the only one of the second, then stand-ins come when it opens', () => {
    const flow = aFlow([aLevel([people('ada', 'bo')]), aLevel([people('ada')], { fallback: [people('cy')] })]);
    const [first] = valueOf(resolveLevels(flow, aFirm(), aSubject()));
    if (first === undefined) throw new Error('no level');
    const decision = { verdict: 'approve', at: NOW, comment: undefined, assurance: 'session' } as const;
    const done = {
      ...first,
      state: 'done',
      decisions: [{ ...decision, by: idOf('ada'), onBehalfOf: undefined }],
    } as const;
    const second = valueOf(resolveLevel(flow, 1, [done], aFirm(), aSubject()));
    expect(second.approvers.map(({ personId }) => nameOf(personId))).toEqual(['cy']);
  });
});
