import type { Page } from 'playwright-core';

export interface Shot {
  readonly name: string;
  /** Of the demo's people. */
  readonly as: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly show: (page: Page, url: string) => Promise<unknown>;
}

const requests = async (page: Page, url: string) => {
  await page.goto(`${url}/requests`);
  await page.locator('[data-row] .chip.live').first().waitFor();
};

const panel = async (page: Page, url: string) => {
  await requests(page, url);
  await page.locator('[data-row]', { hasText: 'Waiting' }).first().locator('a[data-open]').click();
  await page.locator('aside.panel h1').waitFor();
};

export const SHOTS: readonly Shot[] = [
  { name: 'home', as: 'Maya Okafor', show: (page) => page.locator('[data-row]').first().waitFor() },
  { name: 'requests', as: 'Viktor Petrov', show: requests },
  { name: 'request', as: 'Viktor Petrov', show: panel },
  { name: 'request-dark', as: 'Viktor Petrov', colorScheme: 'dark', show: panel },
  {
    ...{ name: 'new-request', as: 'Elif Demir' },
    show: async (page, url) => {
      await page.goto(`${url}/requests/new?q=production`);
      await page.getByRole('button', { name: /^Add/ }).first().click();
      await page
        .getByText(/will be asked/)
        .first()
        .waitFor();
    },
  },
];
