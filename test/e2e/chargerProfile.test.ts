import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { dropsUponAllKeys } from '../../electron/practice/behaviours/misbehaviours.ts';
import { createPracticeCharger } from '../../electron/practice/createPracticeCharger.ts';
import type { PracticeCharger } from '../../shared/practice/practiceCharger.ts';
import { launchBrowser } from '../browser/chromium.ts';
import { startServe, type ServeProcess } from '../processes/kerbside.ts';

/** A charger that leaves when it is asked for its whole configuration, and what a technician does about it. */
let folder: string;
let serve: ServeProcess;
let charger: PracticeCharger;
let browser: Browser;
let page: Page;
const troubles: string[] = [];

const ID = 'LEAVES-1';
const button = (name: string) => page.getByRole('button', { name, exact: true });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kerbside-profile-'));
  serve = await startServe({ home: folder, session: join(folder, 'visit.kerbside') });
  charger = createPracticeCharger({
    url: serve.ocpp,
    stationId: ID,
    version: '1.6',
    behaviours: [dropsUponAllKeys()],
  });
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  await page.goto(serve.ui);
  await page
    .getByRole('link', { name: new RegExp(ID) })
    .first()
    .click();
  await page.getByRole('link', { name: /^Charger profile/ }).click();
  await page.getByRole('heading', { name: 'How this charger is treated' }).waitFor();
});

afterAll(async () => {
  await browser?.close();
  await charger?.stop();
  await serve?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('a reading comes through although the charger leaves upon the first request', async () => {
  await page.getByRole('link', { name: 'To the configuration' }).click();
  await button('Read configuration').click();
  await page.getByText('The request for all keys did not work: The connection broke off').waitFor();
  await page.getByRole('row').filter({ hasText: 'HeartbeatInterval' }).getByText('300').waitFor();
});

it('what would help is proposed with its proof, and holds when it is accepted', async () => {
  await page.getByRole('link', { name: /^Charger profile/ }).click();
  const proposal = page
    .getByRole('listitem')
    .filter({ hasText: 'leaves upon a GetConfiguration of all keys' });
  await proposal.getByText('Keys per GetConfiguration: 4 at a time').waitFor();
  await proposal
    .getByRole('link', { name: /^record/ })
    .first()
    .waitFor();
  await page.getByTitle('1 proposal').waitFor();
  await button('Accept').focus();
  await page.keyboard.press('Enter');
  await proposal.waitFor({ state: 'detached' });
  expect(await page.getByLabel('Keys per GetConfiguration').inputValue()).toBe('4');
});

it('reading works from then on without losing the charger', async () => {
  await page.getByRole('link', { name: 'To the configuration' }).click();
  await button('Read again').click();
  await page.getByText('Asked for by name, as the charger profile says: 49 keys, 4 at a time.').waitFor();
  await page.getByRole('link', { name: /^Charger profile/ }).click();
});

it('what holds from the next connection on says so, and can be made to hold', async () => {
  await page.getByLabel('Compression').selectOption('Never');
  await page.getByText('Not in effect yet: Compression.').waitFor();
  await button('Disconnect now').click();
  await page.getByText('Not in effect yet: Compression.').waitFor({ state: 'detached' });
  expect(await page.getByLabel('Compression').inputValue()).toBe('false');
});

it('an address that is none is not taken', async () => {
  const field = page.getByLabel('Call-back address (SOAP)');
  await field.fill('charger.local');
  await field.press('Enter');
  await page.getByText('An address begins with http:// or https://.').waitFor();
  await field.fill('');
  await field.press('Enter');
});

it('the profile leaves as a file and comes back from it', async () => {
  const downloading = page.waitForEvent('download');
  await button('Save as a file').click();
  const download = await downloading;
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
    kerbside: 'quirk-profile',
    profile: { configurationChunk: 4, compression: false },
  });
  await page.getByLabel('Keys per GetConfiguration').selectOption('Usual: all at once');
  await page.waitForFunction(() => document.querySelectorAll('[data-set]').length === 1);
  const choosing = page.waitForEvent('filechooser');
  await button('Load from a file…').click();
  await (await choosing).setFiles(path);
  await page.getByText(/^The profile of .* holds\.$/).waitFor();
  expect(await page.getByLabel('Keys per GetConfiguration').inputValue()).toBe('4');
});

it('is not wider than a phone, and nothing was logged as an error', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('heading', { name: 'How this charger is treated' }).waitFor();
  expect(
    await page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)),
  ).toBe(390);
  expect(troubles).toEqual([]);
});
