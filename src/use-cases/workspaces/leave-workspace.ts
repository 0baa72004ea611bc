import type { AuditFact } from '../../domain/audit/fact.ts';
import type { Clock } from '../../ports/environment.ts';
import type { Store } from '../../ports/store.ts';

interface Deps {
  readonly store: Pick<Store, 'workspaces'>;
  readonly clock: Clock;
}

/** Its token is forgotten, and nothing is said there any more. False where that was so already. */
export async function leaveWorkspace(
  { store, clock }: Deps,
  id: string,
  by: Pick<AuditFact, 'actor' | 'surface' | 'assurance'>,
): Promise<boolean> {
  const workspace = await store.workspaces.byId(id);
  if (workspace === undefined) return false;
  const at = clock.now();
  const subject = `workspace:${id}`;
  return store.workspaces.end(id, at, [
    { fact: 'workspace.removed', at, subject, data: { name: workspace.name }, ...by },
  ]);
}
