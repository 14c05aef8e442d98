import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { WebSocket } from 'ws';
import { launchBrowser } from '../browser/chromium.ts';
import { startServe, type ServeProcess } from '../processes/kerbside.ts';

/** What a technician does on the first visit, in a real browser against the real program, step by step. */
let folder: string;
let serve: ServeProcess;
let browser: Browser;
let page: Page;
const troubles: string[] = [];

/** A page whose every complaint is kept: errors, and what the content security policy refused. */
async function openPage(options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options);
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`content security policy: ${violatedDirective} ${blockedURI}`);
    });
  });
  const opened = await context.newPage();
  opened.setDefaultTimeout(10_000);
  opened.on('pageerror', (error) => troubles.push(String(error)));
  opened.on('requestfailed', (request) => troubles.push(`${request.url()} ${request.failure()?.errorText}`));
  opened.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  await opened.goto(serve.ui);
  await opened.getByRole('heading', { name: 'What do I type into the charger?' }).waitFor();
  return opened;
}

function goTo(hash: string): Promise<void> {
  return page.evaluate((to) => void (window.location.hash = to), hash);
}

const tab = (name: string): Locator => page.getByRole('link', { name, exact: true });
/** Rows of calls. An answer names its action, too, for those who cannot see that it stands below its call. */
const row = (text: string): Locator => page.locator('[role=row][data-kind=frame]').filter({ hasText: text });
const answerRow = (text: string): Locator =>
  page.locator('[role=row][data-kind=answer]').filter({ hasText: text });
const detail = (): Locator => page.getByRole('region', { name: 'Record', exact: true });
const practice = (id: string): Locator => page.getByRole('group', { name: id });
const filterField = (): Locator => page.getByRole('combobox', { name: 'Filter' });

const rowTexts = (): Promise<string[]> => page.getByRole('row').allTextContents();

async function selectedSeq(): Promise<string> {
  const fact = detail().locator('dl > div', { has: page.getByText('Record', { exact: true }) });
  return (await fact.locator('dd').textContent()) ?? '';
}

async function isInView(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    const box = element.closest('[role=grid]')?.getBoundingClientRect();
    const own = element.getBoundingClientRect();
    return box !== undefined && own.top >= box.top - 1 && own.bottom <= box.bottom + 1;
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kerbside-e2e-'));
  serve = await startServe({ home: folder, session: join(folder, 'visit.kerbside') });
  browser = await launchBrowser();
  page = await openPage({ viewport: { width: 1366, height: 768 }, colorScheme: 'dark' });
});

afterAll(async () => {
  await browser?.close();
  await serve?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('the start page says what to type into the charger', async () => {
  await page.getByText(`${serve.ocpp}/CP-0001`, { exact: true }).first().waitFor();
  await page.getByText(`${serve.ocpp}/`, { exact: true }).first().waitFor();
  expect(page.url()).not.toContain('token');
});

describe('a practice charger', () => {
  it('is one click, and its conversation appears', async () => {
    await page.getByRole('button', { name: 'Start a practice charger' }).click();
    await page.getByText('PRACTICE-1 connected with OCPP 1.6.').waitFor();
    await practice('PRACTICE-1').getByRole('link', { name: 'PRACTICE-1' }).click();
    await page.getByText('Serial number').waitFor();
    await tab('Messages').click();
    await row('BootNotification').filter({ hasText: 'Practice 22, firmware' }).waitFor();
    await answerRow('↳ Accepted').filter({ hasText: 'heartbeat every' }).waitFor();
  });

  it('charges from the start page, and its transaction is told', async () => {
    await goTo('#/start');
    await practice('PRACTICE-1').getByRole('button', { name: 'Plug in' }).click();
    await practice('PRACTICE-1').getByRole('button', { name: 'Show card' }).click();
    await practice('PRACTICE-1').getByText('Charging').waitFor();
    await goTo('#/station/PRACTICE-1/messages');
    await row('StartTransaction').waitFor();
    await answerRow('↳ transaction').waitFor();
  });
});

describe('a command', () => {
  it('is answered, with links to its records', async () => {
    await tab('Commands').click();
    await page.getByRole('option', { name: 'ChangeConfiguration' }).click();
    const editor = page.getByRole('textbox', { name: 'Payload of ChangeConfiguration' });
    await page.getByText('Valid for this action').waitFor();
    await editor.press('ControlOrMeta+a');
    await page.keyboard.insertText('{"key":"MeterValueSampleInterval","value":"1"}');
    await editor.getByText('"1"').waitFor();
    await page.getByText('Valid for this action').waitFor();
    await editor.press('Control+Enter');
    const outcome = page.getByRole('region', { name: 'Outcome' });
    await outcome.getByText('Answered: Accepted').waitFor();
    const answer = outcome.getByRole('link', { name: /^Answer, record/ });
    const seq = (await answer.textContent())?.replace('Answer, record ', '') ?? '?';
    await answer.click();
    await detail().getByText('Answer, from the station').waitFor();
    expect((await selectedSeq()).split(' → ')).toContain(seq);
  });

  it('shows its effect: meter values come live, in words', async () => {
    const values = row('MeterValues').filter({ hasText: 'kW' });
    await values.first().waitFor();
    await page.getByRole('button', { name: 'Close the record' }).click();
    await page.getByRole('button', { name: /live|held/ }).click();
    const length = Number(await page.getByRole('grid').getAttribute('aria-rowcount'));
    await page.waitForFunction(
      (before) =>
        Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')) >= before + 4 &&
        document.querySelectorAll('[role=row][aria-busy]').length === 0,
      length,
    );
    expect(await isInView(page.getByRole('row').last())).toBe(true);
  });

  it('of a maker’s own goes out, and the refusal is shown as a result', async () => {
    await tab('Commands').click();
    await page.getByRole('searchbox', { name: 'Find an action' }).fill('MakeCoffee');
    await page.getByRole('searchbox', { name: 'Find an action' }).press('Enter');
    await page.getByText('OCPP 1.6 has no action “MakeCoffee”.').waitFor();
    await page.getByRole('button', { name: 'Send anyway' }).click();
    await page.getByText('Refused: NotImplemented').first().waitFor();
  });

  it('that nobody answers can be given up, and still names what was sent', async () => {
    const silent = new WebSocket(`${serve.ocpp}/SILENT-1`, 'ocpp1.6');
    const asked = once(silent, 'message') as Promise<[Buffer]>;
    await goTo('#/station/SILENT-1/commands');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const [frame] = await asked;
    expect(JSON.parse(frame.toString())).toContain('GetConfiguration');
    await page.getByRole('button', { name: 'Stop waiting' }).click();
    const outcome = page.getByRole('region', { name: 'Outcome' });
    await outcome.getByText('Stopped waiting').waitFor();
    await outcome.getByRole('link', { name: /^Call, record/ }).click();
    await detail().getByText('Call, to the station').waitFor();
    silent.terminate();
  });
});

describe('a bad frame', () => {
  it('is in the list of issues, explained, and shown byte for byte', async () => {
    const broken = new WebSocket(`${serve.ocpp}/BROKEN-1`, 'ocpp1.6');
    const raw = '[2,"s1","StatusNotification",{"connectorId":1, "errorCode":"NoError","status":"Chargingg"}]';
    broken.once('open', () => broken.send(raw));
    await goTo('#/messages');
    await page.getByRole('button', { name: 'Issues' }).click();
    await row('BROKEN-1').filter({ hasText: 'StatusNotification' }).click();
    expect((await rowTexts()).filter((text) => text.includes('Meter'))).toEqual([]);
    await detail().getByText('which is none of').first().waitFor();
    await detail().getByText('OCPP 1.6 §').first().waitFor();
    await page.getByRole('tab', { name: 'Raw' }).click();
    await detail().getByText(raw, { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Schema' }).click();
    await detail().getByRole('button', { name: 'status', exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Pair' }).click();
    await detail().getByText('to the station').waitFor();
    await page.getByRole('tab', { name: 'Pretty' }).click();
    await page.getByRole('button', { name: 'Issues' }).click();
    broken.terminate();
  });
});

describe('the keyboard', () => {
  it('filters, walks, opens and closes records', async () => {
    await goTo('#/station/PRACTICE-1/overview');
    await page.getByText('Serial number').waitFor();
    await page.keyboard.press('2');
    await row('MeterValues').first().waitFor();
    await page.keyboard.press('/');
    expect(await filterField().evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.type('statusnotification');
    await page.waitForFunction(() => {
      const rows = [...document.querySelectorAll('[role=row][data-kind=frame]')];
      return rows.length > 3 && rows.every((one) => one.textContent?.includes('StatusNotification'));
    });
    await page.keyboard.press('Enter');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await detail().getByText('StatusNotification').first().waitFor();
    const first = await selectedSeq();
    await page.keyboard.press('ArrowDown');
    await detail().getByText('Answer, to the station').waitFor();
    expect(await selectedSeq()).toBe(first);
    await page.keyboard.press('f');
    await detail().getByText('Call, from the station').waitFor();
    await page.keyboard.press('Escape');
    await detail().waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    await page.keyboard.press('Escape');
    await row('MeterValues').first().waitFor();
  });

  it('walks from wherever the focus is, and from issue to issue', async () => {
    await page.reload();
    await row('MeterValues').first().waitFor();
    const selected = page.locator('[role=row][aria-selected=true]');
    await page.keyboard.press('Home');
    await selected.getByText('Connected').waitFor();
    await page.keyboard.press('PageDown');
    await selected.getByText('Connected').waitFor({ state: 'detached' });
    await page.keyboard.press('Home');
    await page.keyboard.press('n');
    await selected.getByText('MakeCoffee').waitFor();
    await page.keyboard.press('p');
    await page.getByText('No further issue above.').waitFor();
  });

  it('keeps the selected record in view when it opens', async () => {
    await page.getByRole('grid').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await detail().waitFor();
    await expect.poll(() => isInView(page.locator('[role=row][aria-selected=true]'))).toBe(true);
    await page.keyboard.press('Escape');
  });

  it('shows its help and changes screens', async () => {
    await page.keyboard.press('?');
    await page.getByRole('complementary', { name: 'Keyboard' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('complementary', { name: 'Keyboard' }).waitFor({ state: 'detached' });
    await page.keyboard.press('1');
    await page.getByText('Serial number').waitFor();
    await page.keyboard.press('3');
    await page.getByRole('listbox', { name: 'Actions' }).waitFor();
    await page.keyboard.press(']');
    await page.waitForURL(/#\/station\/(?!PRACTICE-1)[^/]+\/commands/);
    await page.keyboard.press('[');
    await page.waitForURL(/#\/station\/PRACTICE-1\/commands/);
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await page.getByRole('row').first().waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.getByRole('heading', { name: 'What do I type into the charger?' }).waitFor();
  });
});

it('two stations of different versions talk while the list stays live', async () => {
  await page.getByText('2.0.1', { exact: true }).first().click();
  await page.getByRole('button', { name: 'Start another' }).click();
  await practice('PRACTICE-2').waitFor();
  await page.getByText('PRACTICE-2 connected with OCPP 2.0.1.').waitFor();
  await goTo('#/messages');
  await filterField().fill('BootNotification');
  await row('PRACTICE-1').first().waitFor();
  await row('PRACTICE-2').first().waitFor();
  await filterField().fill('');
  await row('MeterValues').first().waitFor();
  const before = await page.getByRole('row').last().getAttribute('aria-rowindex');
  await page.waitForFunction(
    (last) =>
      Number([...document.querySelectorAll('[role=row]')].at(-1)?.getAttribute('aria-rowindex')) >
      Number(last),
    before,
  );
});

it('a reload keeps the place', async () => {
  await goTo('#/station/PRACTICE-2/messages');
  await row('BootNotification').first().waitFor();
  await page.reload();
  await row('BootNotification').first().waitFor();
  expect(page.url()).toContain('#/station/PRACTICE-2/messages');
  expect(page.url()).not.toContain('token');
});

it('the trace is exported as a file', async () => {
  await goTo('#/messages');
  await row('MeterValues').first().waitFor();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const panel = page.getByRole('region', { name: 'Export' });
  await panel.getByRole('radio', { name: 'Open OCPP Trace', exact: true }).check();
  await panel.getByRole('switch', { name: 'Replace secrets' }).click({ force: true });
  const downloading = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Save the file' }).click();
  const download = await downloading;
  const path = join(folder, 'export.jsonl');
  await download.saveAs(path);
  expect(download.suggestedFilename()).toBe('visit.jsonl');
  const lines = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { action?: string; raw?: string });
  const actions = new Set(lines.map(({ action }) => action));
  for (const action of ['BootNotification', 'StartTransaction', 'MeterValues', 'ChangeConfiguration']) {
    expect(actions).toContain(action);
  }
  expect(lines.some(({ raw }) => raw?.includes('"status":"Chargingg"'))).toBe(true);
});

describe.each(['dark', 'light'] as const)('on a phone, %s', (colorScheme) => {
  it('no screen is wider than the phone', async () => {
    const phone = await openPage({ viewport: { width: 390, height: 844 }, colorScheme, hasTouch: true });
    const widest = (): Promise<number> =>
      phone.evaluate(() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth));
    const station = '#/station/PRACTICE-1';
    const screens: readonly [hash: string, sign: Locator][] = [
      ['#/start', phone.getByText('PRACTICE-2 connected with OCPP 2.0.1.')],
      ['#/messages', phone.getByRole('row').first()],
      [`${station}/overview`, phone.getByText('Serial number')],
      [`${station}/messages`, phone.getByRole('row').first()],
      [`${station}/messages?seq=3`, phone.getByRole('tab', { name: 'Pretty' })],
      [`${station}/commands`, phone.getByRole('form', { name: /^Form of/ })],
      ['#/station/NOBODY/overview', phone.getByText('NOBODY is not in this session')],
    ];
    for (const [hash, sign] of screens) {
      await phone.evaluate((to) => void (window.location.hash = to), hash);
      await sign.waitFor();
      expect([hash, await widest()]).toEqual([hash, 390]);
    }
    await phone.getByRole('button', { name: 'Show stations' }).click();
    await phone.getByRole('link', { name: 'All messages' }).click();
    await phone.getByRole('row').first().waitFor();
    expect(await widest()).toBe(390);
    await phone.context().close();
  });
});

it('nothing was refused by the content security policy, and nothing was logged as an error', () => {
  expect(troubles).toEqual([]);
});
