import type { PersonId } from '../../domain/ids.ts';
import { openLevel } from '../../domain/request/decide.ts';
import { whoCanActNow } from '../../domain/request/remind.ts';
import type { Request } from '../../domain/request/request.ts';
import { decideDeadline, hasOpenQuestion } from '../../domain/request/thread.ts';
import { moment } from '../blocks/date.ts';
import { escapeLine } from '../blocks/escape.ts';

const NAMED = 2;

export function nameIn(request: Request, id: PersonId): string {
  return escapeLine(request.names[id] ?? id);
}

/** "Lin (Maya's manager), Ada (app owner) and 2 more can decide" */
export function whoDecides(request: Request): string | undefined {
  if (hasOpenQuestion(request)) return `waits for an answer from ${nameIn(request, request.requesterId)}`;
  const can = whoCanActNow(request);
  if (can.length === 0) return undefined;
  const approvers = openLevel(request)?.approvers ?? [];
  const said = can.slice(0, NAMED).map((id) => {
    const because = approvers.find(({ personId }) => personId === id)?.because ?? '';
    return `${nameIn(request, id)}${because === '' ? '' : ` (${escapeLine(because)})`}`;
  });
  return `${enumerated(said, can.length)} can decide`;
}

function enumerated(said: readonly string[], all: number): string {
  const more = all - said.length;
  const parts = more > 0 ? [...said, `${more} more`] : said;
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

export function decideBy({ clocks }: Request, zone: string): string {
  return `decide by ${moment(decideDeadline(clocks), zone)}`;
}
