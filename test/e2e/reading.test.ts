import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../browser/chromium.ts';
import { RawStation } from '../core/central/rawStation.ts';
import { startServe, type ServeProcess } from '../processes/kerbside.ts';

/** A technician reads records: what fields mean, what texts hold, when it was, what belongs together. */
let folder: string;
let serve: ServeProcess;
let browser: Browser;
let page: Page;
let station: RawStation;

const row = (text: string): Locator => page.getByRole('row').filter({ hasText: text }).first();
const detail = (): Locator => page.getByRole('region', { name: 'Record', exact: true });
const tab = (name: string): Locator => detail().getByRole('tab', { name });
const strip = (): Locator => detail().getByRole('group', { name: 'Chosen value' });
const time = (): Locator => page.getByRole('combobox', { name: 'Time', exact: true });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kerbside-reading-'));
  serve = await startServe({ home: folder, session: join(folder, 'visit.kerbside') });
  station = await RawStation.connect(`${serve.ocpp}/READ`);
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1366, height: 768 }, timezoneId: 'Asia/Tokyo' });
  page.setDefaultTimeout(20_000);
  await page.goto(serve.ui);
  await page.getByRole('heading', { name: 'What do I type into the charger?' }).waitFor();
  await page.evaluate(() => void (window.location.hash = '#/messages'));
});

afterAll(async () => {
  station.socket.terminate();
  await browser.close();
  await serve.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('a field tells what it means, what is allowed, and what its value says', async () => {
  await station.ask('StatusNotification', {
    connectorId: 1,
    errorCode: 'GroundFailure',
    status: 'Faulted',
    timestamp: new Date(Date.now() - 180_000).toISOString(),
  });
  await row('StatusNotification').click();
  await detail().getByText('"errorCode"').click();
  await strip().getByText('Error that the connector reports').waitFor();
  const words = await strip().textContent();
  expect(words).toContain('required');
  expect(words).toContain('GroundFailure: the residual current device has tripped.');
  expect(words).toContain('OverVoltage');
  await detail().getByText('Station clock 3 min behind').waitFor();
});

it('the arrow keys walk through the values', async () => {
  await detail()
    .getByRole('region', { name: /^Payload of/ })
    .focus();
  await page.keyboard.press('ArrowDown');
  await strip().getByText('State of the connector.').waitFor();
  await page.keyboard.press('ArrowUp');
  await strip().getByText('Error that the connector reports').waitFor();
});

it('meanings stand beside the values when that is switched on, also after a reload', async () => {
  await detail().getByRole('button', { name: 'Meanings' }).click();
  const tree = detail().getByRole('region', { name: /^Payload of/ });
  await tree.getByText('the residual current device has tripped').waitFor();
  await page.reload();
  await row('StatusNotification').click();
  await tree.getByText('the residual current device has tripped').waitFor();
  await detail().getByRole('button', { name: 'Meanings' }).click();
});

it('a value has its unit, also where only the specification tells it', async () => {
  const sampledValue = [
    { value: '11200', measurand: 'Power.Active.Import', unit: 'W' },
    { value: '230.1', measurand: 'Voltage' },
  ];
  await station.ask('MeterValues', {
    connectorId: 1,
    meterValue: [{ timestamp: new Date().toISOString(), sampledValue }],
  });
  await row('MeterValues').click();
  await detail().getByText('11.2 kW').waitFor();
  await detail().getByText('230.1 V (unit not told)').waitFor();
  await detail().getByText('"Voltage"').click();
  await strip().getByText('meterValue[0].sampledValue[1].measurand').waitFor();
});

it('what a text of DataTransfer holds is unpacked under it', async () => {
  const meter = 'OCMF|{"FV":"1.0","RD":[{"RV":2935.6,"RU":"kWh"}]}|{"SA":"ECDSA-secp192r1-SHA256","SD":"88"}';
  const inner = {
    signed: Buffer.from(meter).toString('base64'),
    packed: gzipSync('{"serial":1}').toString('base64'),
  };
  const data = JSON.stringify(inner).replace('{', '{"id":9223372036854775807,');
  await station.ask('DataTransfer', { vendorId: 'com.example', data });
  await row('DataTransfer').click();
  const tree = detail().getByRole('region', { name: /^Payload of/ });
  await tree.getByText('decoded from text (JSON)', { exact: true }).waitFor();
  await tree.getByText('decoded from text (base64, OCMF, signature not checked)').waitFor();
  await tree.getByText('decoded from text (base64, gzip, JSON)').waitFor();
  await tree.getByText('9223372036854775807', { exact: true }).waitFor();
  await tree.getByText('2935.6').waitFor();
  await tree.getByRole('button', { name: 'Fold what was unpacked' }).first().click();
  await expect.poll(() => tree.getByText('2935.6').count()).toBe(0);
});

it('an issue leads to its value', async () => {
  station.send(
    '[2,"issue","StatusNotification",{"connectorId":"one","errorCode":"NoError","status":"Nope"}]',
  );
  await station.nextFrame();
  await row('Nope').click();
  await tab('Schema').click();
  await detail().getByRole('button', { name: 'connectorId' }).first().click();
  await strip().getByText('connectorId', { exact: true }).waitFor();
  expect(await tab('Pretty').getAttribute('aria-selected')).toBe('true');
});

it('all legs of an exchange stand below each other, and f walks them', async () => {
  await station.ask('Heartbeat', {}, 'legs');
  station.send('[4,"legs","FormationViolation","cannot read it",{}]');
  await row('protest').click();
  await tab('Pair').click();
  await detail().getByRole('region', { name: 'Protest' }).getByText('after the answer').waitFor();
  await detail().getByRole('region', { name: 'Answer' }).getByText('after the call').waitFor();
  const selected = page.getByRole('row', { selected: true });
  await page.keyboard.press('f');
  await expect.poll(() => selected.textContent()).toContain('asks the time');
  await page.keyboard.press('f');
  await page.keyboard.press('f');
  await expect.poll(() => selected.textContent()).toContain('FormationViolation');
  await tab('Pretty').click();
});

it('raw text has line numbers, signs for blanks, and hex', async () => {
  station.send('[2,\r\n "lines",\t"Heartbeat", {}]');
  await station.nextFrame();
  await page.getByRole('row').filter({ hasText: 'Heartbeat' }).nth(3).click();
  await tab('Raw').click();
  await detail().getByRole('button', { name: 'Show blanks' }).click();
  const text = detail().getByRole('region', { name: 'Text' });
  await text.getByText('␍␊').waitFor();
  expect(await text.textContent()).toContain('·"lines",→"Heartbeat",·{}]');
  await detail().getByText('Hex', { exact: true }).click();
  await detail().getByText('5b 32 2c 0d 0a 20 22 6c').waitFor();
  await tab('Pretty').click();
});

it('a frame of five megabytes opens at once, as raw text and as the tree of its beginning', async () => {
  station.send(`[2,"big","DataTransfer",{"vendorId":"large","data":"${'y'.repeat(5_000_000)}"}]`);
  await station.nextFrame();
  await row('large: 5,000').click();
  await detail().getByText('Only the beginning of').waitFor();
  await detail().getByText('"large"').waitFor();
  await tab('Raw').click();
  await detail().getByRole('button', { name: 'Save all of it' }).waitFor();
  const saved = page.waitForEvent('download');
  await detail().getByRole('button', { name: 'Save all of it' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^visit record \d+\.json$/);
  await tab('Pretty').click();
});

it('an issue deep in a long list is brought into view', async () => {
  const meterValue = Array.from({ length: 300 }, (_, i) => ({
    timestamp: new Date().toISOString(),
    sampledValue: [i === 250 ? { value: '1', phase: 'L9' } : { value: '1' }],
  }));
  await station.ask('MeterValues', { connectorId: 3, meterValue });
  await row('Wh, connector 3').click();
  await tab('Schema').click();
  await detail().getByRole('button', { name: 'meterValue[250].sampledValue[0].phase' }).click();
  const tree = detail().getByRole('region', { name: /^Payload of/ });
  await tree.getByText('"L9"').waitFor();
  await strip().getByText('meterValue[250].sampledValue[0].phase').waitFor();
});

it('of a list of two thousand entries only what is in view is drawn', async () => {
  const meterValue = Array.from({ length: 2000 }, (_, i) => ({
    timestamp: new Date(Date.now() - i * 1000).toISOString(),
    sampledValue: [{ value: String(i), unit: 'Wh' }],
  }));
  await station.ask('MeterValues', { connectorId: 2, meterValue });
  await row('large: 1').click();
  const tree = detail().getByRole('region', { name: /^Payload of/ });
  await tree.getByText('"meterValue"').waitFor();
  expect(await tree.locator('[data-line]').count()).toBeLessThan(100);
  await tree.focus();
  await page.keyboard.press('ArrowUp');
  await strip().getByText('meterValue[1999].sampledValue[0].unit').waitFor();
});

it('times stand by the clock here, in UTC, and since a record', async () => {
  const first = page.getByRole('row').first().getByRole('gridcell').first();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  const local = await first.textContent();
  await first.hover();
  expect(await first.getAttribute('title')).toMatch(/GMT\+9\n\d{4}-\d\d-\d\dT[\d:.]+Z UTC$/);
  await time().selectOption('utc');
  const utc = await first.textContent();
  const hours = (Number(local?.slice(0, 2)) - Number(utc?.slice(0, 2)) + 24) % 24;
  expect(hours).toBe(9);
  await row('StatusNotification').click();
  await detail().getByRole('button', { name: 'Time from here' }).click();
  expect(await time().inputValue()).toBe('reference');
  await row('MeterValues').click();
  const zero = row('StatusNotification').getByRole('gridcell').first();
  expect(await zero.textContent()).toBe('+0 ms');
  await page.reload();
  expect(await time().inputValue()).toBe('reference');
});
