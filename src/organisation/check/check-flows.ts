import type { ApproverSource, Flow, LevelPolicy } from '../../domain/policy/policy.ts';
import type { Finding, Path } from '../finding.ts';
import { quoted } from '../wording.ts';
import { duplicates } from './duplicates.ts';
import { danglingAll, type Names } from './names.ts';

export function checkFlows(flows: readonly Flow[], names: Names): readonly Finding[] {
  return [
    ...duplicates(
      flows,
      'the flow',
      ({ slug }) => slug,
      (i) => ['flows', i, 'slug'],
    ),
    ...flows.flatMap((flow, i) =>
      flow.levels.flatMap((level, j) => checkLevel(flow, level, ['flows', i, 'levels', j], names)),
    ),
  ];
}

function checkLevel(flow: Flow, level: LevelPolicy, path: Path, names: Names): readonly Finding[] {
  const who = `flow ${quoted(flow.slug)}`;
  const sources: readonly (readonly [readonly ApproverSource[], readonly string[]])[] = [
    [level.approvers, ['approvers']],
    [level.fallback, ['fallback']],
    [level.escalation?.to ?? [], ['escalate', 'to']],
  ];
  return [
    ...sources.flatMap(([list, keys]) => checkSources(who, list, [...path, ...keys], names)),
    ...checkNeeded(who, level, path),
  ];
}

function checkSources(who: string, list: readonly ApproverSource[], path: Path, names: Names): readonly Finding[] {
  return list.flatMap((source, index) =>
    source.kind === 'people' ? danglingAll(who, 'person', source.people, names.people, [...path, index, 'people']) : [],
  );
}

function checkNeeded(who: string, { mode, approvers }: LevelPolicy, path: Path): readonly Finding[] {
  if (mode.kind !== 'n_of_m') return [];
  const possible = mostPossible(approvers);
  if (possible === undefined || mode.needed <= possible) return [];
  const people = possible === 1 ? 'at most 1 person is' : `at most ${possible} people are`;
  const sentence = `${who} needs ${mode.needed} people, but ${people} named as approvers`;
  return [{ path: [...path, 'mode'], sentence }];
}

/** How many people could decide at most; undefined where only the directory knows. */
function mostPossible(approvers: readonly ApproverSource[]): number | undefined {
  const people = new Set<string>();
  for (const source of approvers) {
    if (source.kind === 'people') for (const person of source.people) people.add(person);
    else if (source.kind === 'manager' || source.kind === 'managers_manager') people.add(source.kind);
    else return undefined;
  }
  return people.size;
}
