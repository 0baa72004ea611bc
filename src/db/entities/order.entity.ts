import { defineEntity, p } from '@mikro-orm/core';
import type { AccountId, AppId, EntitlementId, OrderId } from '../../domain/ids.ts';
import type { OrderState } from '../../domain/work/order.ts';
import { id, instant, word } from './columns.ts';

export const OrderRow = defineEntity({
  name: 'OrderRow',
  tableName: 'endpoint_order',
  properties: {
    place: p.text().primary(),
    id: id<OrderId>(),
    state: word<OrderState>(),
    appId: id<AppId>(),
    accountId: id<AccountId>().nullable(),
    entitlementId: id<EntitlementId>().nullable(),
    wish: p.text(),
    detail: p.text().nullable(),
    /** SHA-256: the token itself is known to the endpoint only. */
    tokenHash: p.text().nullable().unique(),
    until: instant(),
    expiresAt: instant(),
  },
  indexes: [{ properties: ['accountId', 'entitlementId'] }],
});
