import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPracticeCharger } from '../../electron/practice/createPracticeCharger.ts';
import type { PracticeCharger } from '../../shared/practice/practiceCharger.ts';
import { launchBrowser } from '../browser/chromium.ts';
import { startServe, type ServeProcess } from '../processes/kerbside.ts';

/** A technician watches a temperature, and looks where the charger is pointed to. */
let folder: string;
let serve: ServeProcess;
const chargers: PracticeCharger[] = [];
let browser: Browser;
let page: Page;
const troubles: string[] = [];

const button = (name: string) => page.getByRole('button', { name, exact: true });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kerbside-monitors-e2e-'));
  serve = await startServe({ home: folder, session: join(folder, 'visit.kerbside') });
  for (const version of ['2.1', '1.6'] as const) {
    const stationId = `E2E-${version}`;
    chargers.push(createPracticeCharger({ url: serve.ocpp, stationId, version, speed: 20 }));
  }
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  await page.goto(serve.ui);
});

afterAll(async () => {
  await browser?.close();
  for (const charger of chargers) await charger.stop();
  await serve?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function open(station: string, view: string): Promise<void> {
  await page
    .getByRole('link', { name: new RegExp(station) })
    .first()
    .click();
  await page.getByRole('link', { name: 'Configuration', exact: true }).click();
  await page
    .getByRole('navigation', { name: 'Views of the configuration' })
    .getByRole('link', { name: view, exact: true })
    .click();
}

it('sets a monitor, sees its alert on top with its record, and clears it', async () => {
  await open('E2E-2.1', 'Monitors');
  await button('Set').click();
  await page.getByText('Name a component and a variable').waitFor();
  await page.getByLabel('Variable', { exact: true }).fill('Connector@1:1.Temperature');
  await page.getByLabel('Threshold', { exact: true }).fill('5');
  await button('Set').click();
  await page.getByText(/It is set, as monitor \d+\./).waitFor();
  const open1 = page.getByRole('list', { name: 'Alerts that are not cleared' }).getByRole('listitem');
  await open1.filter({ hasText: 'Connector@1:1.Temperature' }).getByText('6 warning').waitFor();
  expect(await open1.getByRole('link', { name: /^record/ }).getAttribute('href')).toMatch(
    /messages\?seq=\d+/,
  );

  await button('Read monitors').click();
  await page.getByText('The station reported 3 monitors.').waitFor();
  const list = page.getByRole('list', { name: 'Monitors of this charger' });
  expect(await list.getByText('hard-wired by the maker').count()).toBe(2);
  expect(await list.getByRole('checkbox', { name: 'Choose monitor 901' }).isDisabled()).toBe(true);
  await list.getByRole('checkbox', { name: 'Choose monitor 1', exact: true }).check();
  await button('Clear 1 monitor').click();
  await page.getByText('Monitor 1 is cleared.').waitFor();
  await open1.waitFor({ state: 'detached' });
});

it('says where the charger is pointed to, and what a change would do, before it is sent', async () => {
  await open('E2E-1.6', 'Back end');
  await button('Read the configuration').click();
  await page.getByText('E2E-1.6 is pointed to this Kerbside.').waitFor();
  await button('Change Kerbside.BackendUrl').click();
  await page.getByLabel('New value of Kerbside.BackendUrl').fill('wss://csms.example.com/ocpp');
  await page
    .getByText(/then connects to wss:\/\/csms\.example\.com\/ocpp instead of this Kerbside/)
    .waitFor();
  await button('Send it all the same').waitFor();
  await button('Cancel').click();
});

it('a slot is filled, and the order that would use it is said before it is sent', async () => {
  await open('E2E-2.1', 'Back end');
  await button('Read the configuration').click();
  await page.getByText('E2E-2.1 is pointed to this Kerbside.').waitFor();
  await page.getByLabel('Slot', { exact: true }).fill('2');
  await page.getByLabel('Address', { exact: true }).fill('ws://csms.example.com/ocpp');
  await button('Fill the slot').click();
  await page.getByText(/^\s*Slot 2 is filled\./).waitFor();
  await page.getByText('It becomes 2,1.').waitFor();
  await page.getByText(/tries slot 2 first, which leads to ws:\/\/csms\.example\.com\/ocpp/).waitFor();
});

it('whoever closes the page is asked, and finds which chargers still point here', async () => {
  const asked = page.waitForEvent('dialog');
  const closing = page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await closing;
  const leaving = page.getByRole('region', { name: /Before you leave/ });
  const left = leaving.getByRole('listitem').filter({ hasText: /E2E-1\.6: Kerbside\.BackendUrl is ws:/ });
  await left.getByRole('link', { name: 'Show' }).click();
  await page.getByRole('heading', { name: 'Where this charger is pointed to' }).waitFor();
  await button('Hide').click();
  expect(troubles).toEqual([]);
});
