import './short-stacks.ts';
export { accessRequestWorkflow } from './access-request/access-request.workflow.ts';
export { auditAnchorWorkflow } from './audit-anchor/audit-anchor.workflow.ts';
export { offboardingWorkflow } from './offboarding/offboarding.workflow.ts';
export { tellWorkflow } from './telling/tell.workflow.ts';
export { tellingWorkflow } from './telling/telling.workflow.ts';
export { watchdogWorkflow } from './watchdog/watchdog.workflow.ts';
