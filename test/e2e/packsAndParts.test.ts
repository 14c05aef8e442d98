import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConfigurationPage, type ConfigurationPage } from './configurationPage.ts';

/** Packs of makers' keys on the screens, and the choice of components to be read. */
let ui: ConfigurationPage;

const KEY = {
  key: 'Kerbside.DisplayGreeting',
  type: 'string',
  access: 'read-write',
  meaning: 'What the depot says.',
};
const PACK = {
  kerbside: 'maker-pack',
  version: 1,
  id: 'depot',
  name: 'Depot handbook',
  match: [{ vendor: ['kerbside'] }],
  source: 'Handbook',
  evidence: 'documented',
  keys: [KEY],
};

function pack(name: string, text: object | string): void {
  const folder = join(ui.folder, 'maker-packs');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), typeof text === 'string' ? text : JSON.stringify(text, null, 2));
}

beforeAll(async () => {
  ui = await startConfigurationPage(
    { stationId: 'CFG-16', version: '1.6' },
    { stationId: 'CFG-201', version: '2.0.1' },
  );
});

afterAll(() => ui?.stop());

describe('packs of makers’ keys', () => {
  it('are named beside the meaning that they give, and read again with the configuration', async () => {
    await ui.open('CFG-16');
    await ui.button('Read configuration').click();
    await ui.search('DisplayGreeting');
    await ui.row(KEY.key).click();
    const pane = ui.page.getByRole('complementary', { name: 'The chosen setting' });
    await pane.getByText(/\(comes with Kerbside\)/).waitFor();
    pack('depot.json', PACK);
    await ui.button('Read again').click();
    await pane.getByText('What the depot says.').waitFor();
    await pane.getByRole('link', { name: 'Depot handbook (your file depot.json)' }).click();
    await ui.page.getByRole('heading', { name: 'Yours (1)' }).waitFor();
  });

  it('are listed with what is wrong, which goes when the file is put right', async () => {
    pack('wrong.json', { ...PACK, id: 'wrong', keys: [{ ...KEY, type: 'word' }] });
    await ui.button('Read the files again').click();
    await ui.page.getByText('One thing keeps files of yours from being used').waitFor();
    await ui.page
      .getByText(/^wrong\.json, line \d+, keys\.0\.type: In the key “Kerbside.DisplayGreeting”/)
      .waitFor();
    pack('wrong.json', { ...PACK, id: 'wrong', name: 'Put right' });
    await ui.button('Read the files again').click();
    await ui.page.getByRole('heading', { name: 'Yours (2)' }).waitFor();
    await ui.page.getByText('One thing keeps').waitFor({ state: 'detached' });
    rmSync(join(ui.folder, 'maker-packs', 'wrong.json'));
  });

  it('say where a file goes, and give the keys that nobody describes as a beginning', async () => {
    await ui.page.getByText(join(ui.folder, 'maker-packs')).waitFor();
    await ui.page.getByText('All keys of this charger are described.').waitFor();
    pack('practice.json', { ...PACK, id: 'kerbside-practice', match: [{ vendor: ['nobody'] }] });
    await ui.button('Read the files again').click();
    await ui.page.getByText(/Begin with the \d+ keys of this charger/).waitFor();
    await ui.button('Copy: the beginning of a pack').click();
    const copied = await ui.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('"kerbside": "maker-pack"');
    expect(copied).toContain('Kerbside.MaxCurrent');
  });
});

describe('a part of a device model', () => {
  it('is chosen by names and criteria, and read before anything else was', async () => {
    await ui.open('CFG-201');
    const choice = ui.page.getByRole('combobox', { name: 'How much is read' });
    await choice.selectOption({ label: 'Chosen components…' });
    expect(await ui.button('Read components').isDisabled()).toBe(true);
    await ui.page.getByRole('checkbox', { name: 'Problem' }).check();
    await ui.button('Read components').click();
    await ui.page.getByText(/nothing to report of components that meet Problem/).waitFor();
    const names = ui.page.getByRole('textbox', { name: 'Only these components or variables' });
    await names.fill('EVSE@1, :');
    await ui.page.getByText('“:” is no component.').waitFor();
    expect(await ui.button('Read components').isDisabled()).toBe(true);
    await names.fill('EVSE@1');
    await ui.page.getByRole('checkbox', { name: 'Problem' }).uncheck();
    await ui.page.getByRole('checkbox', { name: 'Available' }).check();
    await ui.button('Read components').click();
    await ui.page.getByText('(only parts)').waitFor();
    await ui.row('AvailabilityState').waitFor();
    expect(await ui.grid().getByRole('row').filter({ hasText: 'OfflineThreshold' }).count()).toBe(0);
  });

  it('stands in the whole, shown alone at first; nothing is missing for it', async () => {
    await ui.page.getByRole('combobox', { name: 'How much is read' }).selectOption({ label: 'Everything' });
    await ui.button('Read again').click();
    await ui.page.getByText('(only parts)').waitFor({ state: 'detached' });
    await ui.search('OfflineThreshold');
    await ui.row('OfflineThreshold').waitFor();
    await ui.search('');
    const missing = ui.page.getByRole('button', { name: /Missing/ });
    const before = await missing.count();
    await ui.page
      .getByRole('combobox', { name: 'How much is read' })
      .selectOption({ label: 'Chosen components…' });
    // What was chosen for the first reading is still chosen.
    await ui.page.getByRole('textbox', { name: 'Only these components or variables' }).fill('Connector@1:1');
    await ui.button('Read components').click();
    const chip = ui.page.getByRole('button', { name: /Just read/ });
    await chip.waitFor();
    expect(await chip.getAttribute('aria-pressed')).toBe('true');
    await ui.row('OfflineThreshold').waitFor({ state: 'detached' });
    await chip.click();
    await ui.search('OfflineThreshold');
    await ui.row('OfflineThreshold').waitFor();
    expect(await missing.count()).toBe(before);
  });
});

it('no page complained', () => {
  expect(ui.troubles).toEqual([]);
});
