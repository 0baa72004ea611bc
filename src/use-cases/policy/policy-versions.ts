import { ok, type Result, refused } from '../../domain/errors.ts';
import type { Organisation } from '../../domain/organisation/organisation.ts';
import { organisationOf } from '../../domain/organisation/stored.ts';
import type { PolicyVersion } from '../../ports/organisation-changes.ts';
import { type Author, whyNotRead } from './author.ts';
import type { PolicyDeps } from './deps.ts';

type Deps = Pick<PolicyDeps, 'store' | 'files'>;

/** A version, and who applied it in words: a person's e-mail where it was one. */
export interface VersionView extends PolicyVersion {
  readonly by: string;
}

/** The organisation as it stands, and the version that it is. */
export async function seeStanding(
  deps: Pick<Deps, 'store'>,
  author: Author,
): Promise<Result<VersionView & { readonly organisation: Organisation }>> {
  const forbidden = whyNotRead(author);
  if (forbidden !== undefined) return { ok: false, problem: forbidden };
  const stored = await deps.store.organisation.stored();
  const [latest] = await deps.store.policy.versions(undefined, 1);
  if (stored === undefined || latest === undefined) throw new Error('an installation has an organisation');
  return ok({ ...(await named(deps, latest)), organisation: organisationOf(stored) });
}

/** The same as a file that would change nothing. */
export async function seeOrganisation(deps: Deps, author: Author): Promise<Result<VersionView & { yaml: string }>> {
  const standing = await seeStanding(deps, author);
  if (!standing.ok) return standing;
  const { organisation, ...version } = standing.value;
  return ok({ ...version, yaml: deps.files.write(organisation) });
}

/** Newest first. */
export async function listVersions(
  deps: Deps,
  author: Author,
  page: { readonly before: number | undefined; readonly limit: number },
): Promise<Result<readonly VersionView[]>> {
  const forbidden = whyNotRead(author);
  if (forbidden !== undefined) return { ok: false, problem: forbidden };
  const versions = await deps.store.policy.versions(page.before, page.limit);
  return ok(await Promise.all(versions.map((version) => named(deps, version))));
}

/** As it was applied, comments and all. */
export async function seeVersion(
  deps: Deps,
  author: Author,
  version: number,
): Promise<Result<VersionView & { readonly text: string | undefined }>> {
  const forbidden = whyNotRead(author);
  if (forbidden !== undefined) return { ok: false, problem: forbidden };
  const found = await deps.store.policy.versionText(version);
  if (found === undefined) return refused('not_found', `There is no version ${version}.`);
  return ok({ ...found, ...(await named(deps, found)) });
}

async function named({ store }: Pick<Deps, 'store'>, version: PolicyVersion): Promise<VersionView> {
  const { appliedBy } = version;
  const id = appliedBy.startsWith('person:') ? (appliedBy.slice('person:'.length) as `per_${string}`) : undefined;
  const person = id === undefined ? undefined : await store.people.byId(id);
  return { ...version, by: person?.email ?? appliedBy };
}
