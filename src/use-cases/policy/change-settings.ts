import type { Result } from '../../domain/errors.ts';
import { organisationOf } from '../../domain/organisation/stored.ts';
import type { OrganisationSettings } from '../../domain/policy/policy.ts';
import { type Applied, applyPolicy } from './apply-policy.ts';
import type { Author } from './author.ts';

export interface SettingsWish {
  readonly changes: Partial<OrganisationSettings>;
  /** The one that was looked at; the one of now, unless given. */
  readonly version?: number | undefined;
}

/** Applied like a file that differs in nothing else: checked, written down and kept as a version like any other. */
export async function changeSettings(
  deps: Parameters<typeof applyPolicy>[0],
  author: Author,
  { changes, version }: SettingsWish,
): Promise<Result<Applied>> {
  const stored = await deps.store.organisation.stored();
  if (stored === undefined) throw new Error('an installation has an organisation');
  const { policy, ...rest } = organisationOf(stored);
  const settings = { ...policy.organisation, ...changes };
  const yaml = deps.files.write({ ...rest, policy: { ...policy, organisation: settings } });
  return applyPolicy(deps, author, { file: { yaml }, version: version ?? stored.version });
}
