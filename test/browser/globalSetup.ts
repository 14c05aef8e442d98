import { launchBrowser } from './chromium.ts';

/** Unpacks and starts the browser once before the test files do so side by side. */
export default async function setup(): Promise<void> {
  const browser = await launchBrowser();
  await browser.close();
}
