import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { launchBrowser } from '../browser/chromium.ts';
import { startServe, type ServeProcess } from '../processes/kerbside.ts';

/** The filter of the messages as a technician uses it, in a real browser against the real program. */
let folder: string;
let serve: ServeProcess;
let browser: Browser;
let page: Page;
const stations: WebSocket[] = [];
const troubles: string[] = [];

/** A station that says this, one after the other, and is answered. */
async function station(id: string, payloads: readonly [action: string, payload: object][]): Promise<void> {
  const socket = new WebSocket(`${serve.ocpp}/${id}`, 'ocpp1.6');
  stations.push(socket);
  let next = 0;
  await new Promise<void>((resolve, reject) => {
    const say = (): void => {
      const message = payloads[next];
      if (message === undefined) return resolve();
      next += 1;
      socket.send(JSON.stringify([2, `${id}-${next}`, ...message]));
    };
    socket.on('open', say);
    socket.on('error', reject);
    socket.on('message', (data: Buffer) => {
      if ((JSON.parse(data.toString()) as unknown[])[0] === 3) say();
    });
  });
}

const status = (connectorId: number, status: string): [string, object] => [
  'StatusNotification',
  { connectorId, errorCode: status === 'Faulted' ? 'GroundFailure' : 'NoError', status },
];

const field = (): Locator => page.getByRole('combobox', { name: 'Filter' });
const option = (name: string | RegExp): Locator =>
  page.getByRole('listbox', { name: 'What may be written here' }).getByRole('option', { name });
const chips = (): Locator => page.getByRole('list', { name: 'Parts of the filter' });
const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });

const clear = (): Locator => page.getByRole('search').getByRole('button', { name: 'Clear filter' });

/** The list shows so many records, and the line above it says so. */
async function shows(count: number): Promise<void> {
  await expect
    .poll(async () => Number(await page.getByRole('grid').getAttribute('aria-rowcount')), { timeout: 10_000 })
    .toBe(count);
}

async function rowTexts(): Promise<string[]> {
  await page.waitForFunction(() => document.querySelectorAll('[role=row][aria-busy]').length === 0);
  return page.getByRole('row').allTextContents();
}

async function openMessages(): Promise<void> {
  await page.goto(serve.ui);
  await page.getByRole('heading', { name: 'What do I type into the charger?' }).waitFor();
  await page.evaluate(() => void (window.location.hash = '#/messages'));
  await field().waitFor();
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kerbside-filter-'));
  serve = await startServe({ home: folder, session: join(folder, 'visit.kerbside') });
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  const boot: [string, object] = ['BootNotification', { chargePointVendor: 'V', chargePointModel: 'M' }];
  await station('CP-1', [boot, status(0, 'Available'), status(1, 'Faulted'), ['Heartbeat', {}]]);
  await station('CP-2', [boot, status(1, 'Charging'), status(2, 'Faulted')]);
  await openMessages();
});

afterAll(async () => {
  for (const socket of stations) socket.terminate();
  await browser?.close();
  await serve?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('completes keys and values by keyboard and by pointer', async () => {
  // 7 calls with their answers, and two connections.
  await shows(16);
  await field().click();
  await option('station:').waitFor();
  await page.keyboard.type('acti');
  await page.keyboard.press('Tab');
  expect(await field().inputValue()).toBe('action:');
  await option('StatusNotification').waitFor();
  await page.keyboard.type('stat');
  await page.keyboard.press('ArrowDown');
  expect(await field().getAttribute('aria-activedescendant')).toBe(
    await option('StatusNotification').getAttribute('id'),
  );
  await page.keyboard.press('Enter');
  expect(await field().inputValue()).toBe('action:StatusNotification ');
  await shows(8);
  await page.keyboard.type('dir:');
  await option(/^in /).click();
  expect(await field().inputValue()).toBe('action:StatusNotification dir:in ');
  await shows(4);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('listbox').count()).toBe(0);
  await page.keyboard.type('payload.status=faulted');
  await page.keyboard.press('Enter');
  await shows(2);
  expect((await rowTexts()).every((text) => text.includes('Faulted'))).toBe(true);
  expect(await page.getByRole('grid').evaluate((grid) => grid === document.activeElement)).toBe(true);
});

it('says what is wrong and where, and keeps the list as it was', async () => {
  await field().fill('payload.status=Faulted acton:Boot');
  await page.getByText('There is no key “acton:”. Did you mean action:?').waitFor();
  expect(await page.locator('mark').textContent()).toBe('acton:');
  expect(await field().getAttribute('aria-invalid')).toBe('true');
  await page.getByText('The list still shows the last filter that could be read.').waitFor();
  await shows(2);
  await field().fill('payload.status=Faulted');
  await expect.poll(() => page.locator('mark').count()).toBe(0);
});

it('has its parts as chips that are turned round and taken away', async () => {
  await field().fill('payload.status=Faulted station:CP-1');
  await shows(1);
  await chips().getByRole('button', { name: 'Not station:CP-1' }).click();
  expect(await field().inputValue()).toBe('payload.status=Faulted -station:CP-1');
  await expect.poll(async () => (await rowTexts()).join()).toContain('CP-2');
  await chips().getByRole('button', { name: 'Remove -station:CP-1' }).click();
  await shows(2);
  await clear().click();
  await shows(16);
  expect(await chips().count()).toBe(0);
});

it('is edited by the controls beside it', async () => {
  await page.getByText('→ from', { exact: true }).click();
  expect(await field().inputValue()).toBe('dir:in');
  await button('Action').click();
  await page.getByRole('checkbox', { name: /^Heartbeat/ }).click();
  await page.getByRole('checkbox', { name: /^BootNotification/ }).click();
  await page.keyboard.press('Escape');
  expect(await field().inputValue()).toBe('dir:in action:Heartbeat,BootNotification');
  await shows(3);
  await button('Issues').click();
  expect(await field().inputValue()).toBe('dir:in action:Heartbeat,BootNotification issue:any');
  await clear().click();
  await shows(16);
});

it('takes the values of rows, by a click, the menu and the keyboard', async () => {
  const cell = (text: string): Locator => page.getByRole('gridcell', { name: text, exact: true }).first();
  await cell('CP-2').click({ modifiers: ['Alt'] });
  expect(await field().inputValue()).toBe('station:CP-2');
  await cell('BootNotification').click({ modifiers: ['Alt', 'Shift'] });
  expect(await field().inputValue()).toBe('station:CP-2 -action:BootNotification');
  // A connection and two calls with their answers.
  await shows(5);
  await cell('StatusNotification').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Only action:StatusNotification' }).click();
  expect(await field().inputValue()).toBe('station:CP-2 -action:BootNotification action:StatusNotification');
  await shows(4);
  await cell('StatusNotification').waitFor();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await page.getByRole('grid').dispatchEvent('contextmenu');
  await page.getByRole('menuitem', { name: 'Not dir:in' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('menu').count()).toBe(0);
  await clear().click();
});

it('is saved under a name, for all stations and after a reload, and deleted', async () => {
  await field().fill('payload.status=Faulted');
  await field().press('Enter');
  await button('Saved').click();
  await page.getByRole('textbox', { name: 'Name of this filter' }).fill('Faults');
  await page.keyboard.press('Enter');
  await button('Faults payload.status=Faulted').waitFor();
  await page.keyboard.press('Escape');
  await openMessages();
  await page.evaluate(() => void (window.location.hash = '#/station/CP-1/messages'));
  await shows(9);
  await button('Saved').click();
  await page
    .getByRole('region', { name: 'Last used' })
    .getByText('payload.status=Faulted', { exact: true })
    .waitFor();
  await button('Faults payload.status=Faulted').click();
  await shows(1);
  await button('Saved').click();
  await button('Delete Faults').click();
  await page.getByText('None yet.').waitFor();
  await page.keyboard.press('Escape');
});

it('is explained by examples that can be clicked', async () => {
  await field().fill('');
  await shows(9);
  await button('How to filter').click();
  await page.getByRole('button', { name: /^-action:Heartbeat/ }).click();
  await expect.poll(() => field().inputValue()).toBe('-action:Heartbeat');
  await shows(7);
  await button('How to filter').click();
  await page.getByRole('button', { name: /^unanswered/ }).click();
  await shows(0);
  await button('Search again').click();
  await shows(0);
  expect(troubles).toEqual([]);
});
