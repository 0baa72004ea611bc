import type { AuditRow } from '../../domain/audit/chain.ts';
import type { AuditFact } from '../../domain/audit/fact.ts';
import { time } from './moments.ts';

/** A row in words, and the very bytes that its hash is of. */
export function auditRowView({ index, body, hash }: AuditRow) {
  const { at, fact, actor, subject, surface, assurance, data = {} } = JSON.parse(body) as AuditFact;
  const who = 'id' in actor ? `${actor.kind}:${actor.id}` : actor.kind;
  return { index, at: time(at), fact, actor: who, subject, surface, assurance: assurance ?? null, data, body, hash };
}
