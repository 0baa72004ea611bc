import { type AuditRow, nextRow, type Sha256 } from '../domain/audit/chain.ts';
import type { Actor, AuditFact } from '../domain/audit/fact.ts';
import type { Em } from './database.ts';
import { tables } from './tables.ts';

export type AppendFacts = (em: Em, facts: readonly AuditFact[]) => Promise<number>;

/**
 * Ties facts to the chain. Call it last in a transaction: the head row is the one lock that every writer shares, and
 * from here to the commit nobody else can write, which is what makes the index the order of commits.
 */
export function createAppendFacts(sha256: Sha256): AppendFacts {
  return async (em, facts) => {
    const head = await lockedHead(em);
    const rows: AuditRow[] = [];
    for (const fact of facts) rows.push(nextRow(rows.at(-1) ?? head, fact, sha256));
    const last = rows.at(-1);
    if (last === undefined) return head.index;
    await tables.audit.insert(
      em,
      rows.map((row, i) => ({ ...row, ...searchable(facts[i] as AuditFact) })),
    );
    await tables.auditHead.update(em, { id: 1 }, { index: last.index, hash: last.hash });
    return last.index;
  };
}

async function lockedHead(em: Em): Promise<Pick<AuditRow, 'index' | 'hash'>> {
  const head = await tables.auditHead.first(em, { id: 1 }, { only: ['index', 'hash'], forUpdate: true });
  if (head === undefined) throw new Error('the record has no head: it is made by the first migration');
  return head;
}

function searchable(fact: AuditFact) {
  return { at: fact.at, fact: fact.fact, subject: fact.subject, actor: actorText(fact.actor) };
}

export function actorText(actor: Actor): string {
  return 'id' in actor ? `${actor.kind}:${actor.id}` : actor.kind;
}
