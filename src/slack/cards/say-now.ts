import type { Proof } from '../../domain/ledger/claim.ts';
import type { Request } from '../../domain/request/request.ts';
import { STATE_WORDS, STILL_HAS_ACCESS, stillHasAccess } from '../../domain/request/say-state.ts';
import { stateOf } from '../../domain/request/state.ts';
import { dotted } from '../blocks/blocks.ts';
import { moment } from '../blocks/date.ts';
import { escapeLine } from '../blocks/escape.ts';
import { decideBy, nameIn, whoDecides } from './say-deciders.ts';
import { starts } from './say-request.ts';

/** What is so at this moment, and what comes next: `given 14:02, ends 20:02`. */
export function now(request: Request, zone: string): string {
  if (stillHasAccess(request))
    return `⚠ ${STILL_HAS_ACCESS} · ${failures(request) ?? 'It is tried again until it is gone'}`;
  const state = stateOf(request);
  const word = STATE_WORDS[state];
  switch (state) {
    case 'pending_approval':
      return dotted([`⏳ ${word}`, whoDecides(request), decideBy(request, zone)]);
    case 'scheduled':
      return dotted([`⏳ ${word}`, starts(request, zone)]);
    case 'approved':
    case 'provisioning':
      return dotted([`⏳ ${request.kind === 'extend' ? word : 'Being given'}`, failures(request)]);
    case 'active':
      return dotted([`✓ ${word}`, given(request, zone), failures(request)]);
    case 'ending':
      return '⏳ Being taken back';
    case 'ended':
      return dotted([word, ending(request, zone)]);
    case 'failed':
      return dotted(['⚠ Not given', failures(request)]);
    case 'rejected':
    case 'cancelled':
    case 'lapsed':
      return word;
    default:
      return state satisfies never;
  }
}

export function given({ changes, endsAt }: Request, zone: string): string {
  const began = changes.flatMap(({ effectiveAt }) => effectiveAt ?? [])[0];
  const since = began === undefined ? '' : `given ${moment(began, zone)}, `;
  return `${since}${endsAt === undefined ? 'no end' : `ends ${moment(endsAt, zone)}`}`;
}

/** "removed, verified 14:02", or by whom it was confirmed where nobody can read the app. */
export function ending(request: Request, zone: string): string | undefined {
  if (request.kind === 'extend') return 'the lease has its later end';
  const proof = request.changes.findLast(({ state, proof }) => state === 'taken' && proof !== undefined)?.proof;
  return proof === undefined ? undefined : `removed, ${proven(request, proof)} ${moment(proof.at, zone)}`;
}

function proven(request: Request, proof: Proof): string {
  return proof.kind === 'read_back' ? 'verified' : `confirmed by ${nameIn(request, proof.by)}`;
}

const SHOWN = 2;

export function failures({ changes, names }: Request): string | undefined {
  const failed = changes.filter(({ failure }) => failure !== undefined);
  if (failed.length === 0) return undefined;
  const said = failed.slice(0, SHOWN).map(({ entitlementId, failure = '' }) => {
    return `${escapeLine(names[entitlementId] ?? entitlementId)}: ${escapeLine(failure)}`;
  });
  return `${said.join('; ')}${failed.length > SHOWN ? ` and ${failed.length - SHOWN} more` : ''}`;
}
