import { defineSearchAttributeKey } from '@temporalio/common';

/** What operators filter by in Temporal UI. */
export const searchAttributes = {
  state: defineSearchAttributeKey('LeaseholdState', 'KEYWORD'),
  app: defineSearchAttributeKey('LeaseholdApp', 'KEYWORD'),
  person: defineSearchAttributeKey('LeaseholdPerson', 'KEYWORD'),
  endsAt: defineSearchAttributeKey('LeaseholdEndsAt', 'DATETIME'),
} as const;
