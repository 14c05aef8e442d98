import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { PRACTICE_LOGIN } from '../../electron/practice/port/console/consoleDevice.ts';
import { createPracticePort } from '../../electron/practice/port/createPracticePort.ts';
import { launchBrowser } from '../browser/chromium.ts';
import { openWatchedPage } from '../browser/watchedPage.ts';
import { RawStation } from '../core/central/rawStation.ts';
import { startServe, type ServeProcess } from '../processes/kerbside.ts';
import { startTextDevice, type TextDevice } from './textDevice.ts';

/** The screens of a charger on a cable, in a real browser against the real program; the device is a socket that says what it is told. */
let folder: string;
let serve: ServeProcess;
let browser: Browser;
let page: Page;
let device: TextDevice;
let path: string;
let troubles: string[];

const goTo = (hash: string): Promise<void> => page.evaluate((to) => void (window.location.hash = to), hash);
const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
const field = (name: string): Locator => page.getByLabel(name, { exact: true });
const tab = (name: string): Locator =>
  page.getByRole('navigation', { name: /^Screens of/ }).getByRole('link', { name, exact: true });
const lines = (): Locator => page.getByRole('log', { name: 'What crosses the port' });
const line = (text: string | RegExp): Locator =>
  lines().locator('[data-direction]').filter({ hasText: text });

async function openPort(at: string): Promise<void> {
  await goTo('#/ports');
  await page.getByRole('combobox', { name: 'Another port' }).fill(at);
  await button('Choose').click();
  await button('Open').click();
}

/** Opens a practice console as what it is. */
async function openConsole(...habits: string[]): Promise<void> {
  const charger = await createPracticePort({ device: 'console', habits: ['quick', ...habits] });
  onTestFinished(() => charger.stop());
  await goTo(`#/ports/${encodeURIComponent(charger.path)}`);
  await page.getByRole('combobox', { name: 'Device' }).fill('U-Boot');
  await page.getByRole('option', { name: /^Linux console with U-Boot/ }).click();
  await button('Open').click();
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kerbside-e2e-'));
  device = await startTextDevice('U-Boot 2024.01\r\n=> ');
  ({ path } = device);
  serve = await startServe({ home: folder, session: join(folder, 'visit.kerbside') });
  browser = await launchBrowser();
  ({ page, troubles } = await openWatchedPage(browser, serve.ui));
  page.setDefaultTimeout(10_000);
});

afterAll(async () => {
  await browser?.close();
  await serve?.stop();
  device?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('a port that nobody answers at is named with its remedy, and tried again', async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  closed.close();
  await once(closed, 'close');
  await openPort(`tcp://127.0.0.1:${port}`);
  await page.getByRole('alert').filter({ hasText: '127.0.0.1' }).first().waitFor();
  await button('Try again').waitFor();
});

it('line settings are detected before a port is open, and what was tried is shown', async () => {
  const chatty = await startTextDevice('charger: meter 230 V 16 A\r\n'.repeat(20));
  await goTo(`#/ports/${encodeURIComponent(chatty.path)}`);
  await button('Detect line settings').click();
  await page.getByRole('switch', { name: 'May ask' }).click();
  await button('Start').click();
  await page
    .getByRole('table', { name: 'What was tried' })
    .getByRole('row', { name: /Listened/ })
    .waitFor();
  await button('Start').waitFor();
  chatty.stop();
});

describe('the console', () => {
  it('shows what came, and sends lines with their end', async () => {
    await openPort(path);
    await line('U-Boot 2024.01').waitFor();
    await field('Line to send').fill('version');
    await field('Line to send').press('Enter');
    await line('version').and(page.locator('[data-direction=out]')).waitFor();
    await device.got('version\r');
    await page.getByRole('combobox', { name: 'Line end' }).selectOption('CR LF');
    await field('Line to send').fill('again');
    await field('Line to send').press('Enter');
    await device.got('again\r\n');
    await field('Line to send').press('ArrowUp');
    await field('Line to send').press('ArrowUp');
    expect(await field('Line to send').inputValue()).toBe('version');
    await field('Line to send').fill('');
  });

  it('sends bytes in hex, and says what is none', async () => {
    await page.getByRole('radiogroup', { name: 'What is sent' }).getByText('Hex').click();
    await field('Bytes to send, in hex').fill('01 0g');
    await page.getByText('“0g” is no byte in hex').waitFor();
    expect(await button('Send').isDisabled()).toBe(true);
    await field('Bytes to send, in hex').fill('0x01,04 00ff');
    await button('Send').click();
    await device.got('\u0001\u0004\u0000ÿ');
    await page.getByRole('radiogroup', { name: 'Form of the lines' }).getByText('Hex').click();
    await line('01 04 00 ff').waitFor();
    await page.getByRole('radiogroup', { name: 'What is sent' }).getByText('Text').click();
    await page.getByRole('radiogroup', { name: 'Form of the lines' }).getByText('Text').click();
  });

  it('stands still while paused, and counts what comes', async () => {
    await button('Pause').click();
    device.write('while paused\r\n');
    await button(/^Go on · 14 bytes? came$/).click();
    await line('while paused').waitFor();
  });

  it('of a flood draws only what is seen, is filtered and searched', async () => {
    for (let at = 0; at < 5000; at += 1) device.write(`kernel: line ${at} of the flood\r\n`);
    await line('line 4999 of').waitFor();
    expect(await lines().locator('[data-direction]').count()).toBeLessThan(120);
    await field('Find…').fill('line 12 of');
    await page.getByText('1 row', { exact: true }).waitFor();
    await field('Find…').press('Enter');
    await line('line 12 of').waitFor();
    await page.getByText('1 of 1', { exact: true }).waitFor();
    await field('Only lines with…').fill('line 499');
    await line('line 4990 of').waitFor();
    await expect.poll(() => lines().locator('[data-direction]').count()).toBe(11);
    await field('Only lines with…').fill('');
    await field('Find…').fill('');
  });

  it('marks a line in the trace, and saves what it shows', async () => {
    await button(/^↓/).click();
    await line('line 4998 of').click();
    await button('Mark').click();
    await page.getByText('Marked:').waitFor();
    const downloading = page.waitForEvent('download');
    await button('Save text').click();
    const file = join(folder, 'console.txt');
    await (await downloading).saveAs(file);
    expect(readFileSync(file, 'utf8')).toMatch(/ {2}← {2}kernel: line 4998 of the flood\n/);
  });

  it('keeps macros, and asks for what they lack', async () => {
    await button('Macros').click();
    await field('Name').fill('Limit');
    await field('Sends').fill('SC {amps}');
    await button('Keep').click();
    await button('Limit').press('Enter');
    await page.keyboard.type('16');
    await page.keyboard.press('Enter');
    await device.got('SC 16\r\n');
    await page.keyboard.press('Escape');
    expect(await button('Macros').evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await button('Limit').count()).toBe(0);
  });

  it('is a terminal that sends each key, and lets go of the keyboard', async () => {
    // A shell that asked its terminal where the cursor stands: the question is an old one when the terminal is opened.
    device.write('\u001B[6n$ \r\n');
    await line('$').waitFor();
    await page.getByText('Terminal', { exact: true }).click();
    const terminal = page.getByRole('textbox', { name: /^Terminal of/ });
    await terminal.waitFor({ state: 'attached' });
    await page.keyboard.type('ls\t\r');
    expect(await device.got('ls\t\r')).toBe('ls\t\r');
    device.write('\u001B[32mgreen\u001B[0m words\r\n');
    await page.locator('.xterm-rows').getByText('words').waitFor();
    await page.keyboard.press('F6');
    await expect
      .poll(() => field('Line to send').evaluate((one) => one === document.activeElement))
      .toBe(true);
    await page.getByText('Lines', { exact: true }).click();
  });
});

it('what a plain console cannot do is said, not hidden', async () => {
  for (const [name, words] of [
    ['Values', 'No live values over this cable'],
    ['Logs', 'No logs to pull over this cable'],
    ['Firmware', 'No firmware over this cable'],
  ] as const) {
    await tab(name).click();
    await page.getByRole('heading', { name: words }).waitFor();
  }
});

it('its bytes are messages of the trace', async () => {
  await tab('Messages').click();
  await page.getByRole('row').first().waitFor();
});

describe('a practice charger on a cable', () => {
  it('is one click on the start page, says who it is, and shows its values live', async () => {
    await goTo('#/start');
    await button('Practise on a cable').click();
    await page.getByRole('heading', { level: 1, name: 'Practice charger: OpenEVSE' }).waitFor();
    await line('State').first().waitFor();
    await tab('Values').click();
    await page.getByText('not connected', { exact: false }).first().waitFor();
    const current = page.getByRole('region', { name: 'Meter' }).getByText('Voltage', { exact: true });
    await current.waitFor();
  });

  it('is one charger with the station on the network that has its serial number, with ways there and back', async () => {
    const station = await RawStation.connect(`${serve.ocpp}/CP-CABLE`);
    await station.ask('BootNotification', {
      chargePointVendor: 'OpenEVSE',
      chargePointModel: 'WiFi',
      chargePointSerialNumber: '011241357A1F3C0A0B0D',
    });
    await page.getByRole('link', { name: 'Station CP-CABLE' }).click();
    await page.getByRole('heading', { level: 1, name: 'CP-CABLE' }).waitFor();
    const stations = page.getByRole('region', { name: 'Stations' });
    await stations.getByRole('link', { name: /Service port/ }).waitFor();
    await page.getByRole('link', { name: 'Messages', exact: true }).click();
    await page.getByRole('row').filter({ hasText: 'BootNotification' }).first().waitFor();
    await page.getByRole('row').filter({ hasText: 'Service port' }).first().waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Service port: Open' }).click();
    await page.getByRole('heading', { level: 1, name: 'Practice charger: OpenEVSE' }).waitFor();
    station.socket.close();
  });

  it('is found by its name among devices, with how far they can be trusted', async () => {
    await goTo(`#/ports/${encodeURIComponent('rfc2217://10.0.0.5:4001')}`);
    await page.getByRole('combobox', { name: 'Device' }).fill('heidelberg');
    await page.getByRole('option', { name: 'Heidelberg' }).first().click();
    await page.getByText('The facts are in a document of the maker.').first().waitFor();
    await page.getByText('Opening may restart the charger').waitFor();
  });

  it('has its settings changed though a car charges, once that is said, and brought back', async () => {
    await goTo('#/ports');
    await button('Wallbox (Modbus)').click();
    await page.getByRole('heading', { level: 1, name: 'Practice charger: Modbus' }).waitFor();
    await tab('Configuration').click();
    await button('Read configuration').click();
    const row = (key: string): Locator =>
      page
        .getByRole('treegrid')
        .getByRole('row')
        .filter({ has: page.getByText(key, { exact: true }) });
    await row('maxCurrent').getByText('0, 6 … 16 A').waitFor();
    // What the device only tells has no way to be written: no field opens.
    await row('hardwareMaxCurrent').dblclick();
    await page.getByRole('complementary', { name: 'Setting' }).getByText('read-only').waitFor();
    expect(await page.getByLabel('Value of hardwareMaxCurrent').count()).toBe(0);
    await row('maxCurrent').dblclick();
    await field('Value of maxCurrent').fill('10');
    for (const key of ['Enter', 'Control+Enter', 'Control+Enter']) await page.keyboard.press(key);
    await page.getByRole('alert').filter({ hasText: 'A car is charging' }).waitFor();
    await button('Change it all the same').click();
    const sentChanges = page.getByRole('region', { name: 'Sent changes' });
    await sentChanges.getByRole('row', { name: /maxCurrent.*10.*Accepted.*As wanted/ }).waitFor();
    await row('maxCurrent').getByText('10', { exact: true }).waitFor();

    await page.getByRole('link', { name: 'Snapshots', exact: true }).click();
    await button(/^Before a change/).click();
    await button('Bring it back to this…').click();
    await button('Put 1 change into the list').click();
    await page.getByText('1 change', { exact: true }).waitFor();
    for (const key of ['Control+Enter', 'Control+Enter']) await page.keyboard.press(key);
    await button('Change it all the same').click();
    await sentChanges.getByRole('row', { name: /maxCurrent.*16.*Accepted.*As wanted/ }).waitFor();
  });

  it('leaves the list once it is forgotten', async () => {
    const entry = page.getByRole('link', { name: /Practice charger: Modbus/ });
    await entry.first().waitFor();
    await button('Close').first().click();
    await button('Forget').click();
    await page.getByRole('heading', { level: 1, name: 'Service ports' }).waitFor();
    await entry.first().waitFor({ state: 'detached' });
  });

  it('takes firmware, seen block by block once the word is typed, and is verified by the version that it starts with', async () => {
    await openConsole('booted');
    const login = page.getByRole('form', { name: 'Log in' });
    await login.getByLabel('User').fill(PRACTICE_LOGIN.user);
    await login.getByRole('textbox', { name: 'Password' }).fill(PRACTICE_LOGIN.password);
    await login.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('1.2.0').first().waitFor();

    await tab('Firmware').click();
    const image = Buffer.concat([Buffer.from('PRACTICE-FW 2.0.0\n'), Buffer.alloc(300_000, 120)]);
    await page.locator('input[type=file]').setInputFiles({
      name: 'charger-2.0.0.img',
      mimeType: 'application/octet-stream',
      buffer: image,
    });
    const isUnknown = page.getByText('Its version is not known');
    await isUnknown.waitFor();
    await field('Version that it is to report').fill('2.0.0');
    await isUnknown.waitFor({ state: 'detached' });
    await page.getByText('What is typed at the device').click();
    await field('Address in memory').fill('0x82000000');
    await button('Check first').click();
    const plan = page.getByRole('form', { name: /^charger-2\.0\.0\.img/ });
    await plan.getByText('“loady 0x82000000”').waitFor();
    const push = plan.getByRole('button', { name: /^Push to/ });
    expect(await push.isDisabled()).toBe(true);
    const word = /Type (.+) to go on/.exec((await plan.textContent()) ?? '')?.[1] ?? '';
    await plan.getByRole('textbox').fill(word);
    await push.click();

    await page.getByRole('progressbar', { name: 'Firmware on its way to the device' }).waitFor();
    await goTo('#/messages');
    await page.getByText('Do not unplug the cable or switch the charger off.').waitFor();
    // A page that is loaded anew asks first, and then shows the same push.
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByRole('link', { name: 'Show', exact: true }).click();
    await page.getByText(/block \d+ of \d+/).waitFor();
    const result = page.getByRole('status').filter({ hasText: '1.2.0 → 2.0.0' });
    await result.waitFor({ timeout: 40_000 });
    expect(await result.textContent()).toContain('Verified: it reports version 2.0.0, as expected');
  });

  it('whose push is cut is opened again by hand, and begins with the first block once that was looked at', async () => {
    await openConsole('logged-in', 'cut-at-block-20');
    await page.getByText('1.2.0').first().waitFor();
    await tab('Firmware').click();
    const file = page.getByRole('combobox', { name: 'Firmware' });
    await file.selectOption({ index: 1 });
    await field('Version that it is to report').fill('2.0.0');
    await button('Check first').click();
    const plan = page.getByRole('form', { name: /^charger-2\.0\.0\.img/ });
    await plan
      .getByRole('textbox')
      .fill(/Type (.+) to go on/.exec((await plan.textContent()) ?? '')?.[1] ?? '');
    await page.keyboard.press('Enter');
    await page.getByText('Failed at stage 3: Transfer').waitFor();
    await file.selectOption('');
    await button('Open the port again').click();
    await button('Start again from block 1…').click();
    await plan.waitFor();
    expect(await field('Version that it is to report').inputValue()).toBe('2.0.0');
    expect(await file.inputValue()).not.toBe('');
    await page.keyboard.press('Escape');
  });
});

it('a stick is prepared for a controller without a serial port, and what comes back is read and opened', async () => {
  const stick = join(folder, 'stick');
  mkdirSync(stick);
  await goTo('#/ports');
  await page.getByText('Bender CC612').click();
  await button('Prepare a USB stick…').click();
  await page.getByRole('combobox', { name: 'Root of the stick' }).fill(stick);
  await button('Check the stick').press('Enter');
  await page.getByText('not the root of a stick').waitFor();
  await page.getByRole('textbox', { name: 'Password of the operator or the manufacturer' }).fill('quince');
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: '2 files are on' }).waitFor();
  expect(readdirSync(stick).sort()).toEqual(['FIELD_ENGINEER', 'USB_PASSWORD']);
  writeFileSync(join(stick, 'ocpp.log'), 'first line\n');
  writeFileSync(join(stick, 'OperatorPassword_web'), 'medlar\n13423 2a3a02815\n');
  await button('Read a stick').click();
  await button('Read the stick').click();
  await page.getByText('secret, not shown').waitFor();
  await button('Remove the password from the stick').click();
  await page.getByText('There is no password on the stick').waitFor();
  expect(readdirSync(stick)).not.toContain('USB_PASSWORD');
  await button('Copy everything to this visit').click();
  await page.getByRole('link', { name: 'ocpp.log' }).click();
  await page.getByText('first line').waitFor();
});

it('no screen is wider than a phone', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const hash of ['#/ports', `#/port/${encodeURIComponent(path)}/console`]) {
    await goTo(hash);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  }
  device.write(`${'a long line of a log '.repeat(8)}and its end\r\n`);
  await line('and its end').waitFor();
  expect(await lines().evaluate((list) => list.scrollWidth - list.clientWidth)).toBe(0);
  await page.setViewportSize({ width: 1366, height: 768 });
});

it('nothing was refused by the content security policy, and nothing was logged as an error', () => {
  expect(troubles).toEqual([]);
});
