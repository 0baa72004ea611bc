import type { Proof } from '../../domain/ledger/claim.ts';
import type { Lease } from '../../domain/lease/lease.ts';
import type { Change } from '../../domain/request/change.ts';
import type { Closing, Decision, Request, ThreadEntry, RequestFlow } from '../../domain/request/request.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../domain/time.ts';
import { idOf, type Scene } from './scene.ts';
import { levelsOf } from './story-levels.ts';
import { namesIn } from './story-names.ts';
import { milliseconds } from './story-times.ts';

/** How a story went: what was decided, how it closed, and whether anything was ever there. */
export interface Course {
  readonly decision: Decision;
  readonly closing: Closing | undefined;
  readonly wasGiven: boolean;
  /** When it was over. */
  readonly overAt: Instant;
}

const CLOSED = { wasGiven: false } as const;

export function courseOf({ story, times }: Scene): Course {
  const { end, decisions } = story;
  const isRejected = decisions.some(({ rejects }) => rejects);
  if (isRejected) return { ...CLOSED, decision: 'rejected', closing: 'rejected', overAt: times.decidedAt };
  if (end?.kind === 'lapsed') return { ...CLOSED, decision: 'rejected', closing: 'lapsed', overAt: times.decidedAt };
  if (end?.kind === 'cancelled') {
    const overAt = times.createdAt + end.after * MINUTE;
    return { ...CLOSED, decision: decisions.length > 0 ? 'approved' : 'rejected', closing: 'cancelled', overAt };
  }
  if (end?.kind === 'failed') return { ...CLOSED, decision: 'approved', closing: undefined, overAt: failedAt(times) };
  return { decision: 'approved', closing: undefined, wasGiven: true, overAt: times.goneAt };
}

function failedAt({ effectiveAt }: Scene['times']): Instant {
  return effectiveAt + 2 * HOUR;
}

export function requestOf(scene: Scene): Request {
  const { story, named, times, requester, beneficiary, app } = scene;
  const course = courseOf(scene);
  const asked = leaseOf(story.ask.lease);
  const isApproved = course.decision === 'approved';
  const levels = levelsOf(scene);
  const changes = story.ask.asks.map((text, i) => changeOf(text, i, scene, course));
  return {
    id: scene.id,
    version: 1,
    run: 1,
    bodyHash: '',
    kind: story.ask.kind ?? 'request',
    bundleId: undefined,
    requesterId: idOf(named.people, requester.email),
    beneficiaryId: idOf(named.people, beneficiary.email),
    appId: idOf(named.apps, app.slug),
    names: namesIn(scene, levels, changes),
    changes,
    lease: { asked, granted: isApproved ? asked : undefined, zone: scene.organisation.policy.organisation.zone },
    reason: story.reason,
    reasonCode: story.reason_code,
    flags: [...story.flags, 'demo'],
    decision: course.decision,
    closing: course.closing,
    endAsked: undefined,
    remindedAt: undefined,
    flow: requestFlow(scene),
    levels,
    clocks: clocksOf(scene, isApproved),
    thread: threadOf(scene),
    createdAt: times.createdAt,
    decidedAt: times.decidedAt,
    endsAt: course.wasGiven ? times.endsAt : undefined,
    verifiedGoneAt: isGone(course) ? course.overAt : undefined,
    asOf: course.overAt,
  };
}

/** Given and taken, or given up and proven to be absent. */
function isGone({ decision, closing }: Course): boolean {
  return decision === 'approved' && closing === undefined;
}

function leaseOf(length: string | undefined): Lease {
  return length === undefined ? { kind: 'indefinite' } : { kind: 'for', length };
}

function clocksOf({ flow, times }: Scene, isApproved: boolean): Request['clocks'] {
  return {
    decideBy: times.createdAt + milliseconds(flow?.decideBy ?? 'P7D'),
    giveBy: isApproved ? times.decidedAt + milliseconds(flow?.giveBy ?? 'PT72H') : undefined,
    extensionLimit: undefined,
    pausedAt: undefined,
    pausedMs: 0,
  };
}

function changeOf(text: string, index: number, scene: Scene, course: Course): Change {
  const { story, named, times } = scene;
  const [slug = '', level] = text.split(':');
  return {
    id: `c${index + 1}`,
    op: story.ask.op ?? 'add',
    entitlementId: idOf(named.entitlements, `${story.ask.app}/${slug}`),
    level,
    fields: story.fields,
    state: isGone(course) ? 'taken' : 'waiting',
    proof: isGone(course) ? proofOf(scene, course) : undefined,
    effectiveAt: course.wasGiven ? times.effectiveAt : undefined,
    endsAt: course.wasGiven ? times.endsAt : undefined,
    failure: story.end?.kind === 'failed' ? story.end.failure : undefined,
  };
}

/** Where nobody can read the app, one of those who work the doors says that it was done. */
function proofOf({ isManual, app, named }: Scene, { overAt }: Course): Proof {
  if (!isManual) return { kind: 'read_back', at: overAt };
  return { kind: 'attested', by: idOf(named.people, app.owners[0] ?? ''), at: overAt };
}

const ANSWERED_AFTER = 24 * MINUTE;

function threadOf({ story, times, person }: Scene): readonly ThreadEntry[] {
  const { question, ask } = story;
  if (question === undefined) return [];
  const at = times.createdAt + 50 * MINUTE;
  return [
    { id: 't1', kind: 'question', by: person(question.by), at, text: question.ask },
    { id: 't2', kind: 'answer', by: person(ask.by), at: at + ANSWERED_AFTER, text: question.answer },
  ];
}

function requestFlow({ flow, story }: Scene): RequestFlow {
  const { way } = story;
  const approval = typeof way === 'object' ? (flow === undefined ? 'auto_approve' : 'levels') : APPROVALS[way];
  return { slug: flow?.slug ?? approval, policyVersion: 1, selfApproval: false, approval, giveWithin: 3 * DAY };
}

const APPROVALS = { break_glass: 'emergency', direct_grant: 'direct_grant' } as const;
