import { TypedSearchAttributes } from '@temporalio/common';
import type { Request } from '../domain/request/request.ts';
import { stateOf } from '../domain/request/state.ts';
import { searchAttributes } from './search-attributes.ts';

/** One line for lists in Temporal UI; at most 400 bytes. */
export function summaryOf({ id, names, requesterId, beneficiaryId, appId, changes }: Request): string {
  const named = (key: string) => names[key] ?? key;
  const what = changes.map(({ op, entitlementId }) => `${op} ${named(entitlementId)}`).join(', ');
  const forWhom = beneficiaryId === requesterId ? '' : ` for ${named(beneficiaryId)}`;
  return `${id}: ${named(requesterId)} asks to ${what} on ${named(appId)}${forWhom}`.slice(0, 130);
}

export function searchAttributesOf(request: Request): TypedSearchAttributes {
  return new TypedSearchAttributes([
    { key: searchAttributes.state, value: stateOf(request) },
    { key: searchAttributes.app, value: request.appId },
    { key: searchAttributes.person, value: request.beneficiaryId },
  ]);
}
