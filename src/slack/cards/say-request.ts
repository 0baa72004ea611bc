import type { Lease } from '../../domain/lease/lease.ts';
import { sayLease } from '../../domain/lease/say-lease.ts';
import type { Request } from '../../domain/request/request.ts';
import { sayFlags } from '../../domain/request/say-flags.ts';
import { sayReason, sayRequest } from '../../domain/request/say-request.ts';
import { stateOf } from '../../domain/request/state.ts';
import * as said from '../../domain/telling/say-now.ts';
import { moment } from '../blocks/date.ts';
import { bold, escape, quote } from '../blocks/escape.ts';
import { cut } from '../limits/cut.ts';
import { voiceIn } from './voice.ts';

/** More names than these are no sentence any more; the page has all of them. */
const NAMED = 3;
/** A card fits on the screen of a phone. */
const QUOTED = 600;

/** "Maya asks for *Deploy* on *Production AWS* for 8 hours" */
export function sentence(request: Request, zone: string): string {
  const said = sayRequest(request, NAMED).map(({ text, strong }) => (strong ? bold(text) : spaced(text)));
  return `${said.join('')} ${sayLease(leaseSaid(request), (at) => moment(at, zone))}`;
}

/** As long as it is open, what its approval would give; after it, what was asked, and the verdict says what came of it. */
function leaseSaid(request: Request): Lease {
  const { asked, granted = asked } = request.lease;
  return stateOf(request) === 'pending_approval' ? granted : asked;
}

/** One line of it, with the spaces that it begins and ends with. */
function spaced(text: string): string {
  return escape(text.replace(/\s+/g, ' '));
}

export function reason(request: Request): string | undefined {
  const letters = sayReason(request);
  if (letters === '') return undefined;
  return quote(cut(letters, QUOTED));
}

export function starts(request: Request, zone: string): string | undefined {
  return said.starts(request, voiceIn(zone));
}

/** `⚠ high risk, longer than the maximum` */
export function flags(request: Request): string | undefined {
  const said = sayFlags(request);
  return said.length === 0 ? undefined : `⚠ ${said.join(', ')}`;
}
