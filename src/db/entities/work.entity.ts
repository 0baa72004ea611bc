import { defineEntity, p } from '@mikro-orm/core';
import type {
  AccountId,
  AlertId,
  AppId,
  CampaignId,
  EntitlementId,
  HoldingId,
  PersonId,
  RequestId,
  ReviewItemId,
  TaskId,
} from '../../domain/ids.ts';
import type { Json } from '../../domain/json.ts';
import type { AlertKind } from '../../domain/work/alert.ts';
import type { CampaignState, NoAnswerRule, ReviewDecision } from '../../domain/work/campaign.ts';
import type { TaskKind, TaskState } from '../../domain/work/task.ts';
import { id, instant, json, word } from './columns.ts';

export const TaskRow = defineEntity({
  name: 'TaskRow',
  tableName: 'task',
  properties: {
    id: id<TaskId>().primary(),
    kind: word<TaskKind>(),
    state: word<TaskState>(),
    appId: id<AppId>().index(),
    entitlementId: id<EntitlementId>().nullable(),
    requestId: id<RequestId>().nullable().index(),
    changeId: p.text().nullable(),
    assigneeId: id<PersonId>().nullable(),
    instructions: p.text(),
    createdAt: instant(),
    dueAt: instant().nullable(),
    doneAt: instant().nullable(),
    doneById: id<PersonId>().nullable(),
    answer: p.text().nullable(),
    accountId: id<AccountId>().nullable(),
    beneficiaryId: id<PersonId>().nullable(),
    wish: p.text().nullable(),
    number: p.integer().nullable(),
    chaseAt: instant().nullable(),
    escalatedAt: instant().nullable(),
    clickId: p.text().nullable(),
  },
  uniques: [{ properties: ['accountId', 'entitlementId', 'number'] }],
  indexes: [
    { properties: ['state', 'createdAt'] },
    { properties: ['assigneeId', 'state'] },
    { properties: ['state', 'chaseAt'] },
  ],
});

export const CampaignRow = defineEntity({
  name: 'CampaignRow',
  tableName: 'campaign',
  properties: {
    id: id<CampaignId>().primary(),
    name: p.text(),
    state: word<CampaignState>(),
    ownerIds: json<readonly PersonId[]>(),
    appIds: json<readonly AppId[]>(),
    noAnswer: word<NoAnswerRule>(),
    startsAt: instant(),
    dueAt: instant(),
  },
});

export const ReviewItemRow = defineEntity({
  name: 'ReviewItemRow',
  tableName: 'review_item',
  properties: {
    id: id<ReviewItemId>().primary(),
    campaign: p.manyToOne(CampaignRow).mapToPk().joinColumn('campaign_id'),
    holdingId: id<HoldingId>(),
    reviewerId: id<PersonId>().nullable(),
    decision: word<ReviewDecision>(),
    comment: p.text().nullable(),
    decidedAt: instant().nullable(),
  },
  uniques: [{ properties: ['campaign', 'holdingId'] }],
  indexes: [{ properties: ['reviewerId', 'decision'] }],
});

export const AlertRow = defineEntity({
  name: 'AlertRow',
  tableName: 'alert',
  properties: {
    id: id<AlertId>().primary(),
    kind: word<AlertKind>(),
    subject: p.text(),
    state: word<'open' | 'acted' | 'ignored' | 'over'>(),
    data: json<{ [key: string]: Json }>(),
    raisedAt: instant(),
  },
  indexes: [{ properties: ['state', 'raisedAt'] }, { properties: ['kind', 'subject'] }],
});
