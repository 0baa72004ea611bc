export { auditAnchorWorkflow } from './audit-anchor/audit-anchor.workflow.ts';
