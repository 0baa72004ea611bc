import { describe, expect, it } from '@jest/globals';
import { importViolations } from './check-imports.ts';
import { allSources } from './repository.ts';
import { readSource } from './source.ts';

const violationsOf = (path: string, text: string) => importViolations([readSource(path, text)]);

describe('the import law', () => {
  it('is kept by every file', () => {
    expect(importViolations(allSources())).toEqual([]);
  });

  it('when a file breaks it, then the file, the line and the reason are said', () => {
    expect(violationsOf('src/domain/lease/end.ts', "\nimport { z } from 'zod';")).toEqual([
      'src/domain/lease/end.ts:2 imports zod: not allowed because the domain is pure: it imports itself only',
    ]);
  });

  it.each([
    ['src/domain/a.ts', "import { readFile } from 'node:fs/promises';"],
    ['src/domain/a.ts', "import type { Store } from '../ports/store.ts';"],
    ['src/domain/a.ts', "const late = () => import('../db/orm.ts');"],
    ['src/domain/a.ts', "export type Late = import('../db/orm.ts').Orm;"],
    ['src/ports/a.ts', "import type { Client } from '@temporalio/client';"],
    ['src/use-cases/submit.ts', "import { randomUUID } from 'node:crypto';"],
    ['workflows/access-request/lease.ts', "import { record } from '../../activities/record.activities.ts';"],
    ['workflows/access-request/lease.ts', "import { campaign } from '../campaign/messages.ts';"],
    ['workflows/access-request/lease.ts', "import { z } from 'zod';"],
    ['workflows/access-request/lease.ts', "import { gateway } from '../../src/temporal/gateway.ts';"],
    ['activities/record.activities.ts', "import { orm } from '../src/db/orm.ts';"],
    ['src/db/orm.ts', "import { Hono } from 'hono';"],
    ['src/db/orm.ts', "import { msToTs } from '@temporalio/common/lib/time.js';"],
    ['src/connectors/ldap/connector.ts', "import { pool } from '../postgres/pool.ts';"],
    ['src/http/app.ts', "import { MikroORM } from '@mikro-orm/core';"],
    ['src/http/app.tsx', "export { card } from '../slack/cards/card.ts';"],
    ['src/slack/home.ts', "import type { Life } from '../../workflows/access-request/messages.ts';"],
    ['src/temporal/gateway.ts', "import { life } from '../../workflows/access-request/access-request.workflow.ts';"],
    ['src/supervisor/main.ts', "import { orm } from '../db/orm.ts';"],
    ['src/cli/submit.ts', "import { decide } from '../domain/decide.ts';"],
    ['tests/a.test.ts', "import '../server.ts';"],
    ['src/somewhere-new/a.ts', 'export const a = 1;'],
  ])('%s may not say: %s', (path, text) => {
    expect(violationsOf(path, text)).toHaveLength(1);
  });

  it.each([
    ['src/domain/a.ts', "import { days } from './time.ts';"],
    ['workflows/access-request/lease.ts', "import type { Record } from '../../activities/record.activities.ts';"],
    ['workflows/access-request/lease.ts', "import { decide } from './messages.ts';"],
    ['workflows/access-request/lease.ts', "import { queues } from '../../src/temporal/task-queues.ts';"],
    ['src/temporal/gateway.ts', "import { decide } from '../../workflows/access-request/messages.ts';"],
    ['src/connectors/ldap/connector.ts', "import { contract } from '../contract.ts';"],
    ['src/slack/home.ts', "import type { Store } from '../ports/store.ts';"],
    ['src/organisation/read.ts', "import { parse } from 'yaml';"],
    ['worker.ts', "import { orm } from './src/db/orm.ts';"],
  ])('%s may say: %s', (path, text) => {
    expect(violationsOf(path, text)).toEqual([]);
  });
});
