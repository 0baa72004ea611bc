// `npm run screenshots`: starts a demo of its own, and takes the pictures of the README from its pages.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../setup/chromium.ts';
import { startDemo } from './demo.ts';
import { SHOTS, type Shot } from './shots.ts';

const TO = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));

const folder = await mkdtemp(join(tmpdir(), 'leasehold-screenshots-'));
try {
  const found = await findChromium(folder);
  if ('unavailable' in found) throw new Error(found.unavailable);
  const demo = await startDemo(folder);
  const browser = await chromium.launch(found.launch);
  try {
    await mkdir(TO, { recursive: true });
    for (const shot of SHOTS) await take(browser, demo.url, shot);
  } finally {
    await browser.close();
    await demo.stop();
  }
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

async function take(browser: Browser, url: string, { name, as, colorScheme = 'light', show }: Shot): Promise<void> {
  const context = await browser.newContext({
    ...{ colorScheme, viewport: { width: 1280, height: 760 }, locale: 'en-GB', timezoneId: 'Europe/Lisbon' },
    reducedMotion: 'reduce',
  });
  const page: Page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByRole('button', { name: as }).first().click();
  await show(page, url);
  await page.screenshot({ path: join(TO, `${name}.png`) });
  console.log(`docs/screenshots/${name}.png`);
  await context.close();
}
