import type { AppId, CampaignId, HoldingId, PersonId, ReviewItemId } from '../ids.ts';
import type { Instant } from '../time.ts';

export type CampaignState = 'draft' | 'running' | 'completed' | 'stopped';
export type NoAnswerRule = 'keep' | 'revoke' | 'approve_if_used';

export interface Campaign {
  readonly id: CampaignId;
  readonly name: string;
  readonly state: CampaignState;
  readonly ownerIds: readonly PersonId[];
  readonly appIds: readonly AppId[];
  readonly noAnswer: NoAnswerRule;
  readonly startsAt: Instant;
  readonly dueAt: Instant;
}

export type ReviewDecision = 'none' | 'keep' | 'revoke';

export interface ReviewItem {
  readonly id: ReviewItemId;
  readonly campaignId: CampaignId;
  readonly holdingId: HoldingId;
  readonly reviewerId: PersonId | undefined;
  readonly decision: ReviewDecision;
  readonly comment: string | undefined;
  readonly decidedAt: Instant | undefined;
}
