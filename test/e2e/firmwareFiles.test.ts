import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../browser/chromium.ts';
import { startServe, type ServeProcess } from '../processes/kerbside.ts';

/** Firmware that is put into the library with a browser: dropped, chosen, described, found wrong, removed. */
let home: string;
let serve: ServeProcess;
let browser: Browser;
let page: Page;
const troubles: string[] = [];

const row = (name: string): Locator => page.getByRole('listitem', { name, exact: true });
const sumOf = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest('hex');
const idOf = (name: string): string => {
  const folder = join(home, 'firmware');
  return readdirSync(folder).find((id) => readdirSync(join(folder, id)).includes(name)) ?? '';
};

/** Drops files onto an element, as the file manager of the system does. */
async function drop(onto: Locator, files: Record<string, string>): Promise<void> {
  const transfer = await page.evaluateHandle((named) => {
    const data = new DataTransfer();
    for (const [name, content] of Object.entries(named)) data.items.add(new File([content], name));
    return data;
  }, files);
  await onto.dispatchEvent('dragover', { dataTransfer: transfer });
  await page.getByText('Let go to add them to the library.').waitFor();
  await onto.dispatchEvent('drop', { dataTransfer: transfer });
}

async function choose(...paths: string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add files…' }).click();
  await (await chooser).setFiles(paths);
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-e2e-'));
  serve = await startServe({ home, session: join(home, 'visit.kerbside') });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  await page.goto(serve.ui);
  await page.getByRole('navigation').getByRole('link', { name: 'Firmware', exact: true }).click();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await serve?.stop();
  rmSync(home, { recursive: true, force: true });
});

it('an empty library says how to fill it', async () => {
  await page.getByRole('heading', { name: 'There is no firmware here yet.' }).waitFor();
});

it('files that are dropped anywhere on the page are added, several at once', async () => {
  await drop(page.getByRole('banner'), {
    'acme-1.4.2.bin': 'image of 1.4.2',
    'acme-1.4.3.bin': 'image of 1.4.3',
  });
  await row('acme-1.4.2.bin').getByText('For any charger').waitFor();
  await row('acme-1.4.3.bin').getByText('Added ').waitFor();
  await page.getByText('2 files').waitFor();
  expect(page.url()).toContain('#/firmware');
});

it('a larger file is chosen, and goes whole', async () => {
  const bytes = randomBytes(12_000_000);
  writeFileSync(join(home, 'large.bin'), bytes);
  await choose(join(home, 'large.bin'));
  await row('large.bin').getByText('12 MB').waitFor();
  await row('large.bin').getByRole('button', { name: 'Check' }).click();
  await row('large.bin').getByText('The file is still what was added.').waitFor();
});

it('what is surely a mistake is said, and added only where one insists', async () => {
  await drop(page.locator('main'), { 'login.bin': '<!doctype html><title>Sign in</title>' });
  const alert = page.getByRole('alert').filter({ hasText: 'web page (“Sign in”)' });
  await alert.waitFor();
  await page.getByRole('button', { name: 'Do not add it' }).click();
  await alert.waitFor({ state: 'detached' });
  await drop(page.locator('main'), { 'login.bin': '<!doctype html><title>Sign in</title>' });
  await page.getByRole('button', { name: 'Add it anyway' }).click();
  await row('login.bin').getByText('It was added all the same.').waitFor();
  await drop(page.locator('main'), { 'empty.bin': '' });
  await page.getByRole('alert').filter({ hasText: 'is empty' }).waitFor();
  expect(await page.getByRole('button', { name: 'Add it anyway' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Do not add it' }).click();
});

it('the same file once more is one entry, which is said', async () => {
  await drop(page.locator('main'), { 'copy.bin': 'image of 1.4.2' });
  await page.getByText('acme-1.4.2.bin was in the library already.').waitFor();
  expect(await row('copy.bin').count()).toBe(0);
});

it('what a file is for is said in its place, and stays', async () => {
  await row('acme-1.4.2.bin').getByRole('button', { name: 'Edit' }).click();
  const form = page.getByRole('form', { name: 'What is known about acme-1.4.2.bin' });
  await form.getByLabel('Version').fill('1.4.2');
  await form.getByLabel('Vendors').fill('ACME*');
  await form.getByLabel('Models').fill('Wall 22, Wall 11*');
  await form.getByLabel('Checksum that the maker published').fill('0'.repeat(32));
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByRole('alert').filter({ hasText: 'its MD5 is' }).waitFor();
  await form.getByLabel('Checksum that the maker published').fill(sumOf('md5', 'image of 1.4.2'));
  await form.getByLabel('Notes', { exact: true }).fill('For the depot.');
  await form.getByLabel('Release notes').fill('Fixes the meter.');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  await page.reload();
  await row('acme-1.4.2.bin').getByText('version 1.4.2').waitFor();
  await row('acme-1.4.2.bin').getByText('For ACME*, Wall 22, Wall 11*').waitFor();
  await row('acme-1.4.2.bin').getByText('For the depot.').waitFor();
  await row('acme-1.4.2.bin').getByText('Sum as the maker published it').waitFor();
  await row('acme-1.4.2.bin').getByRole('button', { name: 'Release notes' }).click();
  await row('acme-1.4.2.bin').getByText('Fixes the meter.').waitFor();
  await row('acme-1.4.2.bin').getByRole('button', { name: 'Close' }).click();
});

it('leads to pushing it to chargers', async () => {
  const link = row('acme-1.4.2.bin').getByRole('link', { name: 'Push acme-1.4.2.bin to chargers…' });
  expect(await link.getAttribute('href')).toBe(`#/firmware/push/${idOf('acme-1.4.2.bin')}`);
});

it('a file that was changed on the disk is said to be so', async () => {
  writeFileSync(join(home, 'firmware', idOf('acme-1.4.3.bin'), 'acme-1.4.3.bin'), 'image of 1.4.4');
  await row('acme-1.4.3.bin').getByRole('button', { name: 'Check' }).click();
  await row('acme-1.4.3.bin').getByText('was changed since it was added').waitFor();
});

it('a file is removed after a question in its place, by the keyboard too', async () => {
  const remove = row('large.bin').getByRole('button', { name: 'Remove', exact: true });
  await remove.focus();
  await page.keyboard.press('Enter');
  const question = page.getByRole('group', { name: 'Remove large.bin' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await question.waitFor({ state: 'detached' });
  await remove.click();
  await question.getByRole('button', { name: 'Remove it' }).click();
  await row('large.bin').waitFor({ state: 'detached' });
  expect(idOf('large.bin')).toBe('');
});

it('files that are dropped on another screen still go to the screen of imports', async () => {
  await page.getByRole('link', { name: 'Connect a charger', exact: true }).click();
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['anything'], 'trace.log'));
    return data;
  });
  await page.locator('main').dispatchEvent('drop', { dataTransfer: transfer });
  await page.waitForURL(/#\/import/);
});

it('nothing went wrong in the page', () => {
  // A file that is refused is answered with 507 only where the disk is full; refusals here come over the link.
  expect(troubles).toEqual([]);
});
