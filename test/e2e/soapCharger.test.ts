import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../browser/chromium.ts';
import { always, ChargePointService } from '../core/central/soap/chargePointService.ts';
import { connectStation, envelope } from '../core/central/soap/envelopes.ts';
import { runKerbside, startServe, type ServeProcess } from '../processes/kerbside.ts';

const ANSWER = envelope({
  namespace: 'urn://Ocpp/Cp/2012/06/',
  body: '<o:resetResponse><o:status>Accepted</o:status></o:resetResponse>',
});

let home: string;
let session: string;
let serve: ServeProcess;
let service: ChargePointService;
let browser: Browser;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-soap-'));
  session = join(home, 'visit.kerbside');
  serve = await startServe({ home, session });
  service = await ChargePointService.listen(always(ANSWER));
  browser = await launchBrowser();
  // The station reports another host of this machine than the one that it comes from.
  await connectStation(Number(new URL(serve.ocpp).port), `http://127.0.0.2:${service.port}/cp`);
});
afterAll(async () => {
  await browser.close();
  await serve.stop();
  await service.close();
  rmSync(home, { recursive: true, force: true });
});

it('is called from the command line like any other', async () => {
  const { code, stdout } = await runKerbside(home, ['call', 'CP1', 'Reset', '{"type":"Soft"}', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ outcome: 'answered', payload: { status: 'Accepted' } });
  const stations = await runKerbside(home, ['stations']);
  expect(stations.stdout).toContain('1.5 SOAP');
});

it('has its trace exported with the payload and the XML', async () => {
  const { stdout } = await runKerbside(home, ['trace', 'export', session, '--format', 'jsonl']);
  const lines = stdout.trim().split('\n');
  const all = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(all.filter(({ transport }) => transport !== 'soap')).toEqual([]);
  expect(
    all.find(({ messageType, action }) => messageType === 'CALLRESULT' && action === 'Reset'),
  ).toMatchObject({
    ocppVersion: '1.5',
    payload: { status: 'Accepted' },
    raw: ANSWER,
  });
});

it('shows where commands go, and asks before another host is used', async () => {
  const page = await browser.newPage();
  await page.goto(serve.ui);
  await page.getByRole('link', { name: /CP1/ }).first().click();
  await page.getByText('OCPP 1.5 SOAP').first().waitFor();
  const panel = page.getByRole('region', { name: 'Where commands go' });
  await panel.getByText(`http://127.0.0.1:${service.port}/cp`, { exact: true }).waitFor();
  await panel.getByRole('button', { name: 'Use the reported address' }).click();
  await panel.getByText('you agreed to it').waitFor();
  await panel.getByRole('button', { name: 'Change…' }).click();
  await panel.getByLabel('Address of the charge point service').fill('nonsense');
  await panel.getByRole('button', { name: 'Send commands there' }).click();
  await panel.getByText('An address begins with').waitFor();
  await panel.getByLabel('Address of the charge point service').fill(`${service.url}/mine`);
  await panel.getByRole('button', { name: 'Send commands there' }).click();
  await panel.getByText(`${service.url}/mine`, { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Restart softly…' }).click();
  await page.getByRole('button', { name: 'Restart', exact: true }).click();
  await page.getByText('Accepted').first().waitFor();
  expect(service.heard.at(-1)?.url).toBe('/mine');
  await page.close();
});
