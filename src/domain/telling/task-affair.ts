import type { PersonId } from '../ids.ts';
import { whyNotAct } from '../work/may-act.ts';
import type { Affair, NeededCard, News, RecordedFact } from './affair.ts';
import { newsKey } from './affair.ts';
import { type Circle, readerIn } from './deciders.ts';
import type { Reader, TaskScene } from './says.ts';

export interface TaskFacts {
  readonly scene: TaskScene;
  readonly facts: readonly RecordedFact[];
  readonly circle: Circle;
}

/** What is to be told of a task: its card to whose work it is, and a reminder when it is overdue. */
export function taskAffair({ scene, facts, circle }: TaskFacts): Affair {
  const { task, app } = scene;
  const canSeeToIt = ({ person }: Reader) => whyNotAct(task, person, app) === undefined;
  const workers = responsible(scene, facts)
    .flatMap((id) => readerIn(circle, id) ?? [])
    .filter(canSeeToIt);
  const isOpen = task.state === 'open';
  return {
    subject: `task:${task.id}`,
    needed: isOpen ? workers.map(({ person }): NeededCard => ({ card: 'work', to: person.id })) : [],
    news: isOpen ? overdue({ scene, facts, circle }, workers) : [],
    changesAt: undefined,
    show: (_, readers) => ({ says: 'work', scene, readers }),
    readerOf: (id) => readerIn(circle, id),
    everyReader: workers,
  };
}

/** Who is asked, or the app's owners where nobody is; admins too, once they were told that nothing happens. */
function responsible({ task, app }: TaskScene, facts: readonly RecordedFact[]): readonly PersonId[] {
  const asked = task.assigneeId === undefined ? app.ownerIds : [task.assigneeId];
  const told = facts.findLast(({ fact }) => fact === 'task.escalated')?.data?.['to'];
  return [...new Set([...asked, ...(Array.isArray(told) ? (told as readonly PersonId[]) : [])])];
}

function overdue({ scene, facts }: TaskFacts, workers: readonly Reader[]): readonly News[] {
  const last = facts.findLast(({ fact }) => fact === 'task.reminded');
  if (last === undefined) return [];
  return workers.map(({ person }) => ({
    ...{ key: newsKey(last, 'overdue', person.id), to: person.id, at: last.at, under: 'work' },
    story: { says: 'news', news: 'overdue', scene },
  }));
}
