import { defineEntity, p } from '@mikro-orm/core';
import type { FactName } from '../../domain/audit/fact.ts';
import type { GrantedRole } from '../../domain/people/person.ts';
import { id, instant, json, word } from './columns.ts';

/** Append-only. `body` holds the exact bytes that were hashed; the other columns exist for searching. */
export const AuditEntry = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit',
  properties: {
    index: p.bigint('number').primary().autoincrement(false),
    at: instant(),
    fact: word<FactName>(),
    subject: p.text(),
    actor: p.text(),
    body: p.text(),
    hash: p.text(),
  },
  indexes: [
    { properties: ['subject', 'index'] },
    { properties: ['actor', 'index'] },
    { properties: ['fact', 'index'] },
    { properties: ['at', 'index'] },
  ],
});

/** One row, locked last by every writer: its order is the order of commits. */
export const AuditHead = defineEntity({
  name: 'AuditHead',
  tableName: 'audit_head',
  properties: { id: p.integer().primary().autoincrement(false), index: p.bigint('number'), hash: p.text() },
});

export const SignedHead = defineEntity({
  name: 'SignedHead',
  tableName: 'signed_head',
  properties: {
    index: p.bigint('number').primary().autoincrement(false),
    hash: p.text(),
    signedAt: instant(),
    publicKey: p.text(),
    signature: p.text(),
  },
});

export const PolicyVersionRow = defineEntity({
  name: 'PolicyVersionRow',
  tableName: 'policy_version',
  properties: {
    version: p.integer().primary().autoincrement(false),
    /** Canonical JSON of the policy. */
    document: p.text(),
    appliedAt: instant(),
    appliedBy: p.text(),
    /** The file as it was applied. */
    text: p.text().nullable(),
  },
});

export const SettingRow = defineEntity({
  name: 'SettingRow',
  tableName: 'setting',
  properties: { key: p.text().primary(), value: p.text() },
});

export const TokenRow = defineEntity({
  name: 'TokenRow',
  tableName: 'token',
  properties: {
    id: id<`tok_${string}`>().primary(),
    kind: word<'api' | 'setup'>(),
    name: p.text(),
    /** SHA-256 of the secret part; the token itself is shown once and kept nowhere. */
    hash: p.text().unique(),
    personId: p.text().nullable().index(),
    role: p.text().nullable(),
    scopes: p.text(),
    createdAt: instant(),
    expiresAt: instant(),
    revokedAt: instant().nullable(),
  },
});

export const SessionRow = defineEntity({
  name: 'SessionRow',
  tableName: 'session',
  properties: {
    id: id<`ses_${string}`>().primary(),
    hash: p.text().unique(),
    personId: id<`per_${string}`>().index(),
    method: word<'demo' | 'oidc'>(),
    signedInAt: instant(),
    provenAt: instant().nullable(),
    roles: json<readonly GrantedRole[]>().default('[]'),
    expiresAt: instant(),
    endedAt: instant().nullable(),
    agent: p.text(),
  },
});

export const IdentityRow = defineEntity({
  name: 'IdentityRow',
  tableName: 'identity',
  properties: {
    issuer: p.text().primary(),
    subject: p.text().primary(),
    personId: id<`per_${string}`>().index(),
    boundAt: instant(),
  },
});

/** What a call with an `Idempotency-Key` came to: who sends it again is told the same. */
export const KeptAnswerRow = defineEntity({
  name: 'KeptAnswerRow',
  tableName: 'kept_answer',
  properties: {
    /** Hash of who called what with which key. */
    key: p.text().primary(),
    bodyHash: p.text(),
    /** Absent where it had not taken effect yet. */
    answer: p.text().nullable(),
    at: instant().index(),
  },
});
