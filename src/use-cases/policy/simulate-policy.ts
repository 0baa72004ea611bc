import { ok, type Result } from '../../domain/errors.ts';
import type { RequestId } from '../../domain/ids.ts';
import { canonicalJson } from '../../domain/json.ts';
import type { Calendar } from '../../domain/lease/calendar.ts';
import { sayOutcome } from '../../domain/organisation/say-policy.ts';
import type { MatchOutcome } from '../../domain/policy/strictest.ts';
import type { Request } from '../../domain/request/request.ts';
import type { OrganisationFile } from '../../ports/organisation-files.ts';
import { type Author, whyNotRead } from './author.ts';
import type { PolicyDeps } from './deps.ts';
import { draftPolicy } from './draft-policy.ts';
import { createReplay } from './replay.ts';

type Deps = PolicyDeps & { readonly calendarOf: (zone: string) => Calendar };

export interface Simulated {
  readonly looked: number;
  /** `7 of 120 would change.` */
  readonly sentence: string;
  readonly changed: readonly {
    readonly id: RequestId;
    readonly requester: string;
    readonly app: string;
    readonly before: string;
    readonly after: string;
  }[];
}

/** The last requests once more, under the rules of today and under those of the file. Changes nothing. */
export async function simulatePolicy(
  deps: Deps,
  author: Author,
  { file, last }: { readonly file: OrganisationFile; readonly last: number },
): Promise<Result<Simulated>> {
  const forbidden = whyNotRead(author);
  if (forbidden !== undefined) return { ok: false, problem: forbidden };
  const draft = await draftPolicy(deps, file);
  if (!draft.ok) return draft;
  const { stored, before, after } = draft.value;
  const page = await deps.store.requests.page({ viewer: undefined, tab: undefined, after: undefined, limit: last });
  const requests = page.filter(isByRules);
  const [old, now] = [before, after].map((one) =>
    createReplay(stored, one, deps.calendarOf(one.policy.organisation.zone)),
  );
  const changed = requests.flatMap((request) => compared(request, old?.(request), now?.(request)));
  return ok({ looked: requests.length, sentence: `${changed.length} of ${requests.length} would change.`, changed });
}

/** What an admin granted, or an emergency gave, no rule decided. */
function isByRules({ flow }: Request): boolean {
  return flow.approval === 'levels' || flow.approval === 'auto_approve';
}

function compared(
  request: Request,
  old: MatchOutcome | undefined,
  now: MatchOutcome | undefined,
): Simulated['changed'] {
  if (canonicalJson(old ?? null) === canonicalJson(now ?? null)) return [];
  const { id, names, requesterId, appId } = request;
  const [before, after] = [said(old), said(now)];
  const other = before === after ? `${after}, which is another one then` : after;
  return [{ id, requester: names[requesterId] ?? requesterId, app: names[appId] ?? appId, before, after: other }];
}

function said(outcome: MatchOutcome | undefined): string {
  if (outcome === undefined) return 'cannot be asked for';
  return sayOutcome(outcome.kind === 'flow' ? { kind: 'flow', flow: outcome.flow.slug } : outcome);
}
