import type { Address } from '../ports/request-gateway.ts';
import { requestWorkflowId } from './workflow-ids.ts';

interface Shown {
  readonly namespace: string;
  readonly uiUrl?: string | undefined;
}

/** Where Temporal UI shows the workflow that has a request; nowhere if nobody said where that is. */
export function createWorkflowLink(shown: Shown): ((request: Address) => string) | undefined {
  const base = workflowsUrl(shown);
  if (base === undefined) return undefined;
  return ({ id, run, within }) => `${base}/${encodeURIComponent(requestWorkflowId(within ?? id, run))}`;
}

/** Where it shows all of them. */
export function workflowsUrl({ namespace, uiUrl }: Shown): string | undefined {
  if (uiUrl === undefined) return undefined;
  return `${uiUrl.replace(/\/$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows`;
}
