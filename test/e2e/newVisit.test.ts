import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../browser/chromium.ts';
import { RawStation } from '../core/central/rawStation.ts';
import { runKerbside, startServe, type ServeProcess } from '../processes/kerbside.ts';

/** The technician drives from one site to the next, and Kerbside runs on. */
let home: string;
let serve: ServeProcess;
let browser: Browser;
let page: Page;
let station: RawStation;
const troubles: string[] = [];

const entry = (name: string): Locator => page.getByRole('listitem', { name, exact: true });
const rows = (): Locator => page.locator('[role=row][data-kind]');
const form = (): Locator => page.getByRole('form', { name: 'New visit' });

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-e2e-'));
  mkdirSync(join(home, 'sessions'));
  serve = await startServe({ home, session: join(home, 'sessions', 'morning.kerbside') });
  station = await RawStation.connect(`${serve.ocpp}/CP-LIVE`);
  await station.ask('BootNotification', { chargePointVendor: 'Example', chargePointModel: 'Wallbox' });
  await station.ask('Heartbeat', {});
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  await page.goto(serve.ui);
});

afterAll(async () => {
  await browser?.close();
  station?.socket.terminate();
  await serve?.stop();
  rmSync(home, { recursive: true, force: true });
});

it('the header leads to the form, which says what becomes of the chargers; Escape takes it back', async () => {
  await page.getByRole('banner').getByRole('button', { name: 'New visit' }).click();
  await form().getByText('CP-LIVE stays connected, and no message is lost.').waitFor();
  await form().getByText('“morning” is closed').waitFor();
  await page.keyboard.press('Escape');
  await form().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'New visit…' }).click();
  await form().waitFor();
});

it('what is under way is named, and the running visit goes on', async () => {
  const reading = runKerbside(home, ['config', 'read', 'CP-LIVE', '--json']);
  const [, id] = await station.nextFrame();
  await form().getByRole('button', { name: 'Begin the new visit' }).click();
  await form().getByRole('alert').getByText('The configuration of CP-LIVE is being read.').waitFor();
  await page.getByRole('banner').getByText('morning').waitFor();
  station.send([4, id, 'NotSupported', '', {}]);
  await answerUntil(reading);
});

it('a new visit begins: its name in the header, the one before closed in the list, the charger still there', async () => {
  await form().getByLabel('Name').fill('Depot North');
  await form().getByLabel('Site').fill('Dock 4');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('The new visit is being recorded.').waitFor();
  await page.getByRole('banner').getByText('Depot North · Dock 4').waitFor();
  await entry('Depot North').getByText('running', { exact: true }).waitFor();
  await entry('morning').getByRole('button', { name: 'Open morning' }).waitFor();
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /CP-LIVE/ })
    .waitFor();
  expect(station.socket.readyState).toBe(station.socket.OPEN);
});

it('its messages begin with what is connected; the visit before opens beside it', async () => {
  await page.getByRole('link', { name: 'All messages' }).click();
  await rows().filter({ hasText: 'The session begins here' }).waitFor();
  await rows().filter({ hasText: 'Known from before: Example Wallbox' }).waitFor();
  await station.ask('Heartbeat', {});
  await rows().filter({ hasText: 'Heartbeat' }).first().waitFor();
  expect(await rows().filter({ hasText: 'BootNotification Example' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('button', { name: 'Open morning' }).click();
  await rows().filter({ hasText: 'The session ends here' }).waitFor();
  await page.getByText('for reading').waitFor();
});

it('one that is begun elsewhere shows at once, also where a record was open', async () => {
  await page.getByRole('link', { name: 'All messages' }).click();
  await rows().filter({ hasText: 'Heartbeat' }).first().click();
  await page.getByRole('region', { name: 'Record', exact: true }).waitFor();
  const begun = await runKerbside(home, ['sessions', 'new', '--name', 'Third']);
  expect(begun.code).toBe(0);
  await page.getByRole('banner').getByText('Third', { exact: true }).waitFor();
  await rows().filter({ hasText: 'What was recorded before is in' }).waitFor();
  await rows().filter({ hasText: 'Heartbeat' }).first().waitFor({ state: 'detached' });
  await station.ask('Heartbeat', {});
  await rows().filter({ hasText: 'Heartbeat' }).first().waitFor();
});

it('an earlier visit can be gone on with', async () => {
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await entry('Depot North').getByRole('button', { name: 'Record into it…' }).click();
  const again = page.getByRole('form', { name: 'Record into Depot North again' });
  await again.getByRole('button', { name: 'Record into it', exact: true }).click();
  await page.getByRole('banner').getByText('Depot North · Dock 4').waitFor();
  await page.getByRole('link', { name: 'All messages' }).click();
  await rows().filter({ hasText: 'The session ends here' }).waitFor();
  expect(await rows().filter({ hasText: 'The session begins here' }).count()).toBe(2);
  expect(troubles).toEqual([]);
});

/** Whatever else is asked is answered, so that the reading comes to its end. */
async function answerUntil(reading: Promise<unknown>): Promise<void> {
  const refuse = (data: Buffer): void => {
    const [type, id] = JSON.parse(data.toString('utf8')) as [number, string];
    if (type === 2) station.send([4, id, 'NotSupported', '', {}]);
  };
  station.socket.on('message', refuse);
  await reading;
  station.socket.off('message', refuse);
}
