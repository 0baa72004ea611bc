import type { Change } from './change.ts';
import type { Request } from './request.ts';

/** A piece of a sentence, ours or theirs and never both; each surface writes what stands out in its own way, and makes people's words harmless. */
export interface Words {
  readonly text: string;
  readonly strong?: true;
}

const VERBS = { add: 'for', remove: 'to remove', modify: 'to change', extend: 'to keep' } as const;

/** "Maya asks for **Deploy** on **Production AWS**", to be followed by how long. Of many things only `most` are named. */
export function sayRequest(request: Request, most = Number.POSITIVE_INFINITY): readonly Words[] {
  const { requesterId, changes, kind, appId, names } = request;
  const left = changes.length - Math.min(most, changes.length);
  return [
    { text: names[requesterId] ?? requesterId },
    { text: kind === 'direct_grant' ? ' grants ' : ' asks ' },
    ...changes.slice(0, most).flatMap((change, at) => thing(change, at, request)),
    { text: `${left === 0 ? '' : ` and ${left} more`} on ` },
    { text: names[appId] ?? appId, strong: true },
    ...whom(request),
  ];
}

/** "Deploy on Production AWS", as it is called by whoever asked for it. */
export function sayWhat({ changes, appId, names, requesterId, beneficiaryId }: Request, most: number): string {
  const named = (id: string) => names[id] ?? id;
  const things = changes.slice(0, most).map(({ entitlementId }) => named(entitlementId));
  const left = changes.length - things.length;
  const whom = beneficiaryId === requesterId ? '' : ` for ${named(beneficiaryId)}`;
  return `${things.join(', ')}${left === 0 ? '' : ` and ${left} more`} on ${named(appId)}${whom}`;
}

function thing({ op, entitlementId, level }: Change, at: number, { kind, names }: Request): readonly Words[] {
  const verb = kind === 'direct_grant' ? '' : `${VERBS[kind === 'extend' ? 'extend' : op]} `;
  return [
    { text: `${at === 0 ? '' : ', '}${verb}` },
    { text: names[entitlementId] ?? entitlementId, strong: true },
    ...(level === undefined ? [] : [{ text: ' (' }, { text: level }, { text: ')' }]),
  ];
}

function whom({ kind, requesterId, beneficiaryId, names }: Request): readonly Words[] {
  const name = names[beneficiaryId] ?? beneficiaryId;
  if (kind === 'direct_grant') return [{ text: ' to ' }, { text: name }];
  return beneficiaryId === requesterId ? [] : [{ text: ', for ' }, { text: name }, { text: ',' }];
}

/** Why, as far as it was said: what was chosen of the app's list, and what was written. */
export function sayReason({ reason, reasonCode, names }: Pick<Request, 'reason' | 'reasonCode' | 'names'>): string {
  const chosen = reasonCode === undefined ? '' : (names[reasonCode] ?? reasonCode);
  return [chosen, reason.trim()].filter((text) => text !== '').join(': ');
}
