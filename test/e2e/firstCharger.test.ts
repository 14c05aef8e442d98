import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../browser/chromium.ts';
import { startServe, type ServeProcess } from '../processes/kerbside.ts';

/** What a technician does on the first visit, in a real browser against the real program, step by step. */
let folder: string;
let serve: ServeProcess;
let browser: Browser;
let page: Page;
const troubles: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kerbside-e2e-'));
  serve = await startServe({ home: folder, session: join(folder, 'visit.kerbside') });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
});

afterAll(async () => {
  await browser?.close();
  await serve?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('the start page says what to type into the charger', async () => {
  await page.goto(serve.ui);
  await page.getByRole('heading', { name: 'What do I type into the charger?' }).waitFor();
  expect(await page.getByText(`${serve.ocpp}/`, { exact: true }).count()).toBeGreaterThan(0);
  expect(page.url()).not.toContain('token');
});

it('a practice charger is one click, and its conversation appears', async () => {
  await page.getByRole('button', { name: 'Start a practice charger' }).click();
  await page
    .getByRole('link', { name: /PRACTICE-1/ })
    .first()
    .click();
  await page
    .getByRole('tab', { name: 'Messages' })
    .or(page.getByRole('link', { name: 'Messages' }))
    .click();
  await page.getByText('BootNotification').first().waitFor();
  await page.getByText('Practice 22, firmware', { exact: false }).first().waitFor();
});

it('a row shows its frame', async () => {
  await page.getByText('BootNotification').first().click();
  await page.getByText('chargePointModel').first().waitFor();
});

it('a command is answered, with its records', async () => {
  await page
    .getByRole('tab', { name: 'Commands' })
    .or(page.getByRole('link', { name: 'Commands' }))
    .click();
  await page.getByText('GetConfiguration', { exact: true }).first().click();
  await page.getByRole('button', { name: /^Send/ }).first().click();
  await page.getByText('configurationKey').first().waitFor();
});

it('the trace is exported as a file', async () => {
  await page
    .getByRole('tab', { name: 'Messages' })
    .or(page.getByRole('link', { name: 'Messages' }))
    .click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const download = await downloading;
  const path = join(folder, 'export.jsonl');
  await download.saveAs(path);
  expect(download.suggestedFilename()).toBe('visit.jsonl');
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  const actions = lines.map((line) => (JSON.parse(line) as { action?: string }).action);
  expect(actions).toContain('BootNotification');
  expect(actions).toContain('GetConfiguration');
});

it('two stations of different versions talk while the screen stays live', async () => {
  await page.goto(`${new URL(serve.ui).origin}/#/start`);
  await page.getByText('2.0.1', { exact: true }).first().click();
  await page.getByRole('button', { name: 'Start a practice charger' }).click();
  await page
    .getByRole('link', { name: /PRACTICE-2/ })
    .first()
    .waitFor();
  await page.goto(`${new URL(serve.ui).origin}/#/messages`);
  await page.getByText('PRACTICE-2').first().waitFor();
});

it('nothing was refused by the content security policy, and nothing was logged as an error', () => {
  expect(troubles).toEqual([]);
});
