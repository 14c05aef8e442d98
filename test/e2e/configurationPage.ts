import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import {
  createPracticeCharger,
  type PracticeChargerOptions,
} from '../../electron/practice/createPracticeCharger.ts';
import type { PracticeCharger } from '../../shared/practice/practiceCharger.ts';
import { launchBrowser } from '../browser/chromium.ts';
import { startServe } from '../processes/kerbside.ts';

type Charger = Pick<PracticeChargerOptions, 'stationId' | 'version'> & Partial<PracticeChargerOptions>;

/** The screens of a core with practice chargers, in a real browser. */
export interface ConfigurationPage {
  page: Page;
  folder: string;
  chargers: readonly PracticeCharger[];
  /** What the page complained about. */
  troubles: string[];
  open: (stationId: string, view?: string) => Promise<void>;
  button: (name: string | RegExp) => Locator;
  grid: () => Locator;
  row: (text: string) => Locator;
  press: (...keys: string[]) => Promise<void>;
  /** Puts a text into the search of the settings, and the keys into the list. */
  search: (text: string) => Promise<void>;
  stop: () => Promise<void>;
}

export async function startConfigurationPage(...chargers: Charger[]): Promise<ConfigurationPage> {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-configuration-'));
  const serve = await startServe({ home: folder, session: join(folder, 'visit.kerbside') });
  const running = chargers.map((options) => createPracticeCharger({ url: serve.ocpp, ...options }));
  const browser: Browser = await launchBrowser();
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  await page.goto(serve.ui);
  for (const { stationId } of chargers) {
    await page
      .getByRole('link', { name: new RegExp(`${stationId}.*Available`) })
      .first()
      .waitFor();
  }
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  return {
    page,
    folder,
    chargers: running,
    troubles,
    async open(stationId, view) {
      const hash = `#/station/${stationId}/configuration${view === undefined ? '' : `/${view}`}`;
      await page.evaluate((to) => void (window.location.hash = to), hash);
      await page.getByRole('navigation', { name: 'Views of the configuration' }).waitFor();
    },
    button: (name) =>
      page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) }),
    grid: () => page.getByRole('treegrid'),
    row: (text) => page.getByRole('treegrid').getByRole('row').filter({ hasText: text }).first(),
    press,
    async search(text) {
      await page.getByRole('searchbox', { name: 'Find a setting, value or word' }).fill(text);
      await page.getByRole('searchbox', { name: 'Find a setting, value or word' }).press('Enter');
    },
    async stop() {
      await browser.close();
      await Promise.all(running.map((charger) => charger.stop()));
      await serve.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
