import type { Proof } from '../ledger/claim.ts';
import type { Request } from '../request/request.ts';
import { STATE_WORDS, STILL_HAS_ACCESS, stillHasAccess } from '../request/say-state.ts';
import { stateOf } from '../request/state.ts';
import { dotted } from '../text/dotted.ts';
import type { Voice } from './voice.ts';
import { decideBy, nameIn, whoDecides } from './say-deciders.ts';
import { startOf } from '../lease/lease.ts';

/** What is so at this moment, and what comes next: `given 14:02, ends 20:02`. */
export function now(request: Request, voice: Voice): string {
  if (stillHasAccess(request))
    return `⚠ ${STILL_HAS_ACCESS} · ${failures(request, voice) ?? 'It is tried again until it is gone'}`;
  const state = stateOf(request);
  const word = STATE_WORDS[state];
  switch (state) {
    case 'pending_approval':
      return dotted([`⏳ ${word}`, whoDecides(request, voice), decideBy(request, voice)]);
    case 'scheduled':
      return dotted([`⏳ ${word}`, starts(request, voice)]);
    case 'approved':
    case 'provisioning':
      return dotted([`⏳ ${request.kind === 'extend' ? word : 'Being given'}`, failures(request, voice)]);
    case 'active':
      return dotted([`✓ ${word}`, given(request, voice), failures(request, voice)]);
    case 'ending':
      return '⏳ Being taken back';
    case 'ended':
      return dotted([word, ending(request, voice)]);
    case 'failed':
      return dotted(['⚠ Not given', failures(request, voice)]);
    case 'rejected':
    case 'cancelled':
    case 'lapsed':
      return word;
    default:
      return state satisfies never;
  }
}

/** Of what begins later. */
export function starts({ lease }: Request, voice: Voice): string | undefined {
  const at = startOf(lease.granted ?? lease.asked);
  return at === undefined ? undefined : `from ${voice.moment(at)}`;
}

export function given({ changes, endsAt }: Request, voice: Voice): string {
  const began = changes.flatMap(({ effectiveAt }) => effectiveAt ?? [])[0];
  const since = began === undefined ? '' : `given ${voice.moment(began)}, `;
  return `${since}${endsAt === undefined ? 'no end' : `ends ${voice.moment(endsAt)}`}`;
}

/** "removed, verified 14:02", or by whom it was confirmed where nobody can read the app. */
export function ending(request: Request, voice: Voice): string | undefined {
  if (request.kind === 'extend') return 'the lease has its later end';
  const proof = request.changes.findLast(({ state, proof }) => state === 'taken' && proof !== undefined)?.proof;
  return proof === undefined ? undefined : `removed, ${proven(request, proof, voice)} ${voice.moment(proof.at)}`;
}

function proven(request: Request, proof: Proof, voice: Voice): string {
  return proof.kind === 'read_back' ? 'verified' : `confirmed by ${nameIn(request, proof.by, voice)}`;
}

const SHOWN = 2;

export function failures({ changes, names }: Request, voice: Voice): string | undefined {
  const failed = changes.filter(({ failure }) => failure !== undefined);
  if (failed.length === 0) return undefined;
  const said = failed.slice(0, SHOWN).map(({ entitlementId, failure = '' }) => {
    // No colon of ours behind a name: with one within it, Slack would make an emoji of the two.
    return `${voice.quoted(names[entitlementId] ?? entitlementId)} (${voice.quoted(failure)})`;
  });
  return `${said.join('; ')}${failed.length > SHOWN ? ` and ${failed.length - SHOWN} more` : ''}`;
}
