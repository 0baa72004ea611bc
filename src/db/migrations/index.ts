import type { Dialect } from '../connections.ts';
import { statements as postgres0001 } from './postgres/0001-initial.ts';
import { statements as postgres0002 } from './postgres/0002-policy-text.ts';
import { statements as postgres0003 } from './postgres/0003-kept-answers.ts';
import { statements as postgres0004 } from './postgres/0004-own-requests.ts';
import { statements as postgres0005 } from './postgres/0005-requests-by-state.ts';
import { statements as postgres0006 } from './postgres/0006-identities.ts';
import { statements as postgres0007 } from './postgres/0007-telling.ts';
import { statements as postgres0008 } from './postgres/0008-saved-requests.ts';
import { statements as sqlite0001 } from './sqlite/0001-initial.ts';
import { statements as sqlite0002 } from './sqlite/0002-policy-text.ts';
import { statements as sqlite0003 } from './sqlite/0003-kept-answers.ts';
import { statements as sqlite0004 } from './sqlite/0004-own-requests.ts';
import { statements as sqlite0005 } from './sqlite/0005-requests-by-state.ts';
import { statements as sqlite0006 } from './sqlite/0006-identities.ts';
import { statements as sqlite0007 } from './sqlite/0007-telling.ts';
import { statements as sqlite0008 } from './sqlite/0008-saved-requests.ts';

export interface Migration {
  readonly name: string;
  readonly statements: Readonly<Record<Dialect, readonly string[]>>;
}

/** In the order in which they are applied. A released one is never changed: what is wrong with it is mended by the next. */
export const migrations: readonly Migration[] = [
  { name: '0001-initial', statements: { sqlite: sqlite0001, postgres: postgres0001 } },
  { name: '0002-policy-text', statements: { sqlite: sqlite0002, postgres: postgres0002 } },
  { name: '0003-kept-answers', statements: { sqlite: sqlite0003, postgres: postgres0003 } },
  { name: '0004-own-requests', statements: { sqlite: sqlite0004, postgres: postgres0004 } },
  { name: '0005-requests-by-state', statements: { sqlite: sqlite0005, postgres: postgres0005 } },
  { name: '0006-identities', statements: { sqlite: sqlite0006, postgres: postgres0006 } },
  { name: '0007-telling', statements: { sqlite: sqlite0007, postgres: postgres0007 } },
  { name: '0008-saved-requests', statements: { sqlite: sqlite0008, postgres: postgres0008 } },
];
