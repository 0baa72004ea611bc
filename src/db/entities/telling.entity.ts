import { defineEntity, p } from '@mikro-orm/core';
import type { PersonId, RequestId } from '../../domain/ids.ts';
import type { Lease } from '../../domain/lease/lease.ts';
import type { NoticeChoices, WayName } from '../../domain/telling/choices.ts';
import type { MessageState } from '../../ports/message-store.ts';
import { id, instant, json, word } from './columns.ts';

/** A Slack workspace in which Leasehold is installed. */
export const WorkspaceRow = defineEntity({
  name: 'WorkspaceRow',
  tableName: 'workspace',
  properties: {
    id: p.text().primary(),
    name: p.text(),
    botUserId: p.text(),
    /** Encrypted; absent where the token comes from the environment, or the app was removed. */
    sealedToken: p.text().nullable(),
    scopes: p.text(),
    alertChannel: p.text().nullable(),
    reviewChannel: p.text().nullable(),
    installedBy: id<PersonId>().nullable(),
    installedAt: instant(),
    endedAt: instant().nullable(),
  },
});

/** An event that Slack told, so that it has one effect however often it is told. */
export const HeardEventRow = defineEntity({
  name: 'HeardEventRow',
  tableName: 'heard_event',
  properties: { id: p.text().primary(), at: instant().index() },
});

/** What was shown to somebody, and where it stands: written before it is sent, so that nothing is sent twice. */
export const MessageRow = defineEntity({
  name: 'MessageRow',
  tableName: 'message',
  properties: {
    key: p.text().primary(),
    subject: p.text().index(),
    personId: id<PersonId>().nullable(),
    way: word<WayName>(),
    state: word<MessageState>(),
    workspaceId: p.text().nullable(),
    channel: p.text().nullable(),
    ts: p.text().nullable(),
    /** Hash of what it shows: the same again is not sent. */
    shown: p.text().nullable(),
    at: instant(),
    triedAt: instant(),
  },
});

export const NoticeChoiceRow = defineEntity({
  name: 'NoticeChoiceRow',
  tableName: 'notice_choice',
  properties: { personId: id<PersonId>().primary(), choices: json<NoticeChoices>() },
});

/** Who said "I'm looking". */
export const LookingRow = defineEntity({
  name: 'LookingRow',
  tableName: 'looking',
  properties: { requestId: id<RequestId>().primary(), personId: id<PersonId>(), since: instant() },
});

/** A decision that waits for a fresh sign-in: for one person, once. Of what the link holds only the hash is kept. */
export const DecisionLinkRow = defineEntity({
  name: 'DecisionLinkRow',
  tableName: 'decision_link',
  properties: {
    hash: p.text().primary(),
    personId: id<PersonId>(),
    requestId: id<RequestId>(),
    comment: p.text().nullable(),
    lease: json<Lease>().nullable(),
    clickId: p.text(),
    expiresAt: instant().index(),
    usedAt: instant().nullable(),
  },
});

/** A request that is still being put together. */
export const DraftRow = defineEntity({
  name: 'DraftRow',
  tableName: 'draft',
  properties: {
    id: p.text().primary(),
    personId: id<PersonId>(),
    typed: json<{ readonly [field: string]: string }>(),
    expiresAt: instant().index(),
  },
});
