import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import type { ChromiumAnswer } from '../setup/chromium.ts';
import { askHouse } from './house.ts';

/** For `describeUnless`: nothing, or why no browser runs here. Ask at the top of the file, where no test's time runs. */
export async function whyNoChromium(): Promise<string | undefined> {
  const answer = await askHouse<ChromiumAnswer>('chromium');
  return 'unavailable' in answer ? answer.unavailable : undefined;
}

/** One browser for the tests around the call; every context is another visitor, and is gone when its test is over. */
export function testChromium(): { context(options?: BrowserContextOptions): Promise<BrowserContext> } {
  let browser: Browser | undefined;
  beforeAll(async () => {
    const answer = await askHouse<ChromiumAnswer>('chromium');
    if ('unavailable' in answer) throw new Error(answer.unavailable);
    browser = await chromium.launch(answer.launch);
  });
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
  });
  afterAll(() => browser?.close());
  return {
    context: (options) => {
      if (browser === undefined) throw new Error('The browser is there for tests, not yet for their descriptions.');
      return browser.newContext(options);
    },
  };
}
