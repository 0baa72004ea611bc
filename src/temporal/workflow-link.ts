import type { TemporalConfig } from '../config/config.ts';
import type { Address } from '../ports/request-gateway.ts';
import { requestWorkflowId } from './workflow-ids.ts';

/** Where Temporal UI shows the workflow that has a request; nowhere if nobody said where that is. */
export function createWorkflowLink(temporal: TemporalConfig): ((request: Address) => string) | undefined {
  if (temporal.kind !== 'remote' || temporal.uiUrl === undefined) return undefined;
  const base = `${temporal.uiUrl.replace(/\/$/, '')}/namespaces/${encodeURIComponent(temporal.namespace)}/workflows`;
  return ({ id, run, within }) => `${base}/${encodeURIComponent(requestWorkflowId(within ?? id, run))}`;
}
