import { defineEntity, p } from '@mikro-orm/core';
import type { AccountId, ClaimId, HoldingId, PersonId, RequestId } from '../../domain/ids.ts';
import type { Json } from '../../domain/json.ts';
import type { AccountKind, ClaimSource, Proof } from '../../domain/ledger/claim.ts';
import { AppRow, EntitlementRow } from './catalog.entity.ts';
import { id, instant, json, word } from './columns.ts';

export const AccountRow = defineEntity({
  name: 'AccountRow',
  tableName: 'account',
  properties: {
    id: id<AccountId>().primary(),
    appId: p.manyToOne(AppRow).mapToPk().joinColumn('app_id'),
    /** Absent: an account nobody has been matched to. */
    personId: id<PersonId>().nullable().index(),
    externalId: p.text(),
    kind: word<AccountKind>(),
    status: word<'active' | 'suspended' | 'missing'>(),
  },
  uniques: [{ properties: ['appId', 'externalId'] }],
});

export const HoldingRow = defineEntity({
  name: 'HoldingRow',
  tableName: 'holding',
  properties: {
    id: id<HoldingId>().primary(),
    accountId: p.manyToOne(AccountRow).mapToPk().joinColumn('account_id'),
    entitlementId: p.manyToOne(EntitlementRow).mapToPk().joinColumn('entitlement_id'),
    wanted: p.boolean(),
    wantedLevel: p.text().nullable(),
    actual: word<'absent' | 'unknown' | 'present'>(),
    actualLevel: p.text().nullable(),
    proof: json<Proof>().nullable(),
    generation: p.integer(),
    /** Who is reconciling now, and until when that is believed. Compare-and-set on both. */
    lockToken: p.text().nullable(),
    /** The request that took it; it may take it again. */
    lockHolder: id<RequestId>().nullable(),
    lockUntil: instant().nullable(),
    /** What the connector called work that it has accepted and not finished. */
    pendingRef: p.text().nullable(),
    pendingCheckAt: instant().nullable(),
  },
  uniques: [{ properties: ['accountId', 'entitlementId'] }],
  indexes: [{ properties: ['entitlementId'] }],
});

export const ClaimRow = defineEntity({
  name: 'ClaimRow',
  tableName: 'claim',
  properties: {
    id: id<ClaimId>().primary(),
    holdingId: p.manyToOne(HoldingRow).mapToPk().joinColumn('holding_id').index(),
    source: word<ClaimSource>(),
    requestId: id<RequestId>().nullable(),
    changeId: p.text().nullable(),
    level: p.text().nullable(),
    fields: json<{ readonly [name: string]: Json }>(),
    live: p.boolean(),
    /** The generation that the holding reached by it: the order in which claims were added. */
    since: p.integer(),
    endsAt: instant().nullable(),
    supersedes: json<readonly ClaimId[]>(),
  },
  uniques: [{ properties: ['requestId', 'changeId'] }],
  indexes: [{ properties: ['live', 'endsAt'] }],
});

/** A seat of a licence, or the one place of an exclusive set: who holds the row holds the place. */
export const ReservationRow = defineEntity({
  name: 'ReservationRow',
  tableName: 'reservation',
  properties: {
    place: p.text().primary(),
    slot: p.integer().primary(),
    holdingId: p.manyToOne(HoldingRow).mapToPk().joinColumn('holding_id').index(),
  },
});
