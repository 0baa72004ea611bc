import { callerSchema, pageOf } from '../../http/schemas/organisation.ts';
import { requestSchema } from '../../http/schemas/requests.ts';
import type { Choice } from '../prompts.ts';
import { type Request, whoAsks } from '../output/request-sentence.ts';
import { ok, type Result } from '../result.ts';
import type { Shell } from '../shell.ts';
import { chosen, needed } from './needed.ts';

/** Which requests a command is about: `me` is the id of who asks. */
export interface Kind {
  readonly tab?: 'open' | 'closed' | 'rejected';
  readonly fits: (request: Request, me: string | undefined) => boolean;
  readonly nothing: string;
}

export const TO_DECIDE: Kind = {
  tab: 'open',
  fits: ({ levels }, me) => levels.some(({ people }) => people.some((one) => one.canActNow && one.person.id === me)),
  nothing: 'Nothing waits for your decision.',
};

export const MINE_OPEN: Kind = {
  tab: 'open',
  fits: (request, me) => isTheirs(request, me),
  nothing: 'No request of yours waits.',
};

export const MINE_HELD: Kind = {
  tab: 'closed',
  fits: (request, me) => isTheirs(request, me) && request.state === 'active',
  nothing: 'You hold nothing by a request.',
};

export const ANY: Kind = { fits: () => true, nothing: 'There are no requests that you may see.' };

function isTheirs({ requester, for: whom }: Request, me: string | undefined): boolean {
  return requester.id === me || whom.id === me;
}

/** The id that was given, in its usual form, or the one that is picked from those that fit. */
export function neededRequest(shell: Shell, given: string | undefined, kind: Kind): Promise<Result<string>> {
  return needed(shell, given?.toUpperCase(), 'REQUEST', async (prompts) =>
    chosen(prompts, 'Which request?', await choices(shell, kind), kind.nothing),
  );
}

async function choices({ api, view }: Shell, { tab, fits }: Kind): Promise<Result<readonly Choice[]>> {
  const me = await api.read(callerSchema, '/me');
  if (!me.ok) return me;
  const page = await api.read(pageOf(requestSchema), '/requests', { tab, limit: '200' });
  if (!page.ok) return page;
  const fitting = page.value.value.items.filter((request) => fits(request, me.value.value.person?.id));
  return ok(fitting.map((request) => ({ value: request.id, label: `${request.id}  ${whoAsks(request, view())}` })));
}
