import type { AnswerStore } from '../../ports/answer-store.ts';
import type { Database } from '../database.ts';
import { nulled, plain } from '../rows.ts';
import { tables } from '../tables.ts';

export function createAnswerStore(database: Database): AnswerStore {
  return {
    async find(key) {
      const row = await tables.keptAnswer.first(database.reader, { key });
      return row === undefined ? undefined : plain(row);
    },

    async keep(answer, since) {
      await database.transact(async (tx) => {
        await tables.keptAnswer.upsert(tx, [nulled(answer)]);
        await tables.keptAnswer.remove(tx, { at: { $lt: since } });
      });
    },
  };
}
