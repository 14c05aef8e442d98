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
  /** The running practice chargers of a name. */
  chargers: (stationId: string) => PracticeCharger[];
  /** What the page complained about. */
  troubles: string[];
  /** Connects one more practice charger, or one that was stopped again. */
  plug: (options: Charger) => Promise<PracticeCharger>;
  open: (stationId: string, view?: string) => Promise<void>;
  /** Reads the shown station and waits for its list. */
  read: () => Promise<void>;
  button: (name: string | RegExp) => Locator;
  grid: () => Locator;
  row: (text: string) => Locator;
  press: (...keys: string[]) => Promise<void>;
  /** Puts a text into the search of the settings, and the keys into the list. */
  search: (text: string) => Promise<void>;
  /** Puts a value into the list of changes. */
  set: (key: string, value: string) => Promise<void>;
  /** Sends the list of changes by keyboard: once to look through it, once to send it. */
  send: () => Promise<void>;
  /** The changes that were sent last. */
  run: () => Locator;
  chooseFile: (button: string, path: string) => Promise<void>;
  stop: () => Promise<void>;
}

export async function startConfigurationPage(...chargers: Charger[]): Promise<ConfigurationPage> {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-configuration-'));
  const serve = await startServe({ home: folder, session: join(folder, 'visit.kerbside') });
  const running: PracticeCharger[] = [];
  const start = (options: Charger): PracticeCharger => {
    const charger = createPracticeCharger({ url: serve.ocpp, ...options });
    running.push(charger);
    return charger;
  };
  for (const options of chargers) start(options);
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
    if (message.type() === 'error') troubles.push(`${message.text()} ${message.location().url}`);
  });
  await page.goto(serve.ui);
  const isListed = (stationId: string): Promise<void> =>
    page
      .getByRole('link', {
        name: new RegExp(`\\bconnected.*${stationId}.*(Available|Charging|Occupied)`, 'i'),
      })
      .first()
      .waitFor();
  for (const { stationId } of chargers) await isListed(stationId);
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const button = (name: string | RegExp): Locator =>
    page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) });
  const search = async (text: string): Promise<void> => {
    await page.getByRole('searchbox', { name: 'Find a setting, value or word' }).fill(text);
    await page.getByRole('searchbox', { name: 'Find a setting, value or word' }).press('Enter');
  };
  return {
    page,
    folder,
    chargers: (stationId) => running.filter((charger) => charger.stationId === stationId),
    troubles,
    async plug(options) {
      const charger = start(options);
      await isListed(options.stationId);
      return charger;
    },
    async open(stationId, view) {
      const hash = `#/station/${stationId}/configuration${view === undefined ? '' : `/${view}`}`;
      await page.evaluate((to) => void (window.location.hash = to), hash);
      await page.getByRole('navigation', { name: 'Views of the configuration' }).waitFor();
    },
    async read() {
      await button(/^Read (configuration|again)$/).click();
      await page.getByRole('treegrid').waitFor();
    },
    button,
    grid: () => page.getByRole('treegrid'),
    row: (text) => page.getByRole('treegrid').getByRole('row').filter({ hasText: text }).first(),
    press,
    search,
    async set(key, value) {
      await search(key);
      const name = page.getByText(key, { exact: true });
      await page.getByRole('treegrid').getByRole('row').filter({ has: name }).dblclick();
      await page.getByLabel(`Value of ${key}`).fill(value);
      await press('Enter');
      await search('');
    },
    send: () => press('Control+Enter', 'Control+Enter'),
    run: () => page.getByRole('region', { name: 'Sent changes' }),
    async chooseFile(name, path) {
      const choosing = page.waitForEvent('filechooser');
      await button(name).click();
      await (await choosing).setFiles(path);
    },
    async stop() {
      await browser.close();
      await Promise.all(running.map((charger) => charger.stop()));
      await serve.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
