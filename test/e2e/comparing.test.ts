import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startConfigurationPage, type ConfigurationPage } from './configurationPage.ts';

/** Configurations side by side: with another charger, with a file, and with what an earlier visit kept. */
let ui: ConfigurationPage;

beforeAll(async () => {
  ui = await startConfigurationPage(
    { stationId: 'CMP-1', version: '1.6' },
    { stationId: 'CMP-2', version: '1.6' },
  );
});

afterAll(() => ui?.stop());

const panel = (): Locator => ui.page.getByRole('region', { name: 'Difference' });
const side = (name: 'First' | 'Second'): Locator => panel().getByRole('combobox', { name });
const line = (key: string): Locator =>
  panel().getByRole('table', { name: 'Settings of both' }).getByRole('row').filter({ hasText: key });

async function compare(): Promise<void> {
  await ui.open('CMP-1', 'snapshots');
  await ui.button('Compare any two…').click();
}

it('two chargers, each named where the list is closed', async () => {
  await ui.open('CMP-2');
  await ui.read();
  await ui.open('CMP-1');
  await ui.read();
  await ui.set('HeartbeatInterval', '120');
  await ui.send();
  await ui.run().getByText('Sent: 1 of 1 done').waitFor();
  await compare();
  await side('First').selectOption('As read last');
  await side('Second').selectOption('CMP-2: as read last');
  expect(await line('HeartbeatInterval').textContent()).toMatch(/different.*120.*300/);
  await panel().getByRole('columnheader', { name: 'CMP-2: as read last' }).waitFor();
  await ui.button('Swap').click();
  await expect.poll(() => line('HeartbeatInterval').textContent()).toMatch(/different.*300.*120/);
});

it('a file, of which only some settings are known', async () => {
  writeFileSync(join(ui.folder, 'depot.yaml'), 'HeartbeatInterval: "77"\nOnlyHere: "1"\n');
  await ui.chooseFile('From a file…', join(ui.folder, 'depot.yaml'));
  await panel().getByRole('columnheader', { name: 'depot.yaml' }).waitFor();
  expect(await line('HeartbeatInterval').textContent()).toMatch(/different.*300.*77/);
  await panel().getByRole('rowgroup', { name: 'Settings of both' }).press('End');
  expect(await line('OnlyHere').textContent()).toMatch(/only in the second.*not there.*1/);
  await panel().getByRole('switch', { name: 'Only differences' }).press('Space');
  await panel().getByRole('rowgroup', { name: 'Settings of both' }).press('Home');
  await line('AuthorizeRemoteTxRequests').waitFor();
});

it('one that is no configuration is refused with its reason', async () => {
  writeFileSync(join(ui.folder, 'letter.txt'), 'The charger does not charge.\n');
  await ui.chooseFile('From a file…', join(ui.folder, 'letter.txt'));
  await panel()
    .getByRole('alert')
    .getByText('Line 1: this is no table of keys and values; its first line has 1 cell.')
    .waitFor();
});

it('what an earlier visit kept, from its file beside the running one', async () => {
  await ui.open('CMP-1', 'snapshots');
  await ui.page.getByRole('textbox', { name: 'Name' }).fill('before the works');
  await ui.button('Take a snapshot').click();
  const list = ui.page.getByRole('list', { name: 'Snapshots of this charger' });
  await list.getByText('before the works').waitFor();

  await ui.page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await ui.button('New visit…').click();
  await ui.page.getByRole('form', { name: 'New visit' }).getByLabel('Name').fill('afternoon');
  await ui.button('Begin the new visit').click();
  await ui.page.getByRole('banner').getByText('afternoon').waitFor();
  await ui.button('Open visit').click();
  await ui.page.getByText('for reading').waitFor();

  await ui.open('CMP-1');
  await ui.read();
  await ui.set('HeartbeatInterval', '45');
  await ui.send();
  await ui.run().getByText('Sent: 1 of 1 done').waitFor();
  await compare();
  const kept = side('First')
    .locator('optgroup[label="visit"] option')
    .filter({ hasText: 'before the works' });
  await kept.waitFor({ state: 'attached' });
  await side('First').selectOption(await kept.textContent());
  await side('Second').selectOption('As read last');
  expect(await line('HeartbeatInterval').textContent()).toMatch(/different.*120.*45/);
  await panel()
    .getByRole('columnheader', { name: /CMP-1: before the works/ })
    .waitFor();
});

it('no page complained', () => {
  expect(ui.troubles).toEqual([]);
});
