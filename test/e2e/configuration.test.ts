import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConfigurationPage, type ConfigurationPage } from './configurationPage.ts';

/** A technician reads, changes, proves and undoes the configuration of a charger of 1.6, mostly by keyboard. */
let ui: ConfigurationPage;

beforeAll(async () => {
  ui = await startConfigurationPage({ stationId: 'CFG-16', version: '1.6' });
});

afterAll(() => ui?.stop());

const oldestSnapshot = (): Locator =>
  ui.page.getByRole('list', { name: 'Snapshots of this charger' }).getByRole('button').last();

describe('the grid', () => {
  it('says what a reading will send before there is one, and reads', async () => {
    await ui.open('CFG-16');
    await ui.page.getByText('Sends one GetConfiguration that asks for all keys.').waitFor();
    await ui.button('Read configuration').click();
    await ui.row('HeartbeatInterval').getByText('300').waitFor();
    await ui.page.getByText(/^\d+ settings, read at/).waitFor();
    await ui.row('Core').getByText('34 settings').waitFor();
  });

  it('is searched by / and walked by the arrow keys', async () => {
    await ui.grid().focus();
    await ui.press('/');
    await ui.page.keyboard.type('pause between two heartbeats');
    await ui.press('Enter');
    await expect.poll(() => ui.grid().getByRole('row').count()).toBe(2);
    await ui.press('Home', 'ArrowDown');
    const pane = ui.page.getByRole('complementary', { name: 'The chosen setting' });
    await pane.getByText('OCPP 1.6 §9.1.10').waitFor();
    await ui.press('/', 'Escape');
    await expect.poll(() => ui.grid().getByRole('row').count()).toBeGreaterThan(10);
  });

  it('is narrowed to what somebody looks for', async () => {
    const chip = ui.page.getByRole('button', { name: /^Maker’s own/ });
    const count = Number(/\d+/.exec((await chip.textContent()) ?? '')?.[0]);
    expect(count).toBeGreaterThan(0);
    await chip.click();
    // The head of the group, too.
    await expect.poll(() => ui.grid().getByRole('row').count()).toBe(count + 1);
    await ui.page.getByRole('button', { name: /^✓? ?Maker’s own/ }).click();
  });

  it('folds a profile by ArrowLeft and unfolds it by ArrowRight', async () => {
    await ui.grid().focus();
    await ui.press('Home', 'ArrowLeft');
    await ui.row('HeartbeatInterval').waitFor({ state: 'detached' });
    await ui.press('ArrowRight');
    await ui.row('HeartbeatInterval').waitFor();
  });
});

describe('editing', () => {
  it('says beside the field what is wrong, and does not take it', async () => {
    await ui.search('HeartbeatInterval');
    await ui.press('Home', 'ArrowDown', 'Enter');
    const field = ui.page.getByRole('textbox', { name: 'Value of HeartbeatInterval' });
    await field.waitFor();
    expect(await field.inputValue()).toBe('300');
    await field.fill('soon');
    await ui.row('HeartbeatInterval').getByText('is no number').waitFor();
    await ui.press('Enter');
    await field.waitFor();
    expect(await ui.page.getByRole('region', { name: 'Collected changes' }).count()).toBe(0);
    await ui.press('Escape');
    await field.waitFor({ state: 'detached' });
  });

  it('collects several changes: a number, a switch by Space, a list in its order', async () => {
    await ui.press('Enter');
    await ui.page.getByRole('textbox', { name: 'Value of HeartbeatInterval' }).fill('120');
    await ui.press('Enter');
    await ui.row('HeartbeatInterval').getByText('120').waitFor();
    await ui.search('AuthorizeRemoteTxRequests');
    await ui.press('End', 'Space');
    await ui.page.getByText('2 changes').waitFor();
    await ui.search('MeterValuesSampledData');
    await ui.press('Home', 'ArrowDown', 'Enter');
    await ui.button('Move Power.Active.Import up').click();
    await ui.button('Take Temperature out').click();
    await ui.button('Set').click();
    await ui.page.getByText('3 changes').waitFor();
    await ui.search('');
  });

  it('shows the list before it goes; Ctrl+Enter opens it and sends it', async () => {
    await ui.press('Control+Enter');
    const list = ui.page.getByRole('region', { name: 'Collected changes' });
    await list.getByRole('row').filter({ hasText: 'HeartbeatInterval' }).getByText('300').waitFor();
    expect(await list.getByRole('row').count()).toBe(4);
    await ui.button('Send 3 changes').waitFor();
    await ui.press('Control+Enter');
    const run = ui.page.getByRole('region', { name: 'Sent changes' });
    await run.getByText('Sent: 3 of 3 done').waitFor();
    const step = run.getByRole('row').filter({ hasText: 'HeartbeatInterval' });
    await step.getByText('Accepted').waitFor();
    await step.getByText('As wanted').waitFor();
    expect(await step.getByRole('link').count()).toBe(2);
    await ui.row('HeartbeatInterval').getByText('120').waitFor();
    await run.getByRole('button', { name: 'Close' }).click();
  });

  it('sends what is known to be wrong when it is wanted, and shows how that ended', async () => {
    await ui.search('HeartbeatInterval');
    await ui.press('Home', 'ArrowDown', 'Enter');
    await ui.page.getByRole('textbox', { name: 'Value of HeartbeatInterval' }).fill('never');
    await ui.button('Set anyway').click();
    await ui.press('Control+Enter');
    await ui.page.getByRole('region', { name: 'Collected changes' }).getByText('is no number').waitFor();
    await ui.press('Control+Enter');
    const run = ui.page.getByRole('region', { name: 'Sent changes' });
    await run.getByText('Not taken').waitFor();
    await run.getByRole('button', { name: 'Close' }).click();
    await ui.search('');
  });
});

describe('the visit', () => {
  it('lists what was changed, with before and now, and copies it without a mouse', async () => {
    await ui.open('CFG-16', 'visit');
    const list = ui.page.getByRole('region', { name: 'Changed on this visit' });
    await list.getByText('3 settings were changed.').waitFor();
    const row = list.getByRole('row').filter({ hasText: 'HeartbeatInterval' });
    expect(await row.textContent()).toMatch(/300.*120/);
    await list.getByRole('button', { name: 'Copy: the changes as text' }).press('Enter');
    await list.getByText('Copied').waitFor();
    const copied = await ui.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^CFG-16\n(.*\n)*.*HeartbeatInterval: 300 → 120, /m);
  });

  it('what is different since a snapshot is seen side by side', async () => {
    await ui.open('CFG-16', 'snapshots');
    await oldestSnapshot().click();
    await ui.page.getByText(/^\d+ the same, 3 different, 1 not known/).waitFor();
    const table = ui.page.getByRole('table', { name: 'Settings of both' });
    await expect.poll(() => table.getByRole('row').count()).toBe(4);
    await ui.page.getByRole('switch', { name: 'Only differences' }).press('Space');
    await expect.poll(() => table.getByRole('row').count()).toBeGreaterThan(10);
  });

  it('puts back one of the changes', async () => {
    await ui.open('CFG-16', 'visit');
    const list = ui.page.getByRole('region', { name: 'Changed on this visit' });
    const row = list.getByRole('row').filter({ hasText: 'HeartbeatInterval' });
    await row.getByRole('button', { name: 'Put HeartbeatInterval back' }).press('Enter');
    await row.getByText('in the list of changes').waitFor();
    await ui.send();
    await ui.run().getByText('Sent: 1 of 1 done').waitFor();
    await ui.run().getByText('back to as it was found').waitFor();
    await row.getByText('As it was found again.').waitFor();
    expect(await row.getByRole('button').count()).toBe(0);
    await ui.run().getByRole('button', { name: 'Close' }).click();
  });

  it('leaves the charger as it was found', async () => {
    await ui.open('CFG-16', 'visit');
    await ui.button('Leave the charger as you found it…').click();
    await ui.page.getByText('2 settings go back:').waitFor();
    await ui.button('Put 2 changes into the list').click();
    await ui.send();
    await ui.run().getByText('Sent: 2 of 2 done').waitFor();
    await ui.page.getByText('The charger is as it was found.').waitFor();
    await ui.open('CFG-16', 'snapshots');
    await oldestSnapshot().click();
    await ui.page.getByText(/^The same: \d+ settings\. Of 1 more the value is not told\.$/).waitFor();
  });
});

it('is not wider than a phone, and no page complained', async () => {
  await ui.page.setViewportSize({ width: 390, height: 844 });
  for (const view of ['settings', 'snapshots', 'visit', 'templates']) {
    await ui.open('CFG-16', view);
    expect(await ui.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  }
  expect(ui.troubles).toEqual([]);
});
