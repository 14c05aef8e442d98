import type { Browser, Page } from 'playwright-core';

export interface WatchedPage {
  page: Page;
  /** Every complaint of the page: errors, and what the content security policy refused. */
  troubles: string[];
}

/** A page of a laptop's size at an address, whose every complaint is kept. */
export async function openWatchedPage(browser: Browser, url: string): Promise<WatchedPage> {
  const troubles: string[] = [];
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`content security policy: ${violatedDirective} ${blockedURI}`);
    });
  });
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  await page.goto(url);
  return { page, troubles };
}
