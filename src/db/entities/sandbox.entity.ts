import { defineEntity, p } from '@mikro-orm/core';
import type { Held, SandboxFaults } from '../../ports/sandbox-store.ts';
import { instant, json, word } from './columns.ts';

// The pretended apps stand for servers of other companies: nothing here refers to the product's own tables.

/** Locked by every call: calls to one app take turns. */
export const SandboxAppRow = defineEntity({
  name: 'SandboxAppRow',
  tableName: 'sandbox_app',
  properties: { appId: p.text().primary(), faults: json<SandboxFaults>(), calls: p.integer() },
});

export const SandboxAccountRow = defineEntity({
  name: 'SandboxAccountRow',
  tableName: 'sandbox_account',
  properties: {
    appId: p.text().primary(),
    externalId: p.text().primary(),
    email: p.text(),
    status: word<'active' | 'suspended'>(),
  },
});

export const SandboxHoldingRow = defineEntity({
  name: 'SandboxHoldingRow',
  tableName: 'sandbox_holding',
  properties: {
    appId: p.text().primary(),
    /** Account and entitlement as one text, by which listings are paged. */
    place: p.text().primary(),
    account: p.text(),
    entitlement: p.text(),
    real: json<Held>(),
    shown: json<Held>(),
    showsAt: instant(),
    pending: json<{ readonly ref: string; readonly becomes: Held }>().nullable(),
  },
  indexes: [{ properties: ['appId', 'entitlement'] }],
});

export const SandboxCallRow = defineEntity({
  name: 'SandboxCallRow',
  tableName: 'sandbox_call',
  properties: {
    appId: p.text().primary(),
    number: p.integer().primary(),
    method: p.text(),
    account: p.text().nullable(),
    entitlement: p.text().nullable(),
    level: p.text().nullable(),
    at: instant(),
    changed: p.boolean(),
    answer: p.text(),
  },
});
