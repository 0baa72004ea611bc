import type { AuditFact } from '../../domain/audit/fact.ts';
import { type Result, ok } from '../../domain/errors.ts';
import type { Acting } from '../acting.ts';
import { mayManage, type WorkspacesDeps } from './deps.ts';

/** Slack's page sent somebody back with this. Added again: with the new token, and the channels that it had. */
export async function installWorkspace(
  { store, clock, installer }: WorkspacesDeps,
  { person, origin }: Acting,
  { code, back }: { readonly code: string; readonly back: string },
): Promise<Result<{ readonly name: string }>> {
  const allowed = mayManage(person.roles);
  if (!allowed.ok) return allowed;
  const added = await installer.finish(code, back);
  if (!added.ok) return added;
  const { id, name, scopes } = added.value;
  const at = clock.now();
  const fact: AuditFact = {
    ...{ fact: 'workspace.installed', at, subject: `workspace:${id}`, data: { name, scopes }, ...origin },
  };
  const channels = { alertChannel: undefined, reviewChannel: undefined };
  const installed = { installedBy: person.id, installedAt: at, endedAt: undefined };
  await store.workspaces.install({ ...added.value, ...channels, ...installed }, [fact]);
  return ok({ name });
}
