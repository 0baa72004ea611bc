import type { LevelPolicy } from '../../domain/policy/policy.ts';
import type { Level, LevelDecision } from '../../domain/request/request.ts';
import { MINUTE } from '../../domain/time.ts';
import { idOf, type Scene } from './scene.ts';
import { type Candidate, candidatesOf } from './story-candidates.ts';
import type { Story } from './story.ts';

type Verdict = Story['decisions'][number];

/** The levels of the flow as they stood at the end, with the decisions dealt out to them in order. */
export function levelsOf(scene: Scene): readonly Level[] {
  const left = [...scene.story.decisions];
  let isOpen = true;
  return (scene.flow?.levels ?? []).map((policy) => {
    const candidates = candidatesOf(policy, scene);
    const taken = left.splice(0, neededOf(policy, candidates.length));
    const isDone = taken.length === neededOf(policy, candidates.length) || taken.some(({ rejects }) => rejects);
    const state = isDone ? 'done' : isOpen ? 'open' : 'waiting';
    isOpen &&= isDone && !taken.some(({ rejects }) => rejects);
    return levelOf(policy, pickedOf(policy, candidates, taken), taken, state, scene);
  });
}

function neededOf({ mode }: LevelPolicy, candidates: number): number {
  if (mode.kind === 'n_of_m') return mode.needed;
  return mode.kind === 'all' ? candidates : 1;
}

/** Where the requester picks, the one who decided is the one who was picked. */
function pickedOf(
  { requesterPicks }: LevelPolicy,
  candidates: readonly Candidate[],
  taken: readonly Verdict[],
): readonly Candidate[] {
  if (!requesterPicks) return candidates;
  return candidates.filter(({ email }) => taken.some(({ by }) => email.startsWith(`${by}@`)));
}

function levelOf(
  { mode, distinct }: LevelPolicy,
  candidates: readonly Candidate[],
  taken: readonly Verdict[],
  state: Level['state'],
  scene: Scene,
): Level {
  const approvers = candidates.map(({ email, because }) => ({ personId: idOf(scene.named.people, email), because }));
  return { mode, state, distinct, approvers, decisions: taken.map((verdict) => decisionOf(verdict, scene)) };
}

function decisionOf({ by, after, comment, rejects }: Verdict, { person, times, story }: Scene): LevelDecision {
  return {
    by: person(by),
    onBehalfOf: undefined,
    verdict: rejects ? 'reject' : 'approve',
    at: times.createdAt + after * MINUTE,
    comment,
    assurance: story.flags.includes('high_risk') ? 'fresh_sign_in' : 'session',
  };
}
