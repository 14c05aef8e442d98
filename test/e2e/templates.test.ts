import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startConfigurationPage, type ConfigurationPage } from './configurationPage.ts';

/** A template against several chargers, applied to all of them; and configurations as files, out and in. */
let ui: ConfigurationPage;

const TEMPLATE = `{
  "name": "Depot",
  // What the template is for.
  "for": { "ocpp": ["1.6"] },
  "rules": [
    { "key": "HeartbeatInterval", "equals": "600" },
    { "key": "MeterValueSampleInterval", "range": { "min": 10, "max": 60 } },
    { "key": "NoSuchThing", "equals": "1" },
    { "key": "AuthorizationKey", "secret": true }
  ]
}`;

beforeAll(async () => {
  ui = await startConfigurationPage(
    { stationId: 'TPL-1', version: '1.6' },
    { stationId: 'TPL-2', version: '1.6' },
    { stationId: 'TPL-3', version: '2.0.1' },
  );
  writeFileSync(join(ui.folder, 'depot.json'), TEMPLATE);
  writeFileSync(join(ui.folder, 'broken.json'), TEMPLATE.replace('"rules"', '"roles"'));
});

afterAll(() => ui?.stop());

it('says where a template is wrong, and takes a right one', async () => {
  await ui.page.getByRole('link', { name: 'Templates' }).click();
  await ui.chooseFile('Choose a template…', join(ui.folder, 'broken.json'));
  await ui.page
    .getByRole('alert')
    .getByText(/Line \d+, column \d+: .*roles/)
    .waitFor();
  await ui.chooseFile('Choose a template…', join(ui.folder, 'depot.json'));
  await ui.page.getByRole('heading', { name: 'Depot' }).waitFor();
});

it('is held against several chargers, in words', async () => {
  await ui.button('All that are connected').click();
  await ui.button('Check 3 chargers').click();
  const table = ui.page.getByRole('region', { name: 'Rules and chargers' });
  await table.getByText('3 are not as wanted').waitFor({ state: 'detached' });
  const heartbeat = table.getByRole('row').filter({ hasText: 'HeartbeatInterval' });
  await expect.poll(() => heartbeat.getByText('different').count()).toBe(2);
  await heartbeat.getByText('“600” is wanted; the charger has “300”.').first().waitFor();
  await table.getByText('this charger speaks 2.0.1').waitFor();
});

it('shows what would be sent, asks for the secret, and applies it to all at once', async () => {
  await ui.button('Make it hold…').click();
  const preview = ui.page.getByRole('region', { name: 'What would be sent' });
  await preview.getByLabel('AuthorizationKey').fill('0123456789abcdef0123');
  await ui.button('Use them').click();
  await preview.getByText('TPL-1: 2 changes').waitFor();
  expect(await preview.textContent()).not.toContain('0123456789abcdef0123');
  await ui.button('Send 4 changes to 2 of the chargers').click();
  const progress = ui.page.getByRole('region', { name: 'How far each charger is' });
  await expect.poll(() => progress.getByText('Sent: 2 of 2 done').count()).toBe(2);
  const table = ui.page.getByRole('region', { name: 'Rules and chargers' });
  const heartbeat = table.getByRole('row').filter({ hasText: 'HeartbeatInterval' });
  await expect.poll(() => heartbeat.getByText('as wanted').count()).toBe(2);
});

it('is made out of a charger, as a file and at once', async () => {
  await ui.open('TPL-2', 'templates');
  const downloading = ui.page.waitForEvent('download');
  await ui.button('Make one from this charger').click();
  const text = readFileSync(await (await downloading).path(), 'utf8');
  expect(text).toContain('"HeartbeatInterval","equals":"600"');
  expect(text).not.toContain('0123456789abcdef0123');
  await ui.page.getByRole('heading', { name: 'From TPL-2' }).waitFor();
});

it('a configuration leaves as a file, and one that comes in is compared before it is collected', async () => {
  await ui.open('TPL-1');
  await ui.grid().waitFor();
  const downloading = ui.page.waitForEvent('download');
  await ui.page.getByRole('combobox', { name: 'Save as…' }).selectOption('csv');
  const csv = readFileSync(await (await downloading).path(), 'utf8');
  expect(csv).toMatch(/HeartbeatInterval,"?600/);
  writeFileSync(
    join(ui.folder, 'part.csv'),
    'key,value\nHeartbeatInterval,42\nNumberOfConnectors,3\nFoo,1\n',
  );
  await ui.chooseFile('From a file…', join(ui.folder, 'part.csv'));
  const panel = ui.page.getByRole('region', { name: 'From the file part.csv' });
  const row = panel.getByRole('row').filter({ hasText: 'HeartbeatInterval' });
  expect(await row.textContent()).toMatch(/600.*42/);
  await panel.getByText('2 settings of the file cannot be taken over').waitFor();
  await ui.button('Put 1 change into the list').click();
  await ui.row('HeartbeatInterval').getByText('42').waitFor();
});

it('is held against a charger on a cable, and applied once that is confirmed while a car charges', async () => {
  writeFileSync(
    join(ui.folder, 'kerb.json'),
    JSON.stringify({ name: 'Kerb', rules: [{ key: 'maxCurrent', equals: '10' }] }),
  );
  await ui.page.getByRole('link', { name: 'Open a port' }).click();
  await ui.button('Wallbox (Modbus)').click();
  await ui.page.getByText('A car is charging', { exact: true }).waitFor();
  await ui.page.getByRole('link', { name: 'Templates' }).click();
  await ui.chooseFile('Another template…', join(ui.folder, 'kerb.json'));
  for (const id of ['TPL-1', 'TPL-2', 'TPL-3']) await ui.page.getByLabel(id).uncheck();
  await ui.page.getByLabel('Practice charger: Modbus').check();
  await ui.button('Check 1 charger').click();
  await ui.button('Make it hold…').click();
  await ui.button('Send 1 change to 1 of the chargers').click();
  const preview = ui.page.getByRole('region', { name: 'What would be sent' });
  await preview.getByText('A car is charging, and Charging current changes how it charges.').waitFor();
  await ui.button('Change it all the same').click();
  await ui.page
    .getByRole('region', { name: 'How far each charger is' })
    .getByText('Sent: 1 of 1 done')
    .waitFor();
  const table = ui.page.getByRole('region', { name: 'Rules and chargers' });
  await table.getByText('as wanted').first().waitFor();
});

it('no page complained', () => {
  expect(ui.troubles).toEqual([]);
});
