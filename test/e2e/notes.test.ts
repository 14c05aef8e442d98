import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../browser/chromium.ts';
import { BareStation } from '../cli/bareStation.ts';
import { startServe, type ServeProcess } from '../processes/kerbside.ts';

/** Marks, notes, selections and what is made of them, by keyboard only, in a real browser. */
let folder: string;
let serve: ServeProcess;
let station: BareStation;
let browser: Browser;
let page: Page;
const troubles: string[] = [];

const grid = (): Locator => page.getByRole('grid', { name: 'Records' });
const row = (text: string): Locator => page.getByRole('row').filter({ hasText: text });
const current = (): Locator => page.locator('[role=row][data-current]');
const bar = (): Locator => page.getByRole('toolbar', { name: 'Selected records' });
const press = (...keys: string[]): Promise<void> =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

function meterValues(wattHours: string): object {
  return {
    connectorId: 1,
    meterValue: [{ timestamp: new Date().toISOString(), sampledValue: [{ value: wattHours }] }],
  };
}

/** Tab and Shift+Tab lead to a button; Enter presses it. */
async function pressButton(name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await button.waitFor();
  for (let tries = 0; tries < 12; tries += 1) {
    if (await button.evaluate((element) => element === document.activeElement)) return press('Enter');
    await press('Shift+Tab');
  }
  throw new Error(`${name} cannot be reached by Shift+Tab`);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kerbside-notes-'));
  serve = await startServe({ home: folder, session: join(folder, 'visit.kerbside') });
  station = await new BareStation(serve.ocpp, 'CP-1').connect();
  await station.ask('BootNotification', { chargePointVendor: 'Example', chargePointModel: 'Wallbox' });
  await station.ask('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Available' });
  await station.ask('MeterValues', meterValues('1300'));
  await station.ask('Heartbeat', {});
  await station.ask('MeterValues', meterValues('1400'));
  browser = await launchBrowser();
  const context = await browser.newContext({
    viewport: { width: 1366, height: 1100 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  await page.goto(serve.ui);
  await page.getByRole('heading', { name: 'What do I type into the charger?' }).waitFor();
  await page.evaluate(() => void (window.location.hash = '#/station/CP-1/messages'));
  await row('1,400 Wh').waitFor();
});

afterAll(async () => {
  await browser?.close();
  station?.socket.terminate();
  await serve?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('marks', () => {
  it('m marks the record that the keys are on, and takes the mark off', async () => {
    await grid().focus();
    await press('Home', 'ArrowDown');
    await current().getByText('BootNotification').first().waitFor();
    await press('m');
    await current().getByText('★').waitFor();
    await row('★ Marked').filter({ hasText: 'record 2' }).waitFor();
    await press('m');
    await row('Mark taken off').waitFor();
    expect(await current().getByText('★').count()).toBe(0);
    await press('m');
    await current().getByText('★').waitFor();
  });

  it('are walked by . and ,', async () => {
    await press('End', ',');
    await current().getByText('BootNotification').first().waitFor();
    await press('.');
    await page.getByText('No further mark below.').waitFor();
  });
});

describe('notes', () => {
  it('c notes something about the record; what was typed is there again after Escape', async () => {
    await press('c');
    const field = page.getByRole('textbox', { name: 'Note about record 2' });
    await field.waitFor();
    await page.keyboard.type('the display went');
    await press('Escape');
    await field.waitFor({ state: 'detached' });
    await press('c');
    expect(await field.inputValue()).toBe('the display went');
    await press('End');
    await page.keyboard.type(' dark');
    await press('Enter');
    await row('✎ Note on 2').filter({ hasText: 'the display went dark' }).waitFor();
    await row('BootNotification').filter({ hasText: '✎' }).waitFor();
  });

  it('stand in the record, and are corrected there', async () => {
    await press('Enter');
    await page.getByRole('tab', { name: /Notes/ }).click();
    const panel = page.getByRole('tabpanel');
    await panel.getByText('the display went dark').waitFor();
    await panel.getByRole('button', { name: 'Correct' }).click();
    await press('ControlOrMeta+a');
    await page.keyboard.type('the display flickered');
    await press('Enter');
    await panel.locator('s', { hasText: 'the display went dark' }).waitFor();
    await row('corrected').filter({ hasText: 'the display flickered' }).waitFor();
    await grid().focus();
    await press('Escape');
  });

  it('need no record: the moment is enough', async () => {
    await page.getByRole('button', { name: 'Note', exact: true }).focus();
    await press('Enter');
    await page.keyboard.type('I opened the door');
    await press('Enter');
    await row('I opened the door').waitFor();
  });
});

describe('several records', () => {
  it('are chosen by Shift and arrows, and marked at once', async () => {
    await grid().focus();
    await press('Home', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Shift+ArrowDown');
    await bar().getByText('2 selected').waitFor();
    expect(await page.locator('[role=row][aria-selected=true]').count()).toBe(2);
    await press('m');
    await page.getByText('2 records are marked.').waitFor();
    await press('Escape');
    await bar().waitFor({ state: 'detached' });
  });

  it('Ctrl+A chooses all of the view, and the frames among them are copied', async () => {
    await press('Control+a');
    await bar()
      .getByText(/^\d+ selected$/)
      .waitFor();
    await pressButton('Copy as JSON lines');
    await page.getByText('10 frames copied, a line each.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const lines = copied.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as unknown[])[0])).toEqual([2, 3, 2, 3, 2, 3, 2, 3, 2, 3]);
    expect(lines[0]).toContain('"chargePointModel":"Wallbox"');
    await grid().focus();
    await press('Escape');
  });

  it('two of them are compared, and only their differences shown', async () => {
    await grid().focus();
    await row('1,300 Wh').click();
    await press('Escape', 'Space');
    for (let steps = 0; steps < 4; steps += 1) await press('ArrowDown');
    await current().getByText('1,400 Wh').waitFor();
    await press('Space');
    await bar().getByText('2 selected').waitFor();
    await pressButton('Compare');
    const pane = page.getByRole('region', { name: /^Records 6 and 10$/ });
    await pane.getByText('"1300"').waitFor();
    await pane.getByText('"1400"').waitFor();
    await pane.getByText(/^\d different, 0 only in the first, 0 only in the second/).waitFor();
    await pane.getByText('"connectorId": ').first().waitFor();
    await pane.getByRole('switch', { name: 'Only differences' }).press('Space');
    await pane.getByText('"connectorId": ').first().waitFor({ state: 'detached' });
    await pane.getByText('"1400"').waitFor();
    await press('Escape');
    await pane.waitFor({ state: 'detached' });
    expect(await bar().getByText('2 selected').count()).toBe(1);
    await press('Escape');
  });
});

describe('the sequence diagram of a selection', () => {
  it('shows calls, answers, notes and marks, and leads to the record', async () => {
    await grid().focus();
    await press('Control+a');
    await pressButton('Sequence diagram');
    const pane = page.getByRole('region', { name: 'Sequence diagram' });
    const steps = pane.getByRole('group', { name: /^Steps/ }).getByRole('button');
    await pane.getByRole('button', { name: /BootNotification/ }).waitFor();
    await pane.getByRole('button', { name: /★ BootNotification/ }).waitFor();
    await pane.getByRole('button', { name: /I opened the door/ }).waitFor();
    expect(await pane.getByRole('button', { name: /the display went dark/ }).count()).toBe(0);
    await pane.getByRole('button', { name: /the display flickered/ }).waitFor();

    await pane.getByRole('button', { name: 'Copy: the diagram as Mermaid text' }).press('Enter');
    await pane.getByText('Copied').waitFor();
    const mermaid = await page.evaluate(() => navigator.clipboard.readText());
    expect(mermaid).toMatch(/^sequenceDiagram\n {4}participant S1 as CP-1\n/);
    expect(mermaid).toContain('S1->>K: ★ BootNotification: ');

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      pane.getByRole('button', { name: 'Save as SVG' }).press('Enter'),
    ]);
    expect(download.suggestedFilename()).toBe('visit-sequence.svg');
    const svg = readFileSync(await download.path(), 'utf8');
    expect(svg).toMatch(/^<svg xmlns=/);
    expect(svg).toContain('BootNotification');

    await steps.first().focus();
    await press('ArrowDown', 'Enter');
    await pane.waitFor({ state: 'detached' });
    await current().getByText('BootNotification').first().waitFor();
  });
});

it('no page complained', () => {
  expect(troubles).toEqual([]);
});
