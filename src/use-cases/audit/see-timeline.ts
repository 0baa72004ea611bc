import type { AuditFact } from '../../domain/audit/fact.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Store } from '../../ports/store.ts';
import { namesInFacts } from './names-in-facts.ts';

export interface Timeline {
  /** Oldest first. */
  readonly facts: readonly AuditFact[];
  readonly names: ReadonlyMap<string, string>;
  /** There is more before the first of them. */
  readonly isCut: boolean;
}

const MOST = 200;

/** What the record says of one request. For whoever sees the request: that is looked at before. */
export async function seeTimeline(
  store: Pick<Store, 'audit' | 'people' | 'catalog'>,
  { id }: Pick<Request, 'id'>,
): Promise<Timeline> {
  const rows = await store.audit.search({ subject: `request:${id}`, limit: MOST });
  const facts = rows.map(({ body }) => JSON.parse(body) as AuditFact).toReversed();
  return { facts, names: await namesInFacts(store, facts), isCut: rows.length === MOST };
}
