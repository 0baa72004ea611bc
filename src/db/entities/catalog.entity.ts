import { defineEntity, p } from '@mikro-orm/core';
import type { AppSettings } from '../../domain/catalog/app.ts';
import type { EntitlementKind, ExtraField, Risk } from '../../domain/catalog/entitlement.ts';
import type { AppId, EntitlementId } from '../../domain/ids.ts';
import type { Json } from '../../domain/json.ts';
import type { LeaseLimits } from '../../domain/lease/limits.ts';
import { id, json, word } from './columns.ts';
import { PersonRow } from './people.entity.ts';

export const AppRow = defineEntity({
  name: 'AppRow',
  tableName: 'app',
  properties: {
    id: id<AppId>().primary(),
    slug: p.text().unique(),
    name: p.text(),
    description: p.text(),
    connector: p.text(),
    connectorConfig: json<{ [key: string]: Json }>(),
    settings: json<AppSettings>(),
    frozen: p.boolean(),
    archived: p.boolean(),
  },
});

export const AppOwnerRow = defineEntity({
  name: 'AppOwnerRow',
  tableName: 'app_owner',
  properties: {
    appId: p.manyToOne(AppRow).mapToPk().joinColumn('app_id').primary(),
    personId: p.manyToOne(PersonRow).mapToPk().joinColumn('person_id').primary(),
  },
});

export const EntitlementRow = defineEntity({
  name: 'EntitlementRow',
  tableName: 'entitlement',
  properties: {
    id: id<EntitlementId>().primary(),
    appId: p.manyToOne(AppRow).mapToPk().joinColumn('app_id'),
    slug: p.text(),
    name: p.text(),
    description: p.text(),
    kind: word<EntitlementKind>(),
    risk: word<Risk>(),
    externalId: p.text(),
    levels: json<readonly string[]>(),
    fields: json<readonly ExtraField[]>(),
    exclusiveSet: p.text().nullable(),
    seats: p.integer().nullable(),
    lease: json<LeaseLimits>(),
    requestable: p.boolean().nullable(),
    archived: p.boolean(),
  },
  uniques: [{ properties: ['appId', 'slug'] }, { properties: ['appId', 'kind', 'externalId'] }],
});

export const EntitlementOwnerRow = defineEntity({
  name: 'EntitlementOwnerRow',
  tableName: 'entitlement_owner',
  properties: {
    entitlementId: p.manyToOne(EntitlementRow).mapToPk().joinColumn('entitlement_id').primary(),
    personId: p.manyToOne(PersonRow).mapToPk().joinColumn('person_id').primary(),
  },
});
