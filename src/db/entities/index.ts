import { AppOwnerRow, AppRow, EntitlementOwnerRow, EntitlementRow } from './catalog.entity.ts';
import { AccountRow, ClaimRow, HoldingRow, ReservationRow } from './ledger.entity.ts';
import { OrderRow } from './order.entity.ts';
import { DelegationRow, PersonRow } from './people.entity.ts';
import {
  AuditEntry,
  AuditHead,
  IdentityRow,
  KeptAnswerRow,
  PolicyVersionRow,
  SessionRow,
  SettingRow,
  SignedHead,
  TokenRow,
} from './record.entity.ts';
import { RequestChangeRow, RequestRow, RequestViewerRow, SavedRequestRow } from './request.entity.ts';
import { SandboxAccountRow, SandboxAppRow, SandboxCallRow, SandboxHoldingRow } from './sandbox.entity.ts';
import { DecisionLinkRow, DraftRow, HeardEventRow, LookingRow, MessageRow } from './telling.entity.ts';
import { NoticeChoiceRow, WorkspaceRow } from './telling.entity.ts';
import { AlertRow, CampaignRow, ReviewItemRow, TaskRow } from './work.entity.ts';

export const entities = [
  PersonRow,
  DelegationRow,
  AppRow,
  AppOwnerRow,
  EntitlementRow,
  EntitlementOwnerRow,
  AccountRow,
  HoldingRow,
  ClaimRow,
  ReservationRow,
  RequestRow,
  RequestChangeRow,
  RequestViewerRow,
  SavedRequestRow,
  TaskRow,
  CampaignRow,
  ReviewItemRow,
  AlertRow,
  OrderRow,
  AuditEntry,
  AuditHead,
  SignedHead,
  IdentityRow,
  KeptAnswerRow,
  PolicyVersionRow,
  SessionRow,
  SettingRow,
  TokenRow,
  WorkspaceRow,
  HeardEventRow,
  MessageRow,
  NoticeChoiceRow,
  LookingRow,
  DecisionLinkRow,
  DraftRow,
  SandboxAppRow,
  SandboxAccountRow,
  SandboxHoldingRow,
  SandboxCallRow,
];
