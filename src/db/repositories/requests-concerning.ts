import type { Request } from '../../domain/request/request.ts';
import { FINAL_STATES } from '../../domain/request/state.ts';
import type { RequestStore } from '../../ports/request-store.ts';
import type { Database } from '../database.ts';
import { fromJson, type JsonOf } from '../rows.ts';
import { tables } from '../tables.ts';

const { request, requestViewer } = tables;
const FINAL = FINAL_STATES.map((state) => `'${state}'`).join(', ');
const THEIRS = `select ${requestViewer.column('request')} from ${requestViewer.name} where ${requestViewer.column('personId')} = ? and ${requestViewer.column('request')} > ?`;
const CONCERNING = `select ${request.column('snapshot')} as "snapshot" from ${request.name} where ${request.column('id')} in (${THEIRS}) and ${request.column('state')} not in (${FINAL}) order by ${request.column('id')} limit ?`;

/** One statement: somebody may have decided a hundred thousand that are long over. */
export function createConcerning(database: Database): RequestStore['concerning'] {
  return async (person, after, limit) => {
    const { rows } = await database.reader.ask(CONCERNING, [person, after ?? '', limit]);
    return rows.map((row) => fromJson(row['snapshot'] as JsonOf<Request>));
  };
}
