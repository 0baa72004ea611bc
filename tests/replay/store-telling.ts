// As store-history.ts, for the workflows that tell people: `npm test -- tests/replay/store-telling --testMatch '**/store-telling.ts'`.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { HISTORIES } from './histories.ts';
import { aReplayedTelling, firstRunOf, tellingLives } from './telling-lives.ts';

const day = new Date().toISOString().slice(0, 10);

it.each(Object.keys(tellingLives))('stores %s', async (name) => {
  const telling = await aReplayedTelling();
  const workflowId = await tellingLives[name]?.(telling);
  const history = await firstRunOf(telling.stage, workflowId ?? '');
  expect(history.events?.length).toBeGreaterThan(5);
  const json = historyToJSON(history);
  await writeFile(join(HISTORIES, `${name}-${day}.json`), `${JSON.stringify(JSON.parse(json))}\n`, { flag: 'wx' });
  await telling.stage.house.close();
});
