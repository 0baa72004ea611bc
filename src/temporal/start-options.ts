import { WorkflowIdReusePolicy } from '@temporalio/common';
import type { RequestStart } from '../domain/request/messages.ts';
import { searchAttributesOf, summaryOf } from './request-visibility.ts';
import { requestWorkflowId } from './workflow-ids.ts';

/** How the workflow of a request is started, whoever starts it. */
export function startOptionsOf(start: RequestStart) {
  const { request, submitted } = start;
  return {
    workflowId: requestWorkflowId(request.id, request.run),
    workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
    args: [start] as [RequestStart],
    memo: { submitted },
    staticSummary: summaryOf(request),
    typedSearchAttributes: searchAttributesOf(request),
  };
}
