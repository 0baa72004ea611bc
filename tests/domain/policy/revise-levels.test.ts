import { describe, expect, it } from '@jest/globals';
import type { Person } from '../../../src/domain/people/person.ts';
import { isApproved, whoCanAct } from '../../../src/domain/policy/level-progress.ts';
import type { Flow, LevelPolicy } from '../../../src/domain/policy/policy.ts';
import { resolveLevels } from '../../../src/domain/policy/resolve-levels.ts';
import { reviseLevels } from '../../../src/domain/policy/revise-levels.ts';
import type { Level, LevelDecision } from '../../../src/domain/request/request.ts';
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
  nameOf,
  owner,
  people,
  valueOf,
} from './firm.ts';

type Changes = { readonly [Who in Name]?: Partial<Person> };

const gone = { status: 'offboarded' } as const;

function decision(by: Name): LevelDecision {
  const how = { verdict: 'approve', comment: undefined, assurance: 'session' } as const;
  return { by: idOf(by), onBehalfOf: undefined, at: NOW, ...how };
}

function submitted(flow: Flow, given: Partial<Level> = {}): readonly Level[] {
  return valueOf(resolveLevels(flow, aFirm(), aSubject())).map((level, at) =>
    at === 0 ? { ...level, ...given } : level,
  );
}

function revised(flow: Flow, levels: readonly Level[], changes: Changes, firm: Parameters<typeof aFirm>[1] = {}) {
  const request = aRequest({ requesterId: idOf('maya'), changes: [aChange({ entitlementId: DEPLOY })], levels });
  return reviseLevels(request, flow, aFirm(changes, firm), NOW);
}

const canAct = (levels: readonly Level[], at = 0) => whoCanAct(levels, at).map(nameOf);
const all = { kind: 'all' } as const;
const one = (approvers: LevelPolicy['approvers'], given: Partial<LevelPolicy> = {}) =>
  aFlow([aLevel(approvers, given)]);

describe('who decides a pending request, looked at again', () => {
  it('when nothing changed, then nothing changes', () => {
    const flow = aFlow([aLevel([manager]), aLevel([owner], { mode: all })]);
    const levels = submitted(flow);
    expect(revised(flow, levels, {})).toEqual(levels);
  });

  it('when an approver has left, then the others decide', () => {
    const flow = one([owner]);
    expect(canAct(revised(flow, submitted(flow), { ada: gone }))).toEqual(['bo']);
  });

  it('when the only one has left, then the fallback decides, and after that super admins', () => {
    const flow = one([manager], { fallback: [people('cy')] });
    expect(canAct(revised(flow, submitted(flow), { tom: gone }))).toEqual(['cy']);
    expect(canAct(revised(flow, submitted(flow), { tom: gone, cy: gone }))).toEqual(['viktor']);
  });

  it('when somebody has another manager now, then that one decides', () => {
    const flow = one([manager]);
    const firm = { managerOf: { [idOf('maya')]: idOf('mei') } };
    expect(canAct(revised(flow, submitted(flow), {}, firm))).toEqual(['mei']);
  });

  it('when one of two who must all approve leaves before deciding, then that completes nothing', () => {
    const flow = one([people('ada', 'bo')], { mode: all });
    const levels = revised(flow, submitted(flow, { decisions: [decision('ada')] }), { bo: gone });
    expect(isApproved(levels, 0)).toBe(false);
    expect(canAct(levels)).toEqual(['viktor']);
    expect(levels[0]?.approvers.map(({ personId }) => nameOf(personId))).toContain('ada');
    const done = [{ ...levels[0], decisions: [decision('ada'), decision('viktor')] } as Level];
    expect(isApproved(done, 0)).toBe(true);
  });

  it('when it is looked at once more after that, then it is the same', () => {
    const flow = one([people('ada', 'bo')], { mode: all });
    const once = revised(flow, submitted(flow, { decisions: [decision('ada')] }), { bo: gone });
    expect(revised(flow, once, { bo: gone })).toEqual(once);
  });

  it('when one of three leaves, then the two others must both have approved', () => {
    const flow = one([people('ada', 'bo', 'cy')], { mode: all });
    const levels = revised(flow, submitted(flow, { decisions: [decision('ada')] }), { cy: gone });
    expect(canAct(levels)).toEqual(['bo']);
    expect(isApproved(levels, 0)).toBe(false);
  });

  it('when whoever decided has left since, then what they decided stands', () => {
    const flow = one([people('ada', 'bo', 'cy')], { mode: { kind: 'n_of_m', needed: 2 } });
    const levels = revised(flow, submitted(flow, { decisions: [decision('ada')] }), { ada: gone });
    expect(levels[0]?.decisions).toHaveLength(1);
    expect(canAct(levels)).toEqual(['bo', 'cy']);
  });

  it('when the requester chose, then the choice holds while enough of the chosen can decide', () => {
    const flow = one([people('ada', 'bo', 'cy')], { requesterPicks: true });
    const [level] = submitted(flow);
    const picked = (level?.approvers ?? []).filter(({ personId }) => ['ada', 'bo'].includes(nameOf(personId)));
    const levels = submitted(flow, { approvers: picked });
    expect(canAct(revised(flow, levels, { ada: gone }))).toEqual(['bo']);
    expect(canAct(revised(flow, levels, { ada: gone, bo: gone }))).toEqual(['cy']);
  });

  it('when it was escalated, then those asked later are still asked', () => {
    const escalation = { after: 'PT4H', to: [people('ines')] };
    const flow = one([owner], { escalation });
    const levels = submitted(flow, { escalatedAt: NOW });
    expect(canAct(revised(flow, levels, { ada: gone }))).toEqual(['bo', 'ines']);
  });

  it('when nobody at all is left, then it stays as it was, and is not approved', () => {
    const flow = one([manager]);
    const levels = revised(flow, submitted(flow), { tom: gone, viktor: gone });
    expect(canAct(levels)).toEqual(['tom']);
    expect(isApproved(levels, 0)).toBe(false);
  });
});
