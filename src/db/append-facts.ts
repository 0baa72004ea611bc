import { type AuditRow, bodyAround, nextRow, type Sha256 } from '../domain/audit/chain.ts';
import type { Actor, AuditFact } from '../domain/audit/fact.ts';
import type { Transaction } from './connections.ts';
import { tables } from './tables.ts';

export type AppendFacts = (tx: Transaction, facts: readonly AuditFact[]) => Promise<void>;

/**
 * Ties facts to the chain. Call it last in a transaction: the head row is the one lock that every writer shares, and
 * from here to the commit nobody else can write, which is what makes the index the order of commits.
 */
export function createAppendFacts(sha256: Sha256): AppendFacts {
  return (tx, facts) => {
    if (facts.length === 0) return Promise.resolve();
    return tx.dialect === 'sqlite' ? appendHere(tx, facts, sha256) : appendThere(tx, facts);
  };
}

async function appendHere(tx: Transaction, facts: readonly AuditFact[], sha256: Sha256): Promise<void> {
  const head = await tables.auditHead.first(tx, { id: 1 }, { only: ['index', 'hash'] });
  if (head === undefined) throw new Error('the record has no head: it is made by the first migration');
  const rows: AuditRow[] = [];
  for (const fact of facts) rows.push(nextRow(rows.at(-1) ?? head, fact, sha256));
  const { index, hash } = rows.at(-1) ?? head;
  await tables.audit.insert(
    tx,
    rows.map((row, i) => ({ ...row, ...searchable(facts[i] as AuditFact) })),
  );
  await tables.auditHead.set(tx, { id: 1 }, { index, hash });
}

/**
 * PostgreSQL ties them itself, by the rule of `nextRow`, in one statement that goes out with the commit: who waits for the
 * head waits for the database alone, and not for what else the process that has it is doing.
 */
async function appendThere(tx: Transaction, facts: readonly AuditFact[]): Promise<void> {
  const bodies = facts.map(bodyAround);
  const found = facts.map(searchable);
  await tx.tell(APPEND, [
    facts.map((_, i) => i + 1),
    ...[0, 1].map((part) => bodies.map((body) => body[part])),
    ...(['at', 'fact', 'subject', 'actor'] as const).map((name) => found.map((one) => one[name])),
  ]);
}

/** Without a head no row has an index, and the commit fails. */
const APPEND = `
  with recursive head as materialized (select "index", hash from audit_head where id = 1 for update),
  fact as (
    select * from unnest(?::int[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[])
      as fact (n, before, after, at, fact, subject, actor)
  ),
  chain as (
    select 0 as n, (select "index" from head) as "index", (select hash from head) as hash, '' as body
    union all
    select fact.n, chain."index" + 1, encode(sha256(convert_to(chain.hash || chr(10) || tied.body, 'UTF8')), 'hex'), tied.body
      from chain join fact on fact.n = chain.n + 1
      cross join lateral (select fact.before || (chain."index" + 1) || fact.after as body) as tied
  ),
  added as (
    insert into audit ("index", at, fact, subject, actor, body, hash)
      select chain."index", fact.at, fact.fact, fact.subject, fact.actor, chain.body, chain.hash
      from chain join fact using (n)
  )
  update audit_head set "index" = last."index", hash = last.hash
    from (select "index", hash from chain order by n desc limit 1) as last where id = 1`;

function searchable(fact: AuditFact) {
  return { at: fact.at, fact: fact.fact, subject: fact.subject, actor: actorText(fact.actor) };
}

export function actorText(actor: Actor): string {
  return 'id' in actor ? `${actor.kind}:${actor.id}` : actor.kind;
}
