// Lives one life of each kind on the server of a test run and stores its history. Run by hand, with the tests' servers, when
// the workflow changes: `npm test -- tests/replay/store --testMatch '**/store-history.ts'`. Stored ones are never replaced.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { requestWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { aStage, type Stage } from '../support/stories.ts';
import { asking } from '../workflows/scenes.ts';
import { HISTORIES } from './histories.ts';
import { lives, ORGANISATION_OF_LIVES } from './lives.ts';

const day = new Date().toISOString().slice(0, 10);
let stage: Stage;
let request: ReturnType<typeof asking>;
beforeAll(async () => {
  await mkdir(HISTORIES, { recursive: true });
  stage = await aStage(ORGANISATION_OF_LIVES);
  request = asking(stage, 'aws');
});
afterAll(() => stage.house.close());

it.each(Object.keys(lives))('stores %s', async (name) => {
  const one = await lives[name]?.(stage, request);
  if (one === undefined) throw new Error(`no life is called ${name}`);
  const handle = stage.house.client.workflow.getHandle(requestWorkflowId(one.id));
  expect(await handle.result()).toMatchObject({ id: one.id });
  const json = historyToJSON(await handle.fetchHistory());
  await writeFile(join(HISTORIES, `${name}-${day}.json`), `${JSON.stringify(JSON.parse(json))}\n`, { flag: 'wx' });
});
