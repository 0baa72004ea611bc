import { leaseInWords } from './lease-words.ts';
import { fromNow, moment } from './moments.ts';
import { type Asked, type Request, requestSentence } from './request-sentence.ts';
import { stateInWords } from './state.ts';
import type { View } from './view.ts';

/** Everything of one request; what it is in a line comes first. */
export function requestPanel(request: Request, view: View): string[] {
  return [requestSentence(request, view), ...detailsOf(request, view), ...threadOf(request, view)];
}

export function detailsOf(request: Asked, view: View): string[] {
  const { reason, flags } = request;
  return [
    ...(reason === '' ? [] : [`  Why      ${reason}`]),
    ...(flags.length === 0 ? [] : [`  Note     ${flags.map((one) => one.replaceAll('_', ' ')).join(', ')}`]),
    ...request.changes.map((change) => `  Change   ${changeInWords(change, view)}`),
    ...leaseOf(request, view),
    ...request.levels.flatMap((level, at) => levelInWords(level, at, view)),
    ...clocksOf(request, view),
  ];
}

function changeInWords({ op, entitlement, level, state, proof, failure }: Asked['changes'][number], view: View) {
  const name = level === null ? entitlement.name : `${entitlement.name} (${level})`;
  const proven = proof === null ? '' : `, proven by ${proof.kind.replaceAll('_', ' ')} ${moment(proof.at, view)}`;
  const trouble = failure === null ? '' : `; ${view.paint('trouble', failure)}`;
  return `${op} ${name}: ${state}${proven}${trouble}`;
}

function leaseOf({ lease }: Asked, view: View): string[] {
  const { asked, granted } = lease;
  const isChanged = granted !== null && JSON.stringify(granted) !== JSON.stringify(asked);
  return isChanged ? [`  Lease    ${leaseInWords(granted, view)}; asked ${leaseInWords(asked, view)}`] : [];
}

function levelInWords({ mode, state, people }: Asked['levels'][number], at: number, view: View): string[] {
  const head = `  Level ${at + 1}  ${mode === 'any' ? 'any one of these' : mode}: ${state}`;
  return [head, ...people.map((one) => `           ${personInWords(one, view)}`)];
}

function personInWords({ person, because, canActNow, decision }: Person, view: View): string {
  const who = `${person.name} (${because})`;
  if (decision === null) return canActNow ? `${who} ${view.paint('waiting', 'can decide')}` : who;
  const verdict = decision.verdict === 'approve' ? 'approved' : 'rejected';
  const comment = decision.comment === null ? '' : `: ${decision.comment}`;
  return `${who} ${verdict} ${moment(decision.at, view)}${comment}`;
}

type Person = Asked['levels'][number]['people'][number];

function clocksOf({ clocks, decidedAt, state, levels }: Asked, view: View): string[] {
  const waits = decidedAt === null && state === 'pending_approval' && levels.length > 0;
  return [
    ...(waits ? [`  Decide   by ${moment(clocks.decideBy, view)} (${fromNow(clocks.decideBy, view)})`] : []),
    ...(clocks.extensionLimit === null ? [] : [`  Longest  until ${moment(clocks.extensionLimit, view)}`]),
  ];
}

function threadOf({ thread, requester, levels, for: whom }: Request, view: View): string[] {
  const named = [requester, whom, ...levels.flatMap(({ people }) => people.map(({ person }) => person))];
  const nameOf = (id: string) => named.find((person) => person.id === id)?.name ?? id;
  return thread.map(({ kind, by, at, text }) => `  ${kind} by ${nameOf(by)}, ${fromNow(at, view)}: ${text}`);
}

export const REQUEST_HEAD = ['request', 'state', 'who', 'what', 'how long', 'asked'];

/** One line each in a list. */
export function requestRow(request: Request, view: View): string[] {
  const { id, state, requester, for: whom, app, changes, lease, createdAt } = request;
  const who = whom.id === requester.id ? requester.name : `${requester.name} for ${whom.name}`;
  const what = `${app.name}/${changes.map(({ entitlement }) => entitlement.name).join(', ')}`;
  return [id, stateInWords(state, view), who, what, lengthInWords(lease, view), fromNow(createdAt, view)];
}

function lengthInWords({ asked, granted, endsAt, verifiedGoneAt }: Request['lease'], view: View): string {
  if (verifiedGoneAt !== null) return `gone ${moment(verifiedGoneAt, view)}`;
  return endsAt === null ? leaseInWords(granted ?? asked, view) : `until ${moment(endsAt, view)}`;
}
