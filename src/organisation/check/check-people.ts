import type { PersonEntry } from '../../domain/organisation/organisation.ts';
import type { Finding } from '../finding.ts';
import { quoted } from '../wording.ts';
import { duplicates } from './duplicates.ts';
import { dangling, type Names } from './names.ts';

export function checkPeople(people: readonly PersonEntry[], names: Names): readonly Finding[] {
  return [
    ...duplicates(
      people,
      'the e-mail address',
      ({ email }) => email,
      (i) => ['people', i, 'email'],
    ),
    ...duplicates(
      people,
      'the Slack user',
      ({ slackUserId }) => slackUserId,
      (i) => ['people', i, 'slack_user_id'],
    ),
    ...people.flatMap(({ email, manager }, i) =>
      manager === undefined
        ? []
        : dangling(`person ${quoted(email)}`, 'manager', manager, names.people, ['people', i, 'manager']),
    ),
    ...circles(people),
  ];
}

/** Each circle of managers once, found at the first of its people. */
function circles(people: readonly PersonEntry[]): readonly Finding[] {
  const managerOf = new Map(people.map(({ email, manager }) => [email, manager]));
  const walked = new Set<string>();
  return people.flatMap(({ email }, i) => {
    const circle = circleFrom(email, managerOf, walked);
    return circle === undefined ? [] : [{ path: ['people', i, 'manager'], sentence: sayCircle(circle) }];
  });
}

function circleFrom(start: string, managerOf: ReadonlyMap<string, string | undefined>, walked: Set<string>) {
  const chain: string[] = [];
  let next: string | undefined = start;
  while (next !== undefined && !walked.has(next)) {
    walked.add(next);
    chain.push(next);
    next = managerOf.get(next);
  }
  const from = next === undefined ? -1 : chain.indexOf(next);
  return from === -1 ? undefined : chain.slice(from);
}

const MOST_NAMED = 5;

function sayCircle(circle: readonly string[]): string {
  const [first = ''] = circle;
  if (circle.length === 1) return `person ${quoted(first)} is their own manager`;
  const shown = circle.length > MOST_NAMED ? [...circle.slice(0, MOST_NAMED), '…'] : circle;
  return `managers go round in a circle: ${[...shown, first].join(' → ')}`;
}
