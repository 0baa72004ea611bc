import { describe, expect, it } from '@jest/globals';
import { approversNeeded } from '../../../src/domain/policy/approvers-needed.ts';
import { escalate, isApproved, isStuck, whoCanAct } from '../../../src/domain/policy/level-progress.ts';
import { choicesOf, pickApprovers } from '../../../src/domain/policy/pick-approvers.ts';
import type { LevelPolicy } from '../../../src/domain/policy/policy.ts';
import { resolveLevels } from '../../../src/domain/policy/resolve-levels.ts';
import type { Level } from '../../../src/domain/request/request.ts';
import { NOW } from '../../support/builders.ts';
import {
  aFirm,
  aFlow,
  aLevel,
  aSubject,
  idOf,
  manager,
  type Name,
  nameOf,
  owner,
  people,
  security,
  valueOf,
} from './firm.ts';

const resolved = (...levels: LevelPolicy[]) => valueOf(resolveLevels(aFlow(levels), aFirm(), aSubject()));
const picks = { requesterPicks: true } as const;

function decided(levels: readonly Level[], index: number, ...by: Name[]): readonly Level[] {
  const decisions = by.map((name) => ({
    ...({ by: idOf(name), onBehalfOf: undefined, verdict: 'approve', at: NOW, comment: undefined } as const),
    assurance: 'session' as const,
  }));
  return levels.map((level, i) => (i === index ? { ...level, decisions } : level));
}
const canAct = (levels: readonly Level[], index: number) => whoCanAct(levels, index).map(nameOf);

describe('what a flow needs to have looked up', () => {
  it('is what any of its levels may need, and super admins', () => {
    const escalation = { after: 'P1D', to: [{ kind: 'group', group: 'board' }] } as const;
    const flow = aFlow([
      aLevel([manager, people('ada', 'bo')]),
      aLevel([owner], { escalation, fallback: [security, people('bo')] }),
    ]);
    expect(approversNeeded(flow)).toEqual({
      managers: 1,
      appOwners: true,
      entitlementOwners: false,
      emails: ['ada@x.example', 'bo@x.example'],
      groups: ['security', 'board'],
      roles: ['super_admin'],
    });
    expect(
      approversNeeded(aFlow([aLevel([{ kind: 'managers_manager' }, { kind: 'role', role: 'auditor' }])])),
    ).toMatchObject({
      managers: 2,
      roles: ['super_admin', 'auditor'],
    });
  });
});

describe('when the requester chooses', () => {
  const levels = resolved(aLevel([manager]), aLevel([owner], picks));
  const choose = (...names: Name[]) => pickApprovers(levels, names.map(idOf));

  it('then only the chosen are asked, and the others are named', () => {
    const [first, second] = valueOf(choose('bo'));
    expect(first).toEqual(levels[0]);
    expect(second?.approvers.map(({ personId }) => nameOf(personId))).toEqual(['bo']);
    expect(second?.skipped).toEqual([{ personId: idOf('ada'), because: 'not chosen' }]);
    expect(choicesOf(valueOf(choose('bo')))).toEqual([[], [idOf('bo'), idOf('ada')]]);
  });

  it.each<[string, Name[], string]>([
    ['somebody who cannot decide', ['cy'], 'not_an_approver'],
    ['somebody of a level that leaves no choice', ['tom', 'ada'], 'not_an_approver'],
    ['themselves', ['maya'], 'not_an_approver'],
    ['nobody', [], 'malformed'],
  ])('%s, then they are told', (_, names, code) => {
    expect(choose(...names)).toMatchObject({ ok: false, problem: { code, field: 'approvers' } });
  });

  it('fewer than are needed, then they are told', () => {
    const two = resolved(aLevel([owner], { ...picks, mode: { kind: 'n_of_m', needed: 2 } }));
    expect(pickApprovers(two, [idOf('ada')])).toMatchObject({
      problem: { detail: 'Choose at least 2 people for level 1.' },
    });
    expect(pickApprovers(two, [idOf('ada'), idOf('bo')])).toMatchObject({ ok: true });
  });

  it('the same person for two levels that need different ones, then they are told', () => {
    const twice = resolved(aLevel([owner], picks), aLevel([people('ada', 'cy')], picks));
    expect(pickApprovers(twice, [idOf('ada')])).toMatchObject({ problem: { code: 'malformed' } });
    expect(pickApprovers(twice, [idOf('ada'), idOf('cy')])).toMatchObject({ ok: true });
  });
});

describe('a level that is being decided', () => {
  const all = { mode: { kind: 'all' } } as const;

  it('by any of them, is approved by one', () => {
    const levels = resolved(aLevel([owner]));
    expect([isApproved(levels, 0), canAct(levels, 0)]).toEqual([false, ['ada', 'bo']]);
    expect(isApproved(decided(levels, 0, 'bo'), 0)).toBe(true);
  });

  it('by all of them, is approved by the last', () => {
    const levels = resolved(aLevel([owner], all));
    expect(canAct(decided(levels, 0, 'ada'), 0)).toEqual(['bo']);
    expect(isApproved(decided(levels, 0, 'ada'), 0)).toBe(false);
    expect(isApproved(decided(levels, 0, 'ada', 'bo'), 0)).toBe(true);
  });

  it('by all of them, does not wait for one who decided the level before', () => {
    const before = decided(resolved(aLevel([owner]), aLevel([owner], all)), 0, 'ada');
    expect(canAct(before, 1)).toEqual(['bo']);
    expect(isApproved(before, 1)).toBe(false);
    expect(isApproved(decided(before, 1, 'bo'), 1)).toBe(true);
  });

  it('by one who has decided the level before, is stuck, and never approved', () => {
    const before = decided(resolved(aLevel([people('ada', 'bo')]), aLevel([people('ada')])), 0, 'ada');
    expect([isStuck(before, 1), isApproved(before, 1), canAct(before, 1)]).toEqual([true, false, []]);
    expect(isStuck(before, 0)).toBe(false);
  });

  it('by two of three, is stuck when only one is left', () => {
    const levels = resolved(
      aLevel([people('ada', 'bo', 'cy')]),
      aLevel([people('ada', 'bo')], { mode: { kind: 'n_of_m', needed: 2 } }),
    );
    expect(isStuck(decided(levels, 0, 'cy'), 1)).toBe(false);
    expect(isStuck(decided(levels, 0, 'ada'), 1)).toBe(true);
  });

  it('when it escalates, the next tier can act as well; once', () => {
    const [level] = resolved(aLevel([owner], { ...all, escalation: { after: 'P2D', to: [people('cy', 'ada')] } }));
    if (level === undefined) throw new Error('no level');
    const late = escalate(level, NOW);
    expect(late.approvers.map(({ personId, escalated }) => [nameOf(personId), escalated ?? false])).toEqual([
      ['ada', false],
      ['bo', false],
      ['cy', true],
    ]);
    expect(escalate(late, NOW + 1)).toEqual(late);
    expect(isApproved(decided([late], 0, 'ada'), 0)).toBe(false);
    expect(isApproved(decided([late], 0, 'cy'), 0)).toBe(true);
    expect(isApproved(decided([late], 0, 'ada', 'bo'), 0)).toBe(true);
  });

  it('when it has nobody to escalate to, stays as it is', () => {
    const [level] = resolved(aLevel([owner]));
    if (level === undefined) throw new Error('no level');
    expect(escalate(level, NOW)).toBe(level);
  });
});
