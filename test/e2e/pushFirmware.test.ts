import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileCharger, seenMoving, startFilesPage, type FilesPage } from './filesPage.ts';

/** Firmware on the screens: checked, confirmed in words, seen to be fetched, and proven by the version afterwards. */
let ui: FilesPage;
let image = '';

/** More than the buffers of a line hold: what has left is what has come, then. */
const SIZE_BYTES = 24_000_000;

beforeAll(async () => {
  ui = await startFilesPage(
    { ...fileCharger('FW-OK', '2.0.1', 'slow-files=5000'), speed: 10 },
    { ...fileCharger('FW-BAD', '1.6', 'installation-fails'), speed: 10 },
    { ...fileCharger('FW-NEVER', '2.0.1', 'no-http'), speed: 10 },
    { ...fileCharger('FW-A', '1.6', 'slow-files=6000'), speed: 10 },
    { ...fileCharger('FW-B', '2.0.1', 'slow-files=6000'), speed: 10 },
  );
  image = join(ui.folder, 'practice-1.9.0.bin');
  const head = 'KERBSIDE-PRACTICE-FIRMWARE 1.9.0\n';
  writeFileSync(image, head + 'x'.repeat(SIZE_BYTES - head.length));
});

afterAll(() => ui?.stop());

async function state(word: string): Promise<void> {
  await ui.page.getByRole('status').filter({ hasText: word }).first().waitFor({ timeout: 60_000 });
}

async function options(): Promise<void> {
  const button = ui.button(/^Options/);
  if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
}

/** Yes to what was said, with the name of the charger typed where it is asked for. */
async function confirm(stationId: string): Promise<void> {
  await ui.page.getByRole('heading', { name: 'What will happen' }).waitFor();
  const push = ui.button(`Push to ${stationId}`);
  const typed = ui.page.getByLabel(/^Type .* to go on in spite of the warnings$/);
  if ((await typed.count()) > 0) {
    expect(await push.isDisabled()).toBe(true);
    await typed.fill(stationId);
  }
  await push.click();
}

describe('pushing firmware', () => {
  it('takes a file of this computer into the library, and says what will happen before anything is sent', async () => {
    await ui.openFiles('FW-OK', 'firmware');
    await ui.page.getByText('No firmware pushed to this charger yet').waitFor();
    expect(await ui.button('Check first').isDisabled()).toBe(true);
    await ui.chooseFile('A file of this computer…', image);
    await ui.page.getByText(/^SHA-256 [0-9a-f]{64}$/).waitFor();
    await options();
    await ui.page.getByLabel('Version that it is to report').fill('1.9.0');
    await ui.button('Check first').click();
    await ui.page.getByText('No car is charging.').waitFor();
    await ui.page.getByText(/FW-OK is sent UpdateFirmware: it is to fetch practice-1\.9\.0\.bin/).waitFor();
    await confirm('FW-OK');
  });

  it('shows the download moving, and each connection with its bytes', async () => {
    const bar = ui.page.getByRole('progressbar', { name: 'Firmware for FW-OK' });
    const [first, next] = await seenMoving(bar);
    expect(next).toBeGreaterThan(first);
    await ui.page.getByText(/\d+ % · [\d.]+ [kM]B\/s · about \d+ s left/).waitFor();
    await ui.page.getByRole('row', { name: /^1 .*0–24,000,000/ }).waitFor();
    await ui.step('Seen on the wire: Began to fetch the file').waitFor();
  });

  it('proves the update by the version that the charger reports afterwards', async () => {
    await state('Verified');
    await ui.page.getByText(/Version before: 1\.4\.2 → after: 1\.9\.0/).waitFor();
    await ui.step('The charger says: Says Installing').waitFor();
    const stages = ui.page.getByRole('list', { name: 'Steps of the update' });
    expect(await stages.getByRole('listitem').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringMatching(/7 Version[\s\S]*done/)]),
    );
    expect(await ui.button('Try plain mode').count()).toBe(0);
  });

  it('says at which step it failed and why', async () => {
    await ui.openFiles('FW-BAD', 'firmware');
    await ui.page.getByLabel('Firmware', { exact: true }).selectOption({ index: 1 });
    await ui.button('Check first').click();
    await confirm('FW-BAD');
    await state('Failed');
    await ui.page.getByText('Failed at step 5, the installation').waitFor();
    await ui.step('Says InstallationFailed').waitFor();
    await ui.button('Push again as before').waitFor();
    expect(await ui.button('Try plain mode').count()).toBe(0);
  });

  it('tries the next protocol by one button', async () => {
    await ui.openFiles('FW-NEVER', 'firmware');
    await ui.page.getByLabel('Firmware', { exact: true }).selectOption({ index: 1 });
    await options();
    await ui.page.getByLabel('Protocol').selectOption('HTTP');
    await ui.button('Check first').click();
    await confirm('FW-NEVER');
    await state('Failed');
    await ui.page.getByText(/Failed at step 2, the request/).waitFor();
    await ui.button('Try again by FTP').click();
    await state('Verified');
    await ui.page.getByRole('heading', { name: '1 earlier update of this visit' }).waitFor();
  });
});

describe('pushing to several chargers', () => {
  it('checks each, and pushes to one after the other', async () => {
    await ui.page.evaluate(() => void (window.location.hash = '#/firmware'));
    await ui.page.getByRole('link', { name: /practice-1\.9\.0\.bin/ }).click();
    await ui.page.getByRole('heading', { name: 'Push firmware to several chargers' }).waitFor();
    await ui.page.getByRole('checkbox', { name: 'FW-A', exact: true }).check();
    await ui.page.getByRole('checkbox', { name: 'FW-B', exact: true }).check();
    await ui.page.getByLabel('At a time').fill('1');
    await ui.button('Check 2 chargers').click();
    await ui.page.getByText('practice-1.9.0.bin for 2 chargers').waitFor();
    const typed = ui.page.getByLabel(/^Type 2, their number/);
    if ((await typed.count()) > 0) await typed.fill('2');
    await ui.button('Push to 2 chargers').click();
    const row = (id: string) => ui.page.getByRole('row').filter({ hasText: id });
    await row('FW-B').getByText('Waits for its turn').waitFor();
    await seenMoving(ui.page.getByRole('progressbar', { name: 'Firmware for FW-A' }));
    await row('FW-A')
      .getByText('Verified')
      .or(row('FW-A').getByText('Unverified'))
      .waitFor({ timeout: 60_000 });
    await row('FW-B')
      .getByText('Verified')
      .or(row('FW-B').getByText('Unverified'))
      .waitFor({ timeout: 60_000 });
    await row('FW-B').getByText('1.4.2 → 1.9.0').waitFor();
  }, 90_000);
});

it('no page complained', () => {
  expect(ui.troubles).toEqual([]);
});
