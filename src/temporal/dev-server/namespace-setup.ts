import type { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';

/** Numbers of `IndexedValueType` in Temporal's API. */
const indexedTypes: Record<string, number> = {
  TEXT: 1,
  KEYWORD: 2,
  INT: 3,
  DOUBLE: 4,
  BOOL: 5,
  DATETIME: 6,
  KEYWORDLIST: 7,
};

/** A closed workflow is evidence for an auditor; the dev server would forget it after a day. */
const RETENTION_DAYS = 3650;
const DAY_S = 86_400;

export async function keepHistoryForYears({ workflowService }: Connection, namespace: string): Promise<void> {
  const { config } = await workflowService.describeNamespace({ namespace });
  if (Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) >= RETENTION_DAYS * DAY_S) return;
  const workflowExecutionRetentionTtl = msToTs(RETENTION_DAYS * DAY_S * 1000);
  await workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl } });
}

/**
 * By the operator service, because `--search-attribute` is ignored when the database file exists already. True: some were
 * missing, and the server that runs will not know them for up to a minute.
 */
export async function addMissingSearchAttributes(
  { operatorService }: Connection,
  namespace: string,
  wanted: Record<string, string>,
): Promise<boolean> {
  if (Object.keys(wanted).length === 0) return false;
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(wanted).filter(([name]) => !(name in (customAttributes ?? {})));
  if (missing.length === 0) return false;
  const searchAttributes = Object.fromEntries(missing.map(([name, type]) => [name, indexedType(name, type)]));
  await operatorService.addSearchAttributes({ namespace, searchAttributes });
  return true;
}

/** `KeywordList` and `KEYWORD_LIST` are the same type: the CLI writes one, the SDK the other. */
function indexedType(name: string, type: string): number {
  const number = indexedTypes[type.replaceAll('_', '').toUpperCase()];
  if (number === undefined)
    throw new Error(`Search attribute ${name} has the type ${type}, which Temporal does not know.`);
  return number;
}
