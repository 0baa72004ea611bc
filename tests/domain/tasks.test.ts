import { describe, expect, it } from '@jest/globals';
import { askedAlready, askFor, sameRow } from '../../src/domain/work/ask-for.ts';
import { chooseAssignee } from '../../src/domain/work/assignee.ts';
import { type HandKind, type Task, wantedBy, wishText } from '../../src/domain/work/task.ts';
import { anId, aPerson, NOW } from '../support/builders.ts';

function aTask(kind: HandKind, state: Task['state'], number: number, level?: string): Task {
  return {
    ...{
      id: anId('task'),
      kind,
      state,
      appId: anId('app'),
      entitlementId: anId('entitlement'),
      accountId: anId('account'),
    },
    ...{ wish: wishText(kind, level, {}), number, instructions: '', createdAt: NOW, dueAt: undefined },
    ...{ requestId: undefined, changeId: undefined, assigneeId: undefined },
    ...{ doneAt: undefined, doneById: undefined, answer: undefined },
  };
}

describe('what is asked of people', () => {
  it.each<[HandKind, Task['state'], boolean]>([
    ['provision', 'open', true],
    ['provision', 'refused', true],
    ['provision', 'completed', false],
    ['provision', 'withdrawn', false],
    ['deprovision', 'open', true],
    ['deprovision', 'refused', false],
    ['deprovision', 'completed', false],
  ])('when the same %s was asked for and is %s, then it stands: %s', (kind, state, stands) => {
    const known = aTask(kind, state, 3);
    const fresh = aTask(kind, 'open', 1);
    const { write, answer } = askFor([known], fresh, NOW);
    expect(answer).toEqual(stands ? known : { ...fresh, number: 4 });
    expect(write).toEqual(stands ? [] : [{ ...fresh, number: 4 }]);
    expect(askedAlready([known], fresh.wish)).toBe(stands ? known : undefined);
  });

  it('when something else is asked for, then only what is open is withdrawn', () => {
    const before = [aTask('provision', 'completed', 1), aTask('deprovision', 'open', 2)];
    const { write, facts } = askFor(before, aTask('provision', 'open', 1, 'member'), NOW);
    expect(write.map(({ state, number }) => [number, state])).toEqual([
      [2, 'withdrawn'],
      [3, 'open'],
    ]);
    expect(facts.map(({ fact }) => fact)).toEqual(['task.withdrawn', 'task.opened']);
  });

  it('when it says what will be so, then that is what was wished', () => {
    expect(wantedBy(aTask('provision', 'open', 1, 'member'))).toEqual({ held: true, level: 'member' });
    expect(wantedBy(aTask('provision', 'open', 1))).toEqual({ held: true, level: undefined });
    expect(wantedBy(aTask('deprovision', 'open', 1))).toEqual({ held: false });
    expect(wishText('provision', undefined, { b: 1, a: 2 })).toBe(wishText('provision', undefined, { a: 2, b: 1 }));
  });

  it('when the same was asked for earlier, and something else in between, then that is another row', () => {
    const [old, other, one, two] = [
      ...[aTask('deprovision', 'completed', 1), aTask('provision', 'completed', 2)],
      ...[aTask('deprovision', 'refused', 3), aTask('deprovision', 'open', 4)],
    ] as [Task, Task, Task, Task];
    expect(sameRow([old, other, one, two])).toEqual([one, two]);
  });

  it('when the first is away, then the next is asked; when all are, the first; never one who left', () => {
    const away = aPerson({ outOfOfficeUntil: NOW + 1 });
    const here = aPerson();
    const gone = aPerson({ status: 'offboarded' });
    const ask = (people: ReturnType<typeof aPerson>[]) =>
      chooseAssignee(people, { app: { ownerIds: people.map(({ id }) => id) }, except: [], now: NOW });
    expect(ask([gone, away, here])).toBe(here.id);
    expect(ask([gone, away])).toBe(away.id);
    expect(ask([gone])).toBe(undefined);
  });
});
