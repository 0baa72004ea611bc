import type { PersonId } from '../ids.ts';
import { openLevel } from '../request/decide.ts';
import { whoCanActNow } from '../request/remind.ts';
import type { Request } from '../request/request.ts';
import { decideDeadline, hasOpenQuestion } from '../request/thread.ts';
import type { Voice } from './voice.ts';

const NAMED = 2;

export function nameIn(request: Request, id: PersonId, voice: Voice): string {
  return voice.quoted(request.names[id] ?? id);
}

/** "Lin (Maya's manager), Ada (app owner) and 2 more can decide" */
export function whoDecides(request: Request, voice: Voice): string | undefined {
  if (hasOpenQuestion(request)) return `waits for an answer from ${nameIn(request, request.requesterId, voice)}`;
  const can = whoCanActNow(request);
  if (can.length === 0) return undefined;
  const approvers = openLevel(request)?.approvers ?? [];
  const said = can.slice(0, NAMED).map((id) => {
    const because = approvers.find(({ personId }) => personId === id)?.because ?? '';
    return `${nameIn(request, id, voice)}${because === '' ? '' : ` (${voice.quoted(because)})`}`;
  });
  return `${enumerated(said, can.length)} can decide`;
}

/** The first of them, and how many more there are. */
export function enumerated(names: readonly string[], all = names.length): string {
  const said = names.slice(0, NAMED);
  const more = all - said.length;
  const parts = more > 0 ? [...said, `${more} more`] : said;
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

export function decideBy({ clocks }: Request, voice: Voice): string {
  return `decide by ${voice.moment(decideDeadline(clocks))}`;
}
