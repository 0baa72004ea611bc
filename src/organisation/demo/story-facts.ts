import type { AuditFact, FactName } from '../../domain/audit/fact.ts';
import type { Level, LevelDecision, Request } from '../../domain/request/request.ts';
import { DAY, type Instant } from '../../domain/time.ts';
import type { Scene } from './scene.ts';
import { courseOf } from './story-request.ts';

type Data = NonNullable<AuditFact['data']>;

/** What the record would say of this request, in time order. */
export function factsOf(scene: Scene, request: Request): readonly AuditFact[] {
  const facts = [...opened(scene, request), ...discussed(request), ...decided(scene, request), ...over(scene, request)];
  return facts.toSorted((a, b) => a.at - b.at);
}

function byPerson(request: Request, fact: FactName, at: Instant, id: string, data: Data = {}): AuditFact {
  const subject = `request:${request.id}`;
  const actor = { kind: 'person', id } as const;
  return { fact, at, actor, subject, surface: 'web', assurance: 'session', data: { ...data, demo: true } };
}

function byWorkflow(request: Request, fact: FactName, at: Instant, data: Data = {}): AuditFact {
  const subject = `request:${request.id}`;
  const actor = { kind: 'workflow', id: subject } as const;
  return { fact, at, actor, subject, surface: 'temporal', data: { ...data, demo: true } };
}

function opened({ app, story }: Scene, request: Request): readonly AuditFact[] {
  const data = { app: app.slug, for: request.beneficiaryId, reason: request.reason, asks: story.ask.asks };
  const fact = story.way === 'direct_grant' ? 'direct_grant.made' : 'request.opened';
  return [byPerson(request, fact, request.createdAt, request.requesterId, data)];
}

function discussed(request: Request): readonly AuditFact[] {
  return request.thread.map(({ kind, at, by, text }) =>
    byPerson(request, kind === 'question' ? 'request.asked' : 'request.answered', at, by, { text }),
  );
}

function decided(scene: Scene, request: Request): readonly AuditFact[] {
  const facts = request.levels.flatMap((level, i) => level.decisions.map((one) => atLevel(request, level, i, one)));
  return [...facts, ...closedDecision(scene, request)];
}

function atLevel(request: Request, { decisions }: Level, index: number, one: LevelDecision): AuditFact {
  const fact = one.verdict === 'approve' ? 'request.approved_at_level' : 'request.rejected';
  const data = { level: index + 1, comment: one.comment, decision: decisions.indexOf(one) + 1 };
  return { ...byPerson(request, fact, one.at, one.by, data), assurance: one.assurance };
}

/** What follows from the last decision, or stands in its place. */
function closedDecision({ story, times }: Scene, request: Request): readonly AuditFact[] {
  const { way } = story;
  if (request.closing === 'lapsed') return reminders(request);
  if (request.decision !== 'approved' || way === 'direct_grant') return [];
  if (way === 'break_glass') return [byWorkflow(request, 'request.auto_approved', times.decidedAt, { because: way })];
  if ('rule' in way) return [byWorkflow(request, 'request.auto_approved', times.decidedAt, { rule: way.rule })];
  return [byWorkflow(request, 'request.approved', times.decidedAt)];
}

function reminders(request: Request): readonly AuditFact[] {
  const days = Math.round((request.clocks.decideBy - request.createdAt) / DAY);
  return Array.from({ length: days - 1 }, (_, i) =>
    byWorkflow(request, 'request.reminded', request.createdAt + (i + 1) * DAY),
  );
}

function over(scene: Scene, request: Request): readonly AuditFact[] {
  const { story, times, person } = scene;
  const { overAt } = courseOf(scene);
  const { end } = story;
  if (request.closing === 'rejected') return [];
  switch (end?.kind) {
    case 'lapsed':
      return [byWorkflow(request, 'request.lapsed', overAt)];
    case 'cancelled':
      return [byPerson(request, 'request.cancelled', overAt, person(end.by), { comment: end.comment })];
    case 'failed':
      return [
        byWorkflow(request, 'request.giving_failed', times.effectiveAt, { failure: end.failure }),
        byWorkflow(request, 'request.failed', overAt, { verifiedGoneAt: overAt }),
      ];
    case 'ended_early': {
      const asked = byPerson(request, 'request.end_asked', times.endingAt, person(end.by), { comment: end.comment });
      return [...given(scene, request), asked, ended(request, overAt)];
    }
    case undefined:
      return [...given(scene, request), ended(request, overAt)];
  }
}

function given({ story, times }: Scene, request: Request): readonly AuditFact[] {
  if (story.ask.op === 'remove') return [];
  return [byWorkflow(request, 'request.given', times.effectiveAt, { endsAt: times.endsAt })];
}

function ended(request: Request, at: Instant): AuditFact {
  return byWorkflow(request, 'request.ended', at, { proof: request.changes[0]?.proof?.kind });
}
