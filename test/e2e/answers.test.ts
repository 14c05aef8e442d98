import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../browser/chromium.ts';
import { runKerbside, startServe, type ServeProcess } from '../processes/kerbside.ts';

/** What a technician sets Kerbside to answer, in a real browser, and what a practice charger makes of it. */
let folder: string;
let serve: ServeProcess;
let browser: Browser;
let page: Page;
const troubles: string[] = [];

const goTo = (hash: string): Promise<void> => page.evaluate((to) => void (window.location.hash = to), hash);
const section = (name: string): Locator => page.getByRole('region', { name, exact: true });
const row = (text: string): Locator => page.locator('[role=row][data-kind=frame]').filter({ hasText: text });
const answerRow = (text: string): Locator =>
  page.locator('[role=row][data-kind=answer]').filter({ hasText: text });
const practice = (): Locator => page.getByRole('group', { name: 'PRACTICE-1' });
const call = async (...args: string[]): Promise<void> => {
  expect((await runKerbside(folder, ['call', 'PRACTICE-1', ...args])).code).toBe(0);
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kerbside-answers-'));
  serve = await startServe({ home: folder, session: join(folder, 'visit.kerbside') });
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, colorScheme: 'dark' });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  await page.goto(serve.ui);
  await page.getByRole('heading', { name: 'What do I type into the charger?' }).waitFor();
});

afterAll(async () => {
  await browser?.close();
  await serve?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('a charger stays pending for as long as the policy for all says so', async () => {
  await page.getByRole('link', { name: 'Answers to all' }).click();
  const boot = section('BootNotification');
  await boot.getByLabel('Answer').selectOption('Pending');
  await boot.getByLabel('Next boot after').fill('3600');
  await boot.getByLabel('Next boot after').press('Enter');
  await goTo('#/start');
  await page.getByRole('button', { name: 'Start a practice charger' }).click();
  await practice().getByRole('link', { name: 'PRACTICE-1' }).click();
  await page.getByRole('link', { name: 'Answers', exact: true }).click();
  await section('BootNotification').getByText('The last boot was answered Pending').waitFor();
  // What a station does that was let in, it has not done.
  await goTo('#/station/PRACTICE-1/messages');
  await answerRow('↳ Pending').waitFor();
  expect(await row('StatusNotification').count()).toBe(0);
});

it('and is let in at once by the policy of its own', async () => {
  await goTo('#/station/PRACTICE-1/answers');
  await section('BootNotification').getByLabel('Answer').selectOption('Accepted');
  await section('BootNotification').getByText('The last boot').waitFor({ state: 'hidden' });
  await goTo('#/station/PRACTICE-1/messages');
  await row('TriggerMessage').waitFor();
  await row('StatusNotification').first().waitFor();
});

it('a tag that is rejected does not charge, and appears to be listed', async () => {
  await goTo('#/station/PRACTICE-1/answers');
  await section('Id tags').getByLabel('Who may charge').selectOption('list');
  await goTo('#/start');
  await practice().getByRole('button', { name: 'Plug in' }).click();
  await practice().getByRole('button', { name: 'Show card' }).click();
  await goTo('#/station/PRACTICE-1/messages');
  await answerRow('↳ Invalid').waitFor();
  expect(await row('StartTransaction').count()).toBe(0);
  await goTo('#/station/PRACTICE-1/answers');
  const answer = section('Id tags').getByLabel(/^Answer to /);
  await answer.waitFor();
  await answer.selectOption('Accepted');
  await section('Id tags')
    .getByLabel(/^Expiry of /)
    .waitFor();
  await goTo('#/start');
  await practice().getByRole('button', { name: 'Show card' }).click();
  await practice().getByText('Charging').waitFor();
});

it('the next Heartbeat gets no answer, and everything says so', async () => {
  await goTo('#/station/PRACTICE-1/answers');
  const faults = section('Wrong answers on purpose');
  await faults.getByLabel('Action').selectOption('Heartbeat');
  await faults.getByLabel('For the next').fill('none');
  await faults.getByRole('button', { name: 'Set' }).click();
  await faults.getByText('A whole number from 1').waitFor();
  await faults.getByLabel('For the next').fill('2');
  await faults.getByRole('button', { name: 'Set' }).click();
  await faults.getByRole('list').getByText('Heartbeat: no answer (2 more)').waitFor();
  await page.getByRole('status').getByText('Heartbeat: no answer (2 more)').waitFor();
  await call('TriggerMessage', '{"requestedMessage":"Heartbeat"}');
  await faults.getByRole('list').getByText('Heartbeat: no answer (1 more)').waitFor();
  await goTo('#/messages');
  await page.getByText('Kerbside gives wrong answers on purpose to: PRACTICE-1.').waitFor();
  await goTo('#/station/PRACTICE-1/messages');
  await row('Heartbeat').last().click();
  const detail = page.getByRole('region', { name: 'Record', exact: true });
  await detail.getByText('Kerbside withheld the answer, as set: 1 more.').first().waitFor();
  await page.getByRole('status').getByRole('button', { name: 'Clear' }).click();
  await page.getByText('Kerbside answers wrongly on purpose').waitFor({ state: 'hidden' });
});

it('nothing complained', () => {
  expect(troubles).toEqual([]);
});
