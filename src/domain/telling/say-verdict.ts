import type { Lease } from '../lease/lease.ts';
import { sayLease } from '../lease/say-lease.ts';
import { sayLength } from '../lease/length.ts';
import type { LevelDecision, Request, RequestState } from '../request/request.ts';
import { stateOf } from '../request/state.ts';
import { dotted } from '../text/dotted.ts';
import type { Voice } from './voice.ts';
import { nameIn } from './say-deciders.ts';

/** `✓ Approved by Lin · 6 hours instead of 8 · "until the incident closes"`; undefined while it is open. */
export function verdict(request: Request, voice: Voice): string | undefined {
  const rejection = decisionsOf(request).find((one) => one.verdict === 'reject');
  if (rejection !== undefined)
    return dotted([`✕ Rejected by ${who(request, rejection, voice)}`, comment(rejection, voice)]);
  if (request.decision === 'approved')
    return dotted([approval(request, voice), otherLease(request.lease, voice), remark(request, voice)]);
  return closing(request);
}

/** Why it is over without anybody's verdict, whatever was decided before. */
export function closing(request: Request): string | undefined {
  return CLOSED[stateOf(request)];
}

const CLOSED: { readonly [State in RequestState]?: string } = {
  rejected: '✕ Rejected',
  lapsed: '✕ Lapsed: nobody decided in time',
  cancelled: '✕ Cancelled',
};

function approval(request: Request, voice: Voice): string {
  switch (request.flow.approval) {
    case 'auto_approve':
      return '✓ Approved by a rule';
    case 'emergency':
      return '⚠ Given at once, as an emergency: somebody reviews it afterwards';
    case 'direct_grant':
      return `✓ Granted by ${nameIn(request, request.requesterId, voice)}`;
    case 'levels': {
      const people = decisionsOf(request).map((one) => who(request, one, voice));
      return people.length === 0 ? '✓ Approved' : `✓ Approved by ${people.join(', ')}`;
    }
    default:
      return request.flow.approval satisfies never;
  }
}

/** Of a request that somebody else has to decide as well: what they approved, where that is not what was asked for. */
export function approvedSoFar(request: Request, voice: Voice): string | undefined {
  const people = decisionsOf(request).map((one) => who(request, one, voice));
  if (people.length === 0) return undefined;
  return dotted([`✓ ${people.join(', ')} approved`, otherLease(request.lease, voice), remark(request, voice)]);
}

function decisionsOf({ levels }: Request): readonly LevelDecision[] {
  return levels.flatMap(({ decisions }) => decisions);
}

function who(request: Request, { by, onBehalfOf }: LevelDecision, voice: Voice): string {
  return `${nameIn(request, by, voice)}${onBehalfOf === undefined ? '' : ` for ${nameIn(request, onBehalfOf, voice)}`}`;
}

function remark(request: Request, voice: Voice): string | undefined {
  const last = decisionsOf(request).findLast((one) => one.comment !== undefined);
  return last === undefined ? undefined : comment(last, voice);
}

function comment({ comment: said }: LevelDecision, voice: Voice): string | undefined {
  const line = voice.quoted(said ?? '');
  return line === '' ? undefined : `"${line}"`;
}

/** Only where it is not what was asked for. */
function otherLease({ asked, granted }: Request['lease'], voice: Voice): string | undefined {
  if (granted === undefined) return undefined;
  const [was, is] = [lengthOf(asked, voice), lengthOf(granted, voice)];
  if (was === is) return undefined;
  const [, count, unit] = /^(\d+) (\w+)$/.exec(was) ?? [];
  return `${is} instead of ${unit !== undefined && is.endsWith(` ${unit}`) ? count : was}`;
}

function lengthOf(lease: Lease, voice: Voice): string {
  if (lease.kind === 'indefinite') return 'no end';
  return lease.kind === 'for' ? sayLength(lease.length) : sayLease(lease, voice.moment);
}
