import { defineEntity, p } from '@mikro-orm/core';
import type { EntitlementId, PersonId, RequestId } from '../../domain/ids.ts';
import type { ChangeOp, ChangeState } from '../../domain/request/change.ts';
import type { Decision, Request, RequestKind, RequestState } from '../../domain/request/request.ts';
import type { Tab } from '../../domain/request/state.ts';
import { id, instant, json, word } from './columns.ts';

/** The latest snapshot, whole, and beside it the columns that lists and look-ups need. */
export const RequestRow = defineEntity({
  name: 'RequestRow',
  tableName: 'request',
  properties: {
    id: id<RequestId>().primary(),
    version: p.integer(),
    /** Hash of the snapshot: the same version with other content is a bug, and is seen here. */
    digest: p.text(),
    kind: word<RequestKind>(),
    state: word<RequestState>(),
    tab: word<Tab>(),
    decision: word<Decision>(),
    requesterId: id<PersonId>(),
    beneficiaryId: id<PersonId>(),
    appId: p.text(),
    bundleId: p.text().nullable().index(),
    createdAt: instant(),
    decidedAt: instant().nullable(),
    endsAt: instant().nullable(),
    snapshot: json<Request>(),
  },
  indexes: [
    { properties: ['createdAt', 'id'] },
    { properties: ['tab', 'createdAt', 'id'] },
    { properties: ['appId', 'createdAt', 'id'] },
    { properties: ['requesterId', 'createdAt', 'id'] },
    { properties: ['beneficiaryId', 'createdAt', 'id'] },
    { properties: ['beneficiaryId', 'state'] },
    { properties: ['state', 'endsAt'] },
    { properties: ['state', 'createdAt', 'id'] },
  ],
});

export const RequestChangeRow = defineEntity({
  name: 'RequestChangeRow',
  tableName: 'request_change',
  properties: {
    request: p.manyToOne(RequestRow).mapToPk().joinColumn('request_id').primary(),
    changeId: p.text().primary(),
    entitlementId: id<EntitlementId>(),
    beneficiaryId: id<PersonId>(),
    op: word<ChangeOp>(),
    state: word<ChangeState>(),
    endsAt: instant().nullable(),
    /** Asked for and not there yet. Of these there is one per person and entitlement: who asks twice is shown the first. */
    pending: p.boolean(),
  },
  indexes: [{ properties: ['beneficiaryId', 'entitlementId', 'state'] }],
  uniques: [{ name: 'request_change_pending', properties: ['beneficiaryId', 'entitlementId'], where: 'pending' }],
});

/** "Mine, or mine to decide" as rows: computing it per list would read every request. */
export const RequestViewerRow = defineEntity({
  name: 'RequestViewerRow',
  tableName: 'request_viewer',
  properties: {
    personId: id<PersonId>().primary(),
    request: p.manyToOne(RequestRow).mapToPk().joinColumn('request_id').primary(),
    /** Asked for it, or it is for them. */
    own: p.boolean().default(false),
    /** Can decide right now. */
    mayAct: p.boolean(),
    tab: word<Tab>(),
    createdAt: instant(),
  },
  indexes: [
    { properties: ['personId', 'createdAt', 'request'] },
    { properties: ['personId', 'own', 'createdAt', 'request'] },
    { properties: ['personId', 'tab', 'createdAt', 'request'] },
    { properties: ['personId', 'mayAct', 'createdAt', 'request'] },
  ],
});

/** What somebody asks for now and then. */
export const SavedRequestRow = defineEntity({
  name: 'SavedRequestRow',
  tableName: 'saved_request',
  properties: {
    personId: id<PersonId>().primary(),
    name: p.text().primary(),
    typed: json<{ readonly [field: string]: string }>(),
    savedAt: instant(),
  },
});
