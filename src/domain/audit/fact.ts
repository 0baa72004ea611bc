import type { Json } from '../json.ts';
import type { Assurance } from '../request/request.ts';
import type { Instant } from '../time.ts';

/** Closed list of what the record can say; past tense, because it happened. */
export type FactName =
  | 'organisation.initialised'
  | 'person.added'
  | 'person.changed'
  | 'person.offboarded'
  | 'person.out_of_office_set'
  | 'person.notices_chosen'
  | 'delegation.added'
  | 'delegation.ended'
  | 'app.added'
  | 'app.changed'
  | 'app.archived'
  | 'entitlement.added'
  | 'entitlement.changed'
  | 'entitlement.archived'
  | 'policy.applied'
  | 'token.minted'
  | 'token.revoked'
  | 'session.started'
  | 'session.ended'
  | 'identity.bound'
  | 'identity.forgotten'
  | 'setup_link.minted'
  | 'workspace.installed'
  | 'workspace.channels_set'
  | 'workspace.removed'
  | 'request.opened'
  | 'request.denied'
  | 'request.looked_at'
  | 'request.sign_in_asked'
  | 'request.approved_at_level'
  | 'request.approved'
  | 'request.auto_approved'
  | 'request.emergency_approved'
  | 'request.self_approved'
  | 'request.rejected'
  | 'request.cancelled'
  | 'request.lapsed'
  | 'request.reminded'
  | 'request.escalated'
  | 'request.deciders_changed'
  | 'request.asked'
  | 'request.answered'
  | 'request.given'
  | 'request.giving_failed'
  | 'request.not_given_in_time'
  | 'request.retried'
  | 'request.ends_soon'
  | 'request.extended'
  | 'request.grace_given'
  | 'request.applied'
  | 'request.re_raised'
  | 'request.change_revoked'
  | 'request.end_asked'
  | 'request.ending'
  | 'request.taking_failed'
  | 'request.ended'
  | 'request.failed'
  | 'request.restarted'
  | 'direct_grant.made'
  | 'holding.given'
  | 'holding.removed'
  | 'holding.kept'
  | 'holding.reported_done'
  | 'holding.reported_failed'
  | 'task.opened'
  | 'task.completed'
  | 'task.refused'
  | 'task.reassigned'
  | 'task.withdrawn'
  | 'task.reminded'
  | 'task.escalated'
  | 'app.frozen'
  | 'app.unfrozen'
  | 'takings.pause_proposed'
  | 'takings.paused'
  | 'takings.resumed'
  | 'watchdog.mended'
  | 'alert.raised';

export type Actor =
  | { readonly kind: 'person' | 'token' | 'workflow'; readonly id: string }
  | { readonly kind: 'system' | 'operator' | 'demo' };

export type Surface = 'web' | 'slack' | 'api' | 'cli' | 'email' | 'temporal' | 'start';

export interface AuditFact {
  readonly fact: FactName;
  readonly at: Instant;
  readonly actor: Actor;
  /** What it is about: `request:REQ-…`, `person:per_…`, `app:app_…`. */
  readonly subject: string;
  readonly surface: Surface;
  readonly assurance?: Assurance | undefined;
  readonly data?: { readonly [key: string]: Json | undefined } | undefined;
}
