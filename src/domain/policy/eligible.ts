import type { PersonId } from '../ids.ts';
import type { LevelApprover, SkippedApprover } from '../request/request.ts';
import { candidatesOf } from './candidates.ts';
import { delegatesOf, type Directory, personOf, type Subject } from './directory.ts';
import type { ApproverSource } from './policy.ts';

/** Everything that resolving the levels of one request needs to know. */
export interface Scene {
  readonly directory: Directory;
  readonly subject: Subject;
  readonly selfApproval: boolean;
}

export interface Found {
  readonly approvers: readonly LevelApprover[];
  readonly skipped: readonly SkippedApprover[];
}

/** Who of these sources can decide, each person once with all their reasons, and who cannot and why. */
export function eligible(sources: readonly ApproverSource[], scene: Scene, busy: ReadonlyMap<PersonId, string>): Found {
  const approvers = new Map<PersonId, LevelApprover>();
  const skipped = new Map<string, SkippedApprover>();
  for (const source of sources) {
    const { people, because } = candidatesOf(source, scene.subject, scene.directory);
    if (people.length === 0) skipped.set(because, { personId: undefined, because: `nobody is ${because}` });
    for (const personId of people) {
      const against = whyNot(personId, scene) ?? busy.get(personId);
      if (against === undefined)
        approvers.set(personId, withReason(approvers.get(personId), personId, source, because));
      else skipped.set(personId, { personId, because: against });
    }
  }
  return {
    approvers: inOrder([...approvers.values()], sources, scene.directory),
    skipped: [...skipped.values()].toSorted(bySkipped),
  };
}

/** Why a person cannot decide about this request, whatever the level. */
export function whyNot(id: PersonId, { directory, subject, selfApproval }: Scene): string | undefined {
  const person = personOf(directory, id);
  if (person === undefined) return 'not in the directory';
  if (person.status !== 'active') return 'has left';
  if (!selfApproval && id === subject.requesterId) return 'asked for it';
  if (!selfApproval && id === subject.beneficiaryId) return 'it is for them';
  return undefined;
}

/** Out of office, and nobody who could decide stands for them. */
export function isAway(id: PersonId, scene: Scene): boolean {
  const { directory, subject } = scene;
  const until = personOf(directory, id)?.outOfOfficeUntil ?? 0;
  const delegates = delegatesOf(directory, id, subject.now);
  return until > subject.now && delegates.every((delegate) => whyNot(delegate, scene) !== undefined);
}

function withReason(
  known: LevelApprover | undefined,
  personId: PersonId,
  source: ApproverSource,
  because: string,
): LevelApprover {
  if (known === undefined) return { personId, because, sources: [source] };
  const isSaid = known.because.split(', ').includes(because);
  return {
    personId,
    because: isSaid ? known.because : `${known.because}, ${because}`,
    sources: [...(known.sources ?? []), source],
  };
}

/** As the policy lists the sources, then by name: whatever order the directory answered in. */
function inOrder(
  approvers: readonly LevelApprover[],
  sources: readonly ApproverSource[],
  directory: Directory,
): readonly LevelApprover[] {
  const keyed = approvers.map((approver) => {
    const first = approver.sources?.[0];
    const name = personOf(directory, approver.personId)?.name ?? '';
    return { approver, rank: first === undefined ? 0 : sources.indexOf(first), key: `${name}\n${approver.personId}` };
  });
  keyed.sort((a, b) => a.rank - b.rank || byText(a.key, b.key));
  return keyed.map(({ approver }) => approver);
}

function bySkipped(a: SkippedApprover, b: SkippedApprover): number {
  return byText(`${a.because}\n${a.personId}`, `${b.because}\n${b.personId}`);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
