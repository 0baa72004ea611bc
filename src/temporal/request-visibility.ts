import { TypedSearchAttributes } from '@temporalio/common';
import type { Request } from '../domain/request/request.ts';
import { stateOf } from '../domain/request/state.ts';
import { searchAttributes } from './search-attributes.ts';

/** One line for lists in Temporal UI; at most 400 bytes. */
export function summaryOf({ id, beneficiaryId, appId, changes }: Request): string {
  const what = changes.map(({ op, entitlementId }) => `${op} ${entitlementId}`).join(', ');
  return `${id}: ${what} on ${appId} for ${beneficiaryId}`.slice(0, 200);
}

export function searchAttributesOf(request: Request): TypedSearchAttributes {
  return new TypedSearchAttributes([
    { key: searchAttributes.state, value: stateOf(request) },
    { key: searchAttributes.app, value: request.appId },
    { key: searchAttributes.person, value: request.beneficiaryId },
  ]);
}
