import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../browser/chromium.ts';
import { RawStation } from '../core/central/rawStation.ts';
import { startServe, type ServeProcess } from '../processes/kerbside.ts';

/** What a technician sees of messages that are not as they should be. */
let folder: string;
let serve: ServeProcess;
let browser: Browser;
let page: Page;
let station: RawStation;

const row = (text: string): Locator => page.getByRole('row').filter({ hasText: text }).first();
const detail = (): Locator => page.getByRole('region', { name: 'Record', exact: true });
const tab = (name: string): Locator => detail().getByRole('tab', { name });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kerbside-as-meant-'));
  serve = await startServe({ home: folder, session: join(folder, 'visit.kerbside') });
  station = await RawStation.connect(`${serve.ocpp}/BROKEN`);
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
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

it('a message that was mended has a tab that says how', async () => {
  station.send(
    '[2,"1","MeterValues",{"connectorId":1,"transactionId":9223372036854775807,"meterValue":[{"timestamp":"2026-01-31T12:00:00Z","sampledValue":,{"value":230.1,"measurand":"Voltage.L1-N"}]}]}]',
  );
  expect((await station.nextFrame())[0]).toBe(3);
  await row('MeterValues').click();
  await tab('As meant').click();
  const panel = detail().getByRole('tabpanel');
  await panel.getByText('“Voltage.L1-N” is read as measurand “Voltage” of phase L1-N.').waitFor();
  const text = await panel.textContent();
  expect(text).toContain('9223372036854775807');
  expect(text).toContain('A comma that separates nothing was left out.');
  expect(text).toContain('“context” is absent; Sample.Periodic is meant.');
});

it('a message that is as it should be has none', async () => {
  await station.ask('Heartbeat', {}, '2');
  await row('Heartbeat').click();
  await tab('Pretty').waitFor();
  expect(await tab('As meant').count()).toBe(0);
});

it('a CALLERROR against an answer is the third leg of its exchange', async () => {
  station.send('[4,"2","FormationViolation","cannot read it",{}]');
  await row('FormationViolation').click();
  await tab('Pair').click();
  await detail().getByRole('region', { name: 'Protest' }).waitFor();
  await detail().getByRole('region', { name: 'Call', exact: true }).waitFor();
  await detail().getByRole('region', { name: 'Answer', exact: true }).waitFor();
  await tab('Pretty').click();
});

it('a message of type 1 is answered when the technician says so', async () => {
  station.send('[1,"7","Heartbeat",{}]');
  await row('unknown message type').click();
  await detail().getByRole('button', { name: 'Treat as 2' }).click();
  expect(await station.nextFrame()).toMatchObject([3, '7', { currentTime: expect.any(String) }]);
});
