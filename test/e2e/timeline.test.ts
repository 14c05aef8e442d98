import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Trace } from '../../electron/core/trace/trace.ts';
import { launchBrowser } from '../browser/chromium.ts';
import { newRecord } from '../core/trace/sessions.ts';
import { startServe, type ServeProcess } from '../processes/kerbside.ts';

/** The strip over the messages in a real browser: choosing a stretch of time, going to a time, by pointer and keys. */
const START_AT = Date.parse('2026-06-01T10:00:00Z');
const RECORDS = 600;
const EVERY_MS = 1000;

let folder: string;
let serve: ServeProcess;
let browser: Browser;
let page: Page;
const troubles: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kerbside-timeline-'));
  const session = join(folder, 'visit.kerbside');
  const trace = Trace.open(session);
  for (let n = 0; n < RECORDS; n += 1) {
    const messageId = `m${n}`;
    const raw = `[2,"${messageId}","Heartbeat",{}]`;
    trace.store.append(newRecord({ at: START_AT + n * EVERY_MS, messageId, raw }));
  }
  await trace.close();
  serve = await startServe({ home: folder, session });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1366, height: 768 }, timezoneId: 'Europe/Berlin' });
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => troubles.push(String(error)));
  await page.goto(serve.ui);
  await page.goto(`${new URL(serve.ui).origin}/#/messages`);
  await strip().waitFor();
});

afterAll(async () => {
  await browser?.close();
  await serve?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const strip = (): Locator => page.getByRole('slider', { name: 'The trace over time' });
const rowCount = async (): Promise<number> =>
  Number(await page.getByRole('grid').getAttribute('aria-rowcount'));

/** The strip has points, not records: some more or fewer are the same place. */
const isAbout = async (count: number): Promise<boolean> => Math.abs((await rowCount()) - count) < 8;

async function xAt(share: number): Promise<{ x: number; y: number }> {
  const box = await strip().boundingBox();
  return { x: (box?.x ?? 0) + (box?.width ?? 0) * share, y: (box?.y ?? 0) + 20 };
}

it('says what is under the pointer, in the technician’s time', async () => {
  const { x, y } = await xAt(0.5);
  await page.mouse.move(x, y);
  await expect.poll(() => strip().getAttribute('aria-valuetext')).toMatch(/^12:0[45]:\d\d.*record/);
});

it('keeps a stretch of time by dragging, as a part of the filter that can be taken away', async () => {
  const from = await xAt(0.25);
  const to = await xAt(0.5);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => isAbout(RECORDS / 4)).toBe(true);
  await expect.poll(() => page.getByRole('combobox', { name: 'Filter' }).inputValue()).toMatch(/^time:/);
  await page.getByRole('search').getByRole('button', { name: 'Clear filter' }).click();
  await expect.poll(rowCount).toBe(RECORDS);
});

it('goes to a time by a click', async () => {
  const { x, y } = await xAt(0.1);
  await page.mouse.click(x, y);
  const selected = page.locator('[role=row][aria-selected=true]');
  await selected.waitFor();
  const index = Number(await selected.getAttribute('aria-rowindex'));
  expect(index).toBeGreaterThan(RECORDS / 10 - 8);
  expect(index).toBeLessThan(RECORDS / 10 + 8);
  expect(await rowCount()).toBe(RECORDS);
});

it('is worked by keys as well', async () => {
  await strip().focus();
  await page.keyboard.press('End');
  for (let step = 0; step < 10; step += 1) await page.keyboard.press('ArrowLeft');
  for (let step = 0; step < 20; step += 1) await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Enter');
  await expect.poll(() => isAbout(RECORDS / 5)).toBe(true);
});

it('no page complained', () => {
  expect(troubles).toEqual([]);
});
