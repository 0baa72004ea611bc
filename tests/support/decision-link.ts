import { MINUTE } from '../../src/domain/time.ts';
import type { DecisionLink } from '../../src/ports/desk-store.ts';
import type { aPageWorld } from './page-world.ts';

type World = Pick<Awaited<ReturnType<typeof aPageWorld>>, 'api' | 'ids' | 'request'>;

/** A link of Lin's as it is stored, and its secret. */
export async function aDecisionLink({ api, ids, request }: World, given: Partial<DecisionLink> = {}): Promise<string> {
  const { store, keys } = api.deps;
  const secret = keys.randomText(32);
  const link: DecisionLink = {
    ...{ hash: keys.sha256(secret), personId: ids.lin, requestId: request, clickId: 'a click', usedAt: undefined },
    ...{ comment: undefined, lease: undefined, expiresAt: Date.now() + 10 * MINUTE },
    ...given,
  };
  await store.desk.addLink(link, 0, []);
  return secret;
}
