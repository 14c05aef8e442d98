import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTar } from '../core/contents/makeTar.ts';
import { fileCharger, startFilesPage, type FilesPage } from './filesPage.ts';

/** A file that a charger has sent is looked into on the screens. */
let ui: FilesPage;
/** When the session began, about. */
let startedAt = 0;

const LINES = 50_000;
const FRAMES = [
  '2026-11-21T10:00:00.000Z send [2,"boot-1","BootNotification",{"chargePointVendor":"A","chargePointModel":"B"}]',
  '2026-11-21T10:00:00.200Z recv [3,"boot-1",{"status":"Accepted","currentTime":"2026-11-21T10:00:00.100Z","interval":300}]',
];

beforeAll(async () => {
  startedAt = Date.now();
  ui = await startFilesPage(fileCharger('LOOK-1', '1.6', 'log-size=1'));
});

afterAll(() => ui?.stop());

describe('looking at a file', () => {
  it('lists what is in an archive', async () => {
    await ui.openFiles('LOOK-1', 'diagnostics');
    await ui.button('Fetch diagnostics').click();
    await ui.page.getByRole('status').filter({ hasText: 'Received' }).waitFor({ timeout: 40_000 });
    const path = /It lies in (.*)\.$/.exec(await ui.page.getByText(/^It lies in/).innerText())?.[1] ?? '';
    const log = [
      ...FRAMES,
      ...Array.from({ length: LINES }, (_, at) => `line ${at} ${at % 5000 === 4321 ? 'NEEDLE' : 'hay'}`),
      `${new Date(startedAt).toISOString()} the visit begins`,
    ];
    const tar = await makeTar([
      { name: 'logs/ocpp.log', data: log.join('\n') },
      { name: 'values.json', data: '{"a":[1,2]}' },
      { name: 'passwd', type: 'symlink', linkname: '/etc/passwd' },
    ]);
    writeFileSync(path, gzipSync(tar));
    await ui.page.getByRole('link', { name: 'Look inside' }).click();
    await ui.page.getByText('3 entries').waitFor();
    await ui.page.getByText('→ /etc/passwd').waitFor();
    expect(await ui.page.getByRole('link', { name: 'passwd' }).count()).toBe(0);
  });

  it('extracts all of it into a folder, and says what was left out', async () => {
    await ui.button('Extract all').click();
    const folder = join(ui.folder, 'extracted');
    await ui.page.getByRole('textbox', { name: 'Folder on this computer' }).fill(folder);
    await ui.button('Extract').click();
    await ui.page.getByText(/^2 files .* are in/).waitFor();
    await ui.page.getByText('1 entry was left out or is not whole:').waitFor();
    await ui.page.getByText('It is a link to /etc/passwd; links are not made.').waitFor();
    expect(readdirSync(folder).toSorted()).toEqual(['logs', 'values.json']);
    await ui.button('Extract').click();
    await ui.page.getByText(/^2 names were changed/).waitFor();
    expect(readFileSync(join(folder, 'values.json'), 'utf8')).toBe('{"a":[1,2]}');
    await ui.button('Extract all').click();
  });

  it('shows lines of any number, and what is found in them', async () => {
    await ui.page.getByRole('link', { name: 'logs/ocpp.log' }).click();
    await ui.page.getByText('50,003 lines').waitFor();
    const list = ui.page.getByRole('region', { name: 'Text' });
    await list.getByText('line 0 hay').waitFor();
    await list.focus();
    await ui.page.keyboard.press('/');
    await ui.page.keyboard.type('needle');
    await ui.page.keyboard.press('Enter');
    await ui.page.getByText('1 / 10 lines').waitFor();
    await ui.page.getByRole('complementary', { name: 'Line 4,324' }).waitFor();
    await list.focus();
    await ui.page.keyboard.press('n');
    await ui.page.getByText('2 / 10 lines').waitFor();
    await ui.page.keyboard.press('End');
    await list.getByText('line 49999 hay').waitFor();
  });

  it('marks every match of a pattern, by case or not', async () => {
    const list = ui.page.getByRole('region', { name: 'Text' });
    await ui.page.getByRole('searchbox', { name: 'Find in the text' }).fill('l[a-z]ne 999\\d|HAY');
    await ui.page.getByRole('checkbox', { name: 'Pattern' }).check();
    await ui.button('Find').click();
    const atMatch = ui.page.getByText(/^[\d,]+ \/ [\d,]+ lines$/);
    await atMatch.waitFor();
    await list.locator('mark').first().waitFor();
    const row = list.locator('[data-row="9992"]');
    const field = ui.page.getByRole('textbox', { name: 'Go to line' });
    await field.fill('9993');
    await field.press('Enter');
    await expect.poll(() => row.locator('mark').allInnerTexts()).toEqual(['line 9990', 'hay']);
    await ui.page.getByRole('checkbox', { name: 'Match upper and lower case' }).check();
    await ui.button('Find').click();
    await atMatch.waitFor();
    await field.press('Enter');
    await expect.poll(() => row.locator('mark').allInnerTexts()).toEqual(['line 9990']);
  });

  it('copies and saves several lines as they stand in the file', async () => {
    const list = ui.page.getByRole('region', { name: 'Text' });
    await list.focus();
    await ui.press('Home', 'ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown');
    await ui.page.getByRole('complementary', { name: 'Lines 2–4 (3)' }).waitFor();
    await ui.press('Control+c');
    await ui.page.getByText('3 lines copied, as they stand in the file').waitFor();
    const copied = await ui.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(`${FRAMES[1] ?? ''}\nline 0 hay\nline 1 hay\n`);
    await list.getByText('line 3 hay', { exact: true }).click({ modifiers: ['Shift'] });
    await ui.page.getByRole('complementary', { name: 'Lines 2–6 (5)' }).waitFor();
    const [download] = await Promise.all([ui.page.waitForEvent('download'), ui.button('Save lines').click()]);
    expect(readFileSync(await download.path(), 'utf8')).toBe(
      `${FRAMES[1] ?? ''}\n${[0, 1, 2, 3].map((at) => `line ${at} hay\n`).join('')}`,
    );
    await list.focus();
    await ui.press('Escape');
    await ui.page.getByRole('complementary', { name: 'Line 6' }).waitFor();
  });

  it('tells the times of lines, where they have one', async () => {
    const list = ui.page.getByRole('region', { name: 'Text' });
    const time = list.locator('[data-row="1"] [title*="2026"]');
    await list.focus();
    await ui.press('Home');
    await time.waitFor();
    expect(await time.innerText()).toMatch(/:00:00\.200$/);
    await ui.page.getByRole('combobox', { name: 'Times of lines' }).selectOption('No times');
    await expect.poll(() => time.count()).toBe(0);
  });

  it('says which frames are in it, and leads to the messages of a moment', async () => {
    await ui.page.getByText(/Holds 2 OCPP frames/).waitFor({ timeout: 60_000 });
    const list = ui.page.getByRole('region', { name: 'Text' });
    await list.focus();
    await ui.page.keyboard.press('Home');
    await ui.button('Show in messages').click();
    await ui.page.locator('[role=row][aria-selected=true]').waitFor();
    await ui.page.keyboard.press('Enter');
    await ui.button('Lines of that moment in ocpp.log').click();
    await ui.page.getByRole('complementary', { name: 'Line 50,003' }).waitFor();
    await ui.page.goBack();
    await ui.page.goBack();
    await ui.page.getByText(/Holds 2 OCPP frames/).waitFor({ timeout: 60_000 });
  });

  it('goes back by the way through the archive, and sets JSON out in lines', async () => {
    await ui.page
      .getByRole('navigation', { name: 'Way through the archive' })
      .getByRole('link')
      .last()
      .click();
    await ui.page.getByRole('link', { name: 'values.json' }).click();
    await ui.page.getByText('"a": [', { exact: false }).first().waitFor();
    await ui.button('Bytes').click();
    await ui.page.getByText('{"a":[1,2]}').waitFor();
  });

  it('opens it as a trace', async () => {
    await ui.page.goBack();
    await ui.page.getByRole('link', { name: 'logs/ocpp.log' }).click();
    await ui.button('Open as a trace').click({ timeout: 60_000 });
    await ui.page.waitForURL(/#\/trace\//, { timeout: 60_000 });
    await ui.page.getByText('BootNotification').first().waitFor();
  });
});
