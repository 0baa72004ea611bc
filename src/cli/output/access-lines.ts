import type { z } from 'zod';
import type { heldSchema, whySchema } from '../../http/schemas/access.ts';
import { fromNow, moment } from './moments.ts';
import { stateInWords } from './state.ts';
import type { View } from './view.ts';

export type Held = z.output<typeof heldSchema>;
type Why = z.output<typeof whySchema>;

export const HELD_HEAD = ['holding', 'state', 'who', 'what', 'until', 'because'];

export function heldRow(held: Held, view: View): string[] {
  const { id, state, person, until, because } = held;
  const reasons = because.map(({ source, request }) => request ?? source.replaceAll('_', ' '));
  const end = until === null ? 'no end' : `${moment(until, view)} (${fromNow(until, view)})`;
  return [id, stateInWords(state, view), person?.name ?? 'nobody known', thingOf(held), end, reasons.join(', ')];
}

export function thingOf({ app, entitlement, level }: Pick<Held, 'app' | 'entitlement' | 'level'>): string {
  return `${app.name}/${entitlement.name}${level === null ? '' : ` (${level})`}`;
}

export function whyLines(why: Why, view: View): string[] {
  const { person, until, proof } = why;
  const end = until === null ? 'without an end' : `until ${moment(until, view)}`;
  const state = stateInWords(why.state, view);
  return [
    `${view.paint('strong', why.id)} ${state}: ${person?.name ?? 'somebody unknown here'} and ${thingOf(why)}, ${end}`,
    ...(proof === null ? [] : [`  Proof    ${proof.kind.replaceAll('_', ' ')} ${moment(proof.at, view)}`]),
    ...(why.because.length === 0 ? ['  Because  nothing that is known here'] : []),
    ...why.because.flatMap((reason) => reasonLines(reason, view)),
  ];
}

function reasonLines({ source, request, until }: Why['because'][number], view: View): string[] {
  const end = until === null ? '' : `, until ${moment(until, view)}`;
  if (request === null) return [`  Because  ${source.replaceAll('_', ' ')}${end}`];
  const { id, requester, reason, approval, approvals } = request;
  return [
    `  Because  ${id}, asked by ${requester.name}${reason === '' ? '' : `: ${reason}`}${end}`,
    ...(approval === 'levels' ? [] : [`           ${approval.replaceAll('_', ' ')}`]),
    ...approvals.map(({ by, for: whom, at, comment }) => {
      const behalf = whom === null ? '' : ` for ${whom.name}`;
      return `           approved by ${by.name}${behalf} ${moment(at, view)}${comment === null ? '' : `: ${comment}`}`;
    }),
  ];
}
