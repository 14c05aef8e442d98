import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTar } from '../core/contents/makeTar.ts';
import { fileCharger, startFilesPage, type FilesPage } from './filesPage.ts';

/** A file that a charger has sent is looked into on the screens. */
let ui: FilesPage;

const LINES = 50_000;
const FRAMES = [
  '2026-11-21T10:00:00.000Z send [2,"boot-1","BootNotification",{"chargePointVendor":"A","chargePointModel":"B"}]',
  '2026-11-21T10:00:00.200Z recv [3,"boot-1",{"status":"Accepted","currentTime":"2026-11-21T10:00:00.100Z","interval":300}]',
];

beforeAll(async () => {
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

  it('shows lines of any number, and what is found in them', async () => {
    await ui.page.getByRole('link', { name: 'logs/ocpp.log' }).click();
    await ui.page.getByText('50,002 lines').waitFor();
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

  it('says which frames are in it, and leads to the messages of a moment', async () => {
    await ui.page.getByText(/Holds 2 OCPP frames/).waitFor({ timeout: 60_000 });
    const list = ui.page.getByRole('region', { name: 'Text' });
    await list.focus();
    await ui.page.keyboard.press('Home');
    await ui.button('Show in messages').click();
    await ui.page.locator('[role=row][aria-selected=true]').waitFor();
    await ui.page.goBack();
    await ui.page.getByText(/Holds 2 OCPP frames/).waitFor({ timeout: 60_000 });
  });

  it('goes back by the way through the archive, and sets JSON out in lines', async () => {
    await ui.page.getByRole('navigation', { name: 'Way through the archive' }).getByRole('link').click();
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
