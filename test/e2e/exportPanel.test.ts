import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { Trace } from '../../electron/core/trace/trace.ts';
import { launchBrowser } from '../browser/chromium.ts';
import { committed, exchange, newRecord } from '../core/trace/sessions.ts';
import { runKerbside, startServe, type ServeProcess } from '../processes/kerbside.ts';

const TAG = '04A1B2C3D4';

/** What a technician sends to the maker: made in the panel, opened by somebody without Kerbside. */
let folder: string;
let serve: ServeProcess;
let browser: Browser;
let page: Page;
const troubles: string[] = [];

async function visit(session: string): Promise<void> {
  const trace = Trace.open(session);
  const { store } = trace;
  const at = Date.UTC(2026, 10, 21, 10);
  store.append(newRecord({ at, kind: 'connect', raw: '{"remoteAddress":"10.1.2.3","path":"/CP-1"}' }));
  store.append(
    newRecord({ at: at + 10, action: 'Authorize', raw: `[2,"m1","Authorize",{"idTag":"${TAG}"}]` }),
  );
  for (let n = 0; n < 400; n += 1) {
    for (const record of exchange(`h${n}`, 'Heartbeat', n % 2 === 0 ? 'CP-1' : 'CP-2')) {
      store.append({ ...record, at: at + 1000 + n * 10 });
    }
  }
  const issue = { severity: 'warning', code: 'schema-enum', message: '“status” is “Chargingg”.' } as const;
  const raw = '[2,"s1","StatusNotification",{"transactionId":9223372036854775807,"status":"Chargingg"}]';
  store.append(
    newRecord({ at: at + 9000, action: 'StatusNotification', messageId: 's1', raw, issues: [issue] }),
  );
  store.append(newRecord({ at: at + 9500, kind: 'note', raw: `The card ${TAG} is refused.` }));
  await committed(store);
  await trace.close();
}

const panel = (): Locator => page.getByRole('region', { name: 'Export' });

async function saved(button: string, name: string): Promise<string> {
  const downloading = page.waitForEvent('download');
  await panel().getByRole('button', { name: button }).click();
  const path = join(folder, name);
  await (await downloading).saveAs(path);
  return path;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kerbside-export-'));
  const session = join(folder, 'visit.kerbside');
  await visit(session);
  serve = await startServe({ home: folder, session });
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, colorScheme: 'dark' });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  await page.goto(serve.ui);
  await page.getByRole('heading', { name: 'What do I type into the charger?' }).waitFor();
  await page.evaluate(() => void (window.location.hash = '#/messages'));
  await page.getByRole('row').first().waitFor();
});

afterAll(async () => {
  await browser?.close();
  await serve?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the panel', () => {
  it('opens in place with secrets replaced, and says what there is to replace', async () => {
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    expect(await panel().getByRole('switch', { name: 'Replace secrets' }).isChecked()).toBe(true);
    await panel().getByText('Id tags and contracts: 1').waitFor();
    await panel().getByText('IP and MAC addresses, networks: 1').waitFor();
    expect(
      await panel()
        .getByRole('radio', { name: 'Web page' })
        .evaluate((one) => one === document.activeElement),
    ).toBe(true);
  });

  it('saves a page without secrets, and says what became of it', async () => {
    const path = await saved('Save the file', 'page.html');
    await panel()
      .getByText(/visit redacted\.html is saved: 80\d records\. Secrets were replaced/)
      .waitFor();
    const text = readFileSync(path, 'utf8');
    expect(text).not.toContain(TAG);
    expect(text).not.toContain('10.1.2.3');
    expect(text).toContain('TAG-1');
  });

  it('is worked by keys, remembers the choice, and closes by Escape', async () => {
    await panel().getByRole('radio', { name: 'Web page' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await panel().getByRole('radio', { name: 'Markdown' }).isChecked()).toBe(true);
    await panel().getByRole('button', { name: 'Copy as text' }).waitFor();
    await page.keyboard.press('Escape');
    await panel().waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    expect(await panel().getByRole('radio', { name: 'Markdown' }).isChecked()).toBe(true);
  });

  it('exports what the filter shows, unredacted where the technician wants it so', async () => {
    const filter = page.getByRole('combobox', { name: 'Filter' });
    await filter.fill('Authorize');
    // Escape would take the text back where the list of completions is not open yet.
    await filter.press('Enter');
    await panel().getByText('What the filter shows').click();
    await panel().getByRole('switch', { name: 'Replace secrets' }).click({ force: true });
    await panel().getByText('go into the file as they are').waitFor();
    const path = await saved('Save the file', 'part.md');
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(TAG);
    expect(text).not.toContain('Heartbeat');
  });

  it('exports the selection alone, record by record as it was chosen', async () => {
    const filter = page.getByRole('combobox', { name: 'Filter' });
    await filter.fill('');
    await filter.press('Enter');
    await page.getByRole('row').filter({ hasText: 'Heartbeat' }).first().waitFor();
    await page.getByRole('grid').focus();
    for (const key of ['Home', 'ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown']) {
      await page.keyboard.press(key);
    }
    await page.getByText('3 selected').waitFor();
    const bar = page.getByRole('toolbar', { name: 'Selected records' });
    await bar.getByRole('button', { name: 'Export' }).click();
    await panel().getByText('The selection').click();
    await panel().getByRole('radio', { name: 'Open OCPP Trace', exact: true }).check();
    const path = await saved('Save the file', 'chosen.jsonl');
    const chosen = await page.locator('[role=row][aria-selected=true]').allTextContents();
    const lines = readFileSync(path, 'utf8').trim().split('\n');
    expect([lines.length, chosen.length]).toEqual([3, 3]);
    const all = await runKerbside(folder, [
      'trace',
      'export',
      join(folder, 'visit.kerbside'),
      '--format',
      'jsonl',
    ]);
    expect(all.stdout.split('\n').slice(1, 4)).toEqual(lines);
  });

  it('brings no trouble with it', () => {
    expect(troubles).toEqual([]);
  });
});

describe.each(['dark', 'light'] as const)('the saved page, %s', (colorScheme) => {
  it('can be searched, opened and jumped through without anything from elsewhere', async () => {
    const context = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      colorScheme,
      offline: true,
    });
    const reader = await context.newPage();
    const complaints: string[] = [];
    reader.on('pageerror', (error) => complaints.push(String(error)));
    reader.on('console', (message) => complaints.push(message.text()));
    await reader.goto(pathToFileURL(join(folder, 'page.html')).href);
    await reader
      .locator('#count')
      .getByText(/^80\d$/)
      .waitFor();
    await reader.getByRole('searchbox', { name: 'Filter' }).fill('status -heartbeat');
    await reader
      .locator('#count')
      .getByText(/^1 of 80\d$/)
      .waitFor();
    await reader.locator('details:visible summary').click();
    await reader.getByText('"transactionId": 9223372036854775807').waitFor();
    await reader.getByRole('button', { name: 'As sent' }).click();
    await reader.getByText('[2,"s1","StatusNotification",{"transactionId":9223372036854775807').waitFor();
    await reader.getByRole('searchbox', { name: 'Filter' }).fill('');
    await reader.getByRole('button', { name: 'Marks and notes' }).click();
    await reader.locator('#count').getByText(/^1 of/).waitFor();
    await reader.getByRole('button', { name: 'Marks and notes' }).click();
    await reader.getByRole('link', { name: /^record \d+$/ }).click();
    await expect.poll(() => reader.locator('details[open]').count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is a readable list where scripts are blocked, also on a phone', async () => {
    const viewport = { width: 390, height: 844 };
    const context = await browser.newContext({ viewport, colorScheme, javaScriptEnabled: false });
    const reader = await context.newPage();
    await reader.goto(pathToFileURL(join(folder, 'page.html')).href);
    await reader.getByText('Redacted: 1 id tag, 1 network address').waitFor();
    expect(await reader.locator('#filter').isVisible()).toBe(false);
    await reader.locator('summary', { hasText: 'Authorize' }).first().click();
    await reader.getByText('[2,"m1","Authorize",{"idTag":"TAG-1"}]').waitFor();
    await context.close();
  });
});

it('a phone shows the panel without scrolling sideways', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const phone = await context.newPage();
  await phone.goto(`${serve.ui}#/messages`);
  await phone.getByRole('button', { name: 'Export', exact: true }).click();
  await phone.getByRole('region', { name: 'Export' }).getByText('Web page').waitFor();
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await context.close();
});
