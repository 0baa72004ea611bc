import type { Address } from '../ports/request-gateway.ts';
import { requestWorkflowId } from './workflow-ids.ts';

interface Shown {
  readonly namespace: string;
  readonly uiUrl?: string | undefined;
}

/** Where Temporal UI shows the workflow that has a request; nowhere if nobody said where that is. */
export function createWorkflowLink({ namespace, uiUrl }: Shown): ((request: Address) => string) | undefined {
  if (uiUrl === undefined) return undefined;
  const base = `${uiUrl.replace(/\/$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows`;
  return ({ id, run, within }) => `${base}/${encodeURIComponent(requestWorkflowId(within ?? id, run))}`;
}
