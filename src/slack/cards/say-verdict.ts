import type { Lease } from '../../domain/lease/lease.ts';
import { sayLease } from '../../domain/lease/say-lease.ts';
import { sayLength } from '../../domain/lease/length.ts';
import type { LevelDecision, Request, RequestState } from '../../domain/request/request.ts';
import { stateOf } from '../../domain/request/state.ts';
import { dotted } from '../blocks/blocks.ts';
import { moment } from '../blocks/date.ts';
import { escapeLine } from '../blocks/escape.ts';
import { nameIn } from './say-deciders.ts';

/** `✓ Approved by Lin · 6 hours instead of 8 · "until the incident closes"`; undefined while it is open. */
export function verdict(request: Request, zone: string): string | undefined {
  const rejection = decisionsOf(request).find((one) => one.verdict === 'reject');
  if (rejection !== undefined) return dotted([`✕ Rejected by ${who(request, rejection)}`, comment(rejection)]);
  if (request.decision === 'approved')
    return dotted([approval(request), otherLease(request.lease, zone), remark(request)]);
  return CLOSED[stateOf(request)];
}

const CLOSED: { readonly [State in RequestState]?: string } = {
  rejected: '✕ Rejected',
  lapsed: '✕ Lapsed: nobody decided in time',
  cancelled: '✕ Cancelled',
};

function approval(request: Request): string {
  switch (request.flow.approval) {
    case 'auto_approve':
      return '✓ Approved by a rule';
    case 'emergency':
      return '⚠ Given at once, as an emergency: somebody reviews it afterwards';
    case 'direct_grant':
      return `✓ Granted by ${nameIn(request, request.requesterId)}`;
    case 'levels': {
      const people = decisionsOf(request).map((one) => who(request, one));
      return people.length === 0 ? '✓ Approved' : `✓ Approved by ${people.join(', ')}`;
    }
    default:
      return request.flow.approval satisfies never;
  }
}

/** Of a request that somebody else has to decide as well. */
export function approvedSoFar(request: Request): string | undefined {
  const people = decisionsOf(request).map((one) => who(request, one));
  return people.length === 0 ? undefined : `✓ ${people.join(', ')} approved`;
}

function decisionsOf({ levels }: Request): readonly LevelDecision[] {
  return levels.flatMap(({ decisions }) => decisions);
}

function who(request: Request, { by, onBehalfOf }: LevelDecision): string {
  return `${nameIn(request, by)}${onBehalfOf === undefined ? '' : ` for ${nameIn(request, onBehalfOf)}`}`;
}

function remark(request: Request): string | undefined {
  const last = decisionsOf(request).findLast((one) => one.comment !== undefined);
  return last === undefined ? undefined : comment(last);
}

function comment({ comment: said }: LevelDecision): string | undefined {
  const line = escapeLine(said ?? '');
  return line === '' ? undefined : `"${line}"`;
}

/** Only where it is not what was asked for. */
function otherLease({ asked, granted }: Request['lease'], zone: string): string | undefined {
  if (granted === undefined) return undefined;
  const [was, is] = [lengthOf(asked, zone), lengthOf(granted, zone)];
  if (was === is) return undefined;
  const [, count, unit] = /^(\d+) (\w+)$/.exec(was) ?? [];
  return `${is} instead of ${unit !== undefined && is.endsWith(` ${unit}`) ? count : was}`;
}

function lengthOf(lease: Lease, zone: string): string {
  return lease.kind === 'for' ? sayLength(lease.length) : sayLease(lease, (at) => moment(at, zone));
}
