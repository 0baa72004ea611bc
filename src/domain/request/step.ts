import type { Actor, AuditFact, FactName, Surface } from '../audit/fact.ts';
import type { Json } from '../json.ts';
import type { Instant } from '../time.ts';
import type { Assurance, Request } from './request.ts';

/** What becomes of a request, and what the record says about it. Pure: the same step twice is the same result. */
export interface Step {
  readonly request: Request;
  readonly facts: readonly AuditFact[];
}

/** Who brought something about, from where, and how sure we are that it was them. */
export interface Origin {
  readonly actor: Actor;
  readonly surface: Surface;
  readonly assurance?: Assurance | undefined;
}

export const BY_WORKFLOW: Origin = { actor: { kind: 'system' }, surface: 'temporal' };

type Data = { readonly [key: string]: Json | undefined };

export function factAbout(request: Request, fact: FactName, at: Instant, origin: Origin, data?: Data): AuditFact {
  const { actor, surface, assurance } = origin;
  return { fact, at, actor, subject: `request:${request.id}`, surface, assurance, data };
}

/** A step with one fact. */
export function step(request: Request, fact: FactName, at: Instant, origin: Origin, data?: Data): Step {
  return { request, facts: [factAbout(request, fact, at, origin, data)] };
}
