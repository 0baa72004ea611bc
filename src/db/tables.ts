import { AppOwnerRow, AppRow, EntitlementOwnerRow, EntitlementRow } from './entities/catalog.entity.ts';
import { AccountRow, ClaimRow, HoldingRow, ReservationRow } from './entities/ledger.entity.ts';
import { OrderRow } from './entities/order.entity.ts';
import { DelegationRow, PersonRow } from './entities/people.entity.ts';
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
} from './entities/record.entity.ts';
import { RequestChangeRow, RequestRow, RequestViewerRow, SavedRequestRow } from './entities/request.entity.ts';
import { SandboxAccountRow, SandboxAppRow, SandboxCallRow, SandboxHoldingRow } from './entities/sandbox.entity.ts';
import { DecisionLinkRow, DraftRow, HeardEventRow, LookingRow, MessageRow } from './entities/telling.entity.ts';
import { NoticeChoiceRow, WorkspaceRow } from './entities/telling.entity.ts';
import { AlertRow, TaskRow } from './entities/work.entity.ts';
import { table } from './statements/table.ts';

export const tables = {
  account: table(AccountRow),
  alert: table(AlertRow),
  app: table(AppRow),
  appOwner: table(AppOwnerRow),
  audit: table(AuditEntry),
  auditHead: table(AuditHead),
  claim: table(ClaimRow),
  decisionLink: table(DecisionLinkRow),
  delegation: table(DelegationRow),
  draft: table(DraftRow),
  entitlement: table(EntitlementRow),
  entitlementOwner: table(EntitlementOwnerRow),
  heardEvent: table(HeardEventRow),
  holding: table(HoldingRow),
  identity: table(IdentityRow),
  keptAnswer: table(KeptAnswerRow),
  looking: table(LookingRow),
  message: table(MessageRow),
  noticeChoice: table(NoticeChoiceRow),
  order: table(OrderRow),
  person: table(PersonRow),
  policyVersion: table(PolicyVersionRow),
  request: table(RequestRow),
  requestChange: table(RequestChangeRow),
  requestViewer: table(RequestViewerRow),
  reservation: table(ReservationRow),
  sandboxAccount: table(SandboxAccountRow),
  sandboxApp: table(SandboxAppRow),
  savedRequest: table(SavedRequestRow),
  sandboxCall: table(SandboxCallRow),
  sandboxHolding: table(SandboxHoldingRow),
  session: table(SessionRow),
  setting: table(SettingRow),
  signedHead: table(SignedHead),
  task: table(TaskRow),
  token: table(TokenRow),
  workspace: table(WorkspaceRow),
};
