import { afterAll, beforeAll, expect, it } from 'vitest';
import { startConfigurationPage, type ConfigurationPage } from './configurationPage.ts';

/** The device model of a charger of 2.0.1 as a tree: read, searched, changed, and a variable typed by hand. */
let ui: ConfigurationPage;

beforeAll(async () => {
  ui = await startConfigurationPage({ stationId: 'CFG-201', version: '2.0.1' });
});

afterAll(() => ui?.stop());

it('says what it will ask for, and stands as a tree with meanings', async () => {
  await ui.open('CFG-201');
  await ui.page.getByText('Sends GetBaseReport').waitFor();
  await ui.button('Read configuration').click();
  await ui.row('AlignedDataCtrlr').getByText('Meter values that follow the clock.').waitFor();
  expect(await ui.row('Interval').getAttribute('aria-level')).toBe('2');
});

it('has component, EVSE and connector as places, which fold', async () => {
  await ui.search('Connector');
  const connector = ui
    .grid()
    .getByRole('row')
    .filter({ hasText: /^Connector 1/ })
    .first();
  await connector.waitFor();
  expect(await connector.getAttribute('aria-level')).toBe('3');
  await ui.search('');
  await ui.button('Fold all').click();
  await ui.row('AvailabilityState').waitFor({ state: 'detached' });
  await ui.button('Unfold all').click();
});

it('is changed in place, read back and proven', async () => {
  await ui.search('HeartbeatInterval');
  await ui.press('End', 'Enter');
  await ui.page.getByRole('textbox', { name: 'Value of HeartbeatInterval' }).fill('77');
  await ui.press('Enter', 'Control+Enter', 'Control+Enter');
  const run = ui.page.getByRole('region', { name: 'Sent changes' });
  await run.getByText('As wanted').waitFor();
  await ui.row('HeartbeatInterval').getByText('77').waitFor();
  await run.getByRole('button', { name: 'Close' }).click();
  await ui.search('');
});

it('a variable typed by hand is read and stays, also over a reload', async () => {
  await ui.button('Variable by hand').click();
  const form = ui.page.getByRole('form', { name: 'Variable by hand' });
  await form.getByRole('textbox', { name: 'Component', exact: true }).fill('Invented');
  await form.getByRole('textbox', { name: 'Variable', exact: true }).fill('Thing');
  await form.getByRole('button', { name: 'Read it' }).click();
  await ui.row('Thing').getByText('the charger does not have it').waitFor();
  await ui.page.reload();
  await ui.search('Invented');
  await ui.row('Thing').getByText('not read yet').waitFor();
  await ui.press('End');
  await ui.button('Remove from the tree').click();
  await ui.row('Thing').waitFor({ state: 'detached' });
});

it('no page complained', () => {
  expect(ui.troubles).toEqual([]);
});
