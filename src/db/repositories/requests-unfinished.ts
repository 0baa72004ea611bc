import type { RequestId } from '../../domain/ids.ts';
import { FINAL_STATES } from '../../domain/request/state.ts';
import type { RequestStore } from '../../ports/request-store.ts';
import type { Database } from '../database.ts';
import { fromJson } from '../rows.ts';
import { tables } from '../tables.ts';

export function createUnfinished({ reader }: Database): Pick<RequestStore, 'unfinished' | 'unfinishedIds'> {
  return {
    async unfinished(after, limit) {
      const rows = await tables.request.find(reader, whereAfter(after), { ...IN_ORDER, only: ['snapshot'], limit });
      return rows.map(({ snapshot }) => fromJson(snapshot));
    },

    unfinishedIds: (after, limit) =>
      tables.request.find(reader, whereAfter(after), { ...IN_ORDER, only: ['id', 'createdAt'], limit }),
  };
}

const IN_ORDER = { orderBy: { id: 'asc' } } as const;

function whereAfter(after: RequestId | undefined) {
  return { state: { $nin: [...FINAL_STATES] }, ...(after === undefined ? {} : { id: { $gt: after } }) };
}
