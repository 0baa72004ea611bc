import { ok, type Result, refused } from '../../domain/errors.ts';
import type { AuditFact } from '../../domain/audit/fact.ts';
import { isEmptyDiff } from '../../domain/organisation/diff.ts';
import { factsOf } from '../../domain/organisation/facts.ts';
import type { Instant } from '../../domain/time.ts';
import type { Clock } from '../../ports/environment.ts';
import type { OrganisationFile } from '../../ports/organisation-files.ts';
import { type Author, whyNotApply } from './author.ts';
import type { PolicyDeps } from './deps.ts';
import { draftPolicy, type PolicyDraft } from './draft-policy.ts';
import { type FollowDeps, followUp, type LeftBehind } from './follow-up.ts';
import { obstacleTo } from './obstacles.ts';
import { asJson, countsOf, type PlanView, planView } from './plan-view.ts';
import { warningsFor } from './warnings.ts';

type Deps = PolicyDeps & FollowDeps & { readonly clock: Clock };

export interface Applying {
  readonly file: OrganisationFile;
  /** The one it was planned on. */
  readonly version: number;
  /** Of the plan that was read: then nothing else is done, whatever else has changed since. */
  readonly hash?: string | undefined;
}

export interface Applied extends PlanView {
  /** Who leaves by it, and could not be told to: applying the same again tries again. */
  readonly notOffboarded: readonly LeftBehind[];
}

/** Makes the organisation what the file says: all of it in one transaction, then those who leave are offboarded. */
export async function applyPolicy(deps: Deps, author: Author, given: Applying): Promise<Result<Applied>> {
  const forbidden = whyNotApply(author);
  if (forbidden !== undefined) return { ok: false, problem: forbidden };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const draft = await acceptedDraft(deps, author, given);
    if (!draft.ok) return draft;
    const { value } = draft;
    const warnings = await warningsFor(value, deps.store);
    const view = planView(value, warnings);
    if (isEmptyDiff(value.diff)) return ok({ ...view, notOffboarded: [] });
    if (!(await write(deps, author, given.file, value))) continue;
    const notOffboarded = await followUp(deps, author, value);
    return ok({ ...view, version: value.stored.version + 1, notOffboarded });
  }
  return refused('unavailable', 'People are changing the organisation at this moment. Nothing was changed. Try again.');
}

/** Each time somebody else was faster, it is looked at again whether it is still what was planned. */
const ATTEMPTS = 5;

async function acceptedDraft(deps: Deps, author: Author, given: Applying): Promise<Result<PolicyDraft>> {
  const draft = await draftPolicy(deps, given.file);
  if (!draft.ok) return draft;
  const { stored, hash } = draft.value;
  if (stored.version !== given.version || (given.hash !== undefined && given.hash !== hash)) {
    const now = planView(draft.value, await warningsFor(draft.value, deps.store));
    const what =
      stored.version === given.version
        ? 'The organisation'
        : `It was planned on version ${given.version}, and version ${stored.version}`;
    const detail = `${what} has changed meanwhile. Nothing was changed. Look at what the file would do now.`;
    return refused('version_conflict', detail, { data: asJson(now) });
  }
  const obstacle = await obstacleTo(draft.value, author, deps.store.organisation);
  return obstacle === undefined ? draft : { ok: false, problem: obstacle };
}

async function write(deps: Deps, author: Author, file: OrganisationFile, draft: PolicyDraft): Promise<boolean> {
  const { stored: was, rows, after } = draft;
  const at = deps.clock.now();
  const { actor } = author.origin;
  const by = 'id' in actor ? `${actor.kind}:${actor.id}` : actor.kind;
  const text = 'yaml' in file ? file.yaml : JSON.stringify(file.csv);
  const facts = [applied(draft, author, at), ...factsOf(draft.diff, rows, was, { at, origin: author.origin })];
  return deps.store.organisation.change({ was, rows, policy: after.policy, applied: { at, by, text } }, facts);
}

function applied({ stored, diff, hash }: PolicyDraft, { origin }: Author, at: Instant): AuditFact {
  const version = stored.version + 1;
  const data = { version, hash, counts: { ...countsOf(diff) } };
  return { fact: 'policy.applied', at, ...origin, subject: 'organisation', data };
}
