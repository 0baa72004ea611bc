import type { OpenStore } from '../support/databases.ts';

/** Runs the work and tells which statements it took; nothing else may use the database meanwhile. */
export async function statementsOf({ database }: OpenStore, work: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  const logger = database.orm.config.getLogger();
  const before = logger.logQuery;
  logger.setDebugMode(['query']);
  logger.logQuery = ({ query = '' }: { query?: string }) => void seen.push(query);
  await work().finally(() => {
    logger.logQuery = before;
    logger.setDebugMode(false);
  });
  return seen;
}
