import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Trace } from '../../electron/core/trace/trace.ts';
import { launchBrowser } from '../browser/chromium.ts';
import { RawStation } from '../core/central/rawStation.ts';
import { exchange } from '../core/trace/sessions.ts';
import { startServe, type ServeProcess } from '../processes/kerbside.ts';

/** Earlier visits beside the running one: found, described, opened, replayed, merged, removed. */
let home: string;
let folder: string;
let serve: ServeProcess;
let browser: Browser;
let page: Page;
const troubles: string[] = [];

async function earlierVisit(name: string, stationId: string, exchanges: number, at: number): Promise<void> {
  const trace = Trace.open(join(folder, name));
  trace.stations.save({
    id: stationId,
    connected: false,
    remoteAddress: '127.0.0.1',
    bootCount: 1,
    connectors: [],
    openCalls: 0,
  });
  for (let n = 0; n < exchanges; n += 1) {
    const [call, answer] = exchange(`${name}${n}`, n % 2 === 0 ? 'Heartbeat' : 'MeterValues', stationId);
    trace.store.append({ ...call, at: at + n * 2000 });
    trace.store.append({ ...answer, at: at + n * 2000 + 20 });
  }
  await trace.close();
}

const goTo = (hash: string): Promise<void> => page.evaluate((to) => void (window.location.hash = to), hash);
const entry = (name: string): Locator => page.getByRole('listitem', { name, exact: true });
const rows = (): Locator => page.locator('[role=row][data-kind=frame]');
const button = (name: string): Locator => page.getByRole('button', { name, exact: true });

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-e2e-'));
  folder = join(home, 'sessions');
  mkdirSync(folder);
  const at = Date.parse('2026-11-20T09:00:00Z');
  await earlierVisit('morning.kerbside', 'CP-OLD', 200, at);
  await earlierVisit('noon.kerbside', 'CP-NOON', 10, at + 3_600_000);
  serve = await startServe({ home, session: join(folder, 'running.kerbside') });
  const station = await RawStation.connect(`${serve.ocpp}/CP-LIVE`);
  await station.ask('BootNotification', { chargePointVendor: 'Example', chargePointModel: 'Wallbox' });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  await page.goto(serve.ui);
  await page.getByRole('navigation').getByRole('link', { name: 'Sessions', exact: true }).click();
});

afterAll(async () => {
  await browser?.close();
  await serve?.stop();
  rmSync(home, { recursive: true, force: true });
});

it('the list has the running session and the earlier ones, and finds them by what is in them', async () => {
  await entry('morning').getByText('400 records').waitFor();
  await entry('running').getByText('running', { exact: true }).last().waitFor();
  await page.getByRole('searchbox', { name: 'Search sessions' }).fill('cp-noon');
  await entry('morning').waitFor({ state: 'detached' });
  expect(await page.getByRole('status').filter({ hasText: 'session' }).first().textContent()).toBe(
    '1 session',
  );
  await page.getByRole('searchbox', { name: 'Search sessions' }).fill('');
});

it('title, site and notes are written down in place, and the header shows those of the running session', async () => {
  await entry('morning').getByRole('button', { name: 'Describe' }).click();
  const form = page.getByRole('form', { name: 'What the session is about' });
  await form.getByLabel('Title').fill('Depot Nord');
  await form.getByLabel('Site').fill('Bay 4');
  await form.getByLabel('Notes').fill('Contactor clicks.');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  await entry('Depot Nord').getByText('Contactor clicks.').waitFor();

  await entry('running').getByRole('button', { name: 'Describe' }).click();
  await form.getByLabel('Title').fill('Today');
  await form.getByLabel('Site').fill('Bay 9');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('banner').getByText('Today · Bay 9').waitFor();
});

it('an earlier session opens beside the running one, for reading', async () => {
  await button('Open Depot Nord').click();
  await page.getByRole('heading', { name: 'Depot Nord', level: 1 }).waitFor();
  await page.getByText('for reading').waitFor();
  await rows().filter({ hasText: 'CP-OLD' }).first().click();
  const detail = page.getByRole('region', { name: 'Record', exact: true });
  await detail.getByText('CP-OLD').waitFor();
  expect(await detail.getByRole('link', { name: 'Send again' }).count()).toBe(0);
  await page.getByRole('link', { name: 'All messages' }).click();
  await rows().filter({ hasText: 'CP-LIVE' }).first().waitFor();
  expect(await rows().filter({ hasText: 'CP-OLD' }).count()).toBe(0);
});

it('switching keeps the filter, the chosen record and the place of each', async () => {
  await page.getByRole('link', { name: /^Depot Nord/ }).click();
  const detail = page.getByRole('region', { name: 'Record', exact: true });
  await detail.getByText('CP-OLD').waitFor();
  const record = await page.locator('[role=row][aria-selected=true]').textContent();
  await page.getByRole('link', { name: 'All messages' }).click();
  await rows().filter({ hasText: 'CP-LIVE' }).first().waitFor();
  await page.getByRole('link', { name: /^Depot Nord/ }).click();
  await detail.getByText('CP-OLD').waitFor();
  expect(await page.locator('[role=row][aria-selected=true]').textContent()).toBe(record);
});

it('an address names a record of a trace, and says so where the trace is not open', async () => {
  await goTo('#/trace/morning/399');
  await page.locator('[role=row][aria-selected=true]').filter({ hasText: 'MeterValues' }).waitFor();
  await goTo('#/trace/nothing');
  await page.getByText('The session nothing is not open.').waitFor();
  await goTo('#/trace/morning');
});

it('a replay at 100 times the speed brings the rows in their rhythm, to the end', async () => {
  await button('Replay').click();
  const bar = page.getByRole('group', { name: 'Replay' });
  await bar.getByText('0 of 400').waitFor();
  await bar.getByText('100×').click();
  await bar.getByRole('button', { name: 'Play', exact: true }).click();
  await bar.getByRole('button', { name: 'Pause' }).waitFor();
  const shown = async (): Promise<number> =>
    Number((await bar.getByRole('status').textContent())?.split(' ')[0]);
  await expect.poll(shown).toBeGreaterThan(10);
  expect(await shown()).toBeLessThan(400);
  await bar.getByText('400 of 400').waitFor({ timeout: 60_000 });
  await bar.getByRole('button', { name: 'Play', exact: true }).waitFor();
  await bar.getByRole('slider', { name: 'Position' }).fill('20');
  await bar.getByText('20 of 400').waitFor();
  await bar.getByRole('button', { name: 'End the replay' }).click();
  await page.getByText('400 records').first().waitFor();
});

it('two sessions are merged, and the merged one is opened', async () => {
  await page.getByRole('navigation').getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Choose Depot Nord for merging' }).check();
  await page.getByRole('checkbox', { name: 'Choose noon for merging' }).check();
  await page.getByRole('textbox', { name: 'Name of the merged file' }).fill('both');
  await button('Merge').click();
  await page
    .getByText(/422 records/)
    .first()
    .waitFor();
  await rows()
    .filter({ hasText: 'CP-NOON' })
    .or(rows().filter({ hasText: 'CP-OLD' }))
    .first()
    .waitFor();
});

it('the running session gets a size limit and loses it again; what only the system can do is not offered', async () => {
  await page.getByRole('navigation').getByRole('link', { name: 'Sessions', exact: true }).click();
  await button('Size limit').click();
  const form = page.getByRole('form', { name: 'Size limit of the running session' });
  const field = form.getByRole('textbox', { name: 'Largest size' });
  await field.fill('much');
  await form.getByRole('button', { name: 'Set' }).click();
  await form.getByText('Write a size such as 500MB or 2GB.').waitFor();
  await field.fill('1.5 GB');
  await field.press('Enter');
  await form.waitFor({ state: 'detached' });
  await page.getByRole('contentinfo').getByText('of 2 GB').waitFor();
  await button('Size limit').click();
  expect(await field.inputValue()).toBe('1.5GB');
  await form.getByRole('button', { name: 'No limit' }).click();
  await form.waitFor({ state: 'detached' });
  expect(await page.getByRole('button', { name: /Show in folder|trash/ }).count()).toBe(0);
});

it('a session goes only when its name is typed, and its trace with it', async () => {
  await page.getByRole('navigation').getByRole('link', { name: 'Sessions', exact: true }).click();
  await entry('noon').getByRole('button', { name: 'Delete…' }).click();
  const form = page.getByRole('form', { name: 'Delete noon.kerbside' });
  const confirm = form.getByRole('button', { name: 'Delete for good' });
  expect(await confirm.isDisabled()).toBe(true);
  await form.getByLabel('Name of the file').fill('noon.kerbside');
  await confirm.click();
  await entry('noon').waitFor({ state: 'detached' });
  expect(await entry('running').getByRole('button', { name: 'Delete…' }).count()).toBe(0);
  expect(troubles).toEqual([]);
});
