import { type Result, ok } from '../../domain/errors.ts';
import type { SlackChannel } from '../../ports/slack-installer.ts';
import type { Acting } from '../acting.ts';
import { liveWorkspace, mayManage, type WorkspacesDeps } from './deps.ts';

/** As somebody typed them: names or ids; nothing where it shall be told in none. */
export interface TypedChannels {
  readonly alert: string;
  readonly review: string;
}

/** Where alerts are told, and where everybody who decides looks. Slack is asked whether they are there. */
export async function chooseChannels(
  deps: WorkspacesDeps,
  { person, origin }: Acting,
  id: string,
  typed: TypedChannels,
): Promise<Result<true>> {
  const allowed = mayManage(person.roles);
  if (!allowed.ok) return allowed;
  const workspace = await liveWorkspace(deps, id);
  if (!workspace.ok) return workspace;
  const alert = await entered(deps, id, typed, 'alert');
  if (!alert.ok) return alert;
  const review = await entered(deps, id, typed, 'review');
  if (!review.ok) return review;
  const channels = { alertChannel: alert.value?.id, reviewChannel: review.value?.id };
  const { alertChannel, reviewChannel, name } = workspace.value;
  if (alertChannel === channels.alertChannel && reviewChannel === channels.reviewChannel) return ok(true);
  const said = { name, alerts: alert.value?.name, reviews: review.value?.name };
  const subject = `workspace:${id}`;
  await deps.store.workspaces.setChannels(id, channels, [
    { fact: 'workspace.channels_set', at: deps.clock.now(), subject, data: said, ...origin },
  ]);
  return ok(true);
}

async function entered(
  { installer }: WorkspacesDeps,
  id: string,
  typed: TypedChannels,
  field: keyof TypedChannels,
): Promise<Result<SlackChannel | undefined>> {
  const channel = typed[field].trim();
  if (channel === '') return ok(undefined);
  const found = await installer.enter(id, channel);
  return found.ok ? found : { ok: false, problem: { ...found.problem, field } };
}
