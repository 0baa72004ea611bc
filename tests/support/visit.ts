import type { BrowserContext, Page } from 'playwright-core';

export interface Visit {
  readonly page: Page;
  readonly status: number | undefined;
  /** What the person would not see, but their console: errors, broken and failed requests, requests to elsewhere. */
  readonly troubles: readonly string[];
}

/** Opens a page in a tab of its own, and keeps an eye on it for as long as it is open. */
export async function visit(context: BrowserContext, url: string): Promise<Visit> {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`script: ${error.message}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // Leaving a page calls off what it was still asking for.
    if (why !== 'net::ERR_ABORTED') troubles.push(`failed: ${request.url()} (${why})`);
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin) troubles.push(`elsewhere: ${request.url()}`);
  });
  page.on('response', (response) => {
    const isPageItself = response.request().isNavigationRequest();
    const isFine = response.ok() || response.status() === 304;
    if (!isPageItself && !isFine) troubles.push(`${response.status()}: ${response.url()}`);
  });
  const answer = await page.goto(url);
  return { page, status: answer?.status(), troubles };
}

/** How much wider the page is than the window that shows it, in pixels: what one would have to scroll sideways. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

export function groundOf(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}
