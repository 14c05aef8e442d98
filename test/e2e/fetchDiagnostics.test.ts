import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileCharger, seenMoving, startFilesPage, type FilesPage } from './filesPage.ts';

/** Logs of chargers on the screens: asked with one press, seen to come, and what is wrong in words. */
let ui: FilesPage;

beforeAll(async () => {
  ui = await startFilesPage(
    fileCharger('LOG-SLOW', '2.0.1', 'slow-files=200', 'log-size=1'),
    fileCharger('LOG-CHUNKS', '1.6', 'slow-files=50', 'log-size=1', 'http-chunks'),
    fileCharger('LOG-NO-HTTP', '1.6', 'no-http'),
    fileCharger('LOG-SAYS', '2.0.1', 'says-uploaded'),
    fileCharger('LOG-AWAY', '1.6'),
  );
});

afterAll(() => ui?.stop());

function state(word: string): Promise<void> {
  return ui.page.getByRole('status').filter({ hasText: word }).waitFor({ timeout: 40_000 });
}

describe('fetching diagnostics', () => {
  it('shows bytes moving, with speed and time left, beside what the charger says', async () => {
    await ui.openFiles('LOG-SLOW', 'diagnostics');
    await ui.page.getByText('Nothing fetched from this charger yet').waitFor();
    await ui.button('Fetch diagnostics').click();
    const [first, next] = await seenMoving(ui.progress());
    expect(next).toBeGreaterThan(first);
    await ui.page.getByText(/MB · \d+ % · \d+ kB\/s · about \d+ s left/).waitFor();
    await ui.step('The charger says: Accepted: the file is to be').waitFor();
    await ui.step('Seen on the wire: Began to send').waitFor();
    expect(await ui.page.getByRole('link', { name: /Files.*a transfer is under way/ }).count()).toBe(1);
    expect(await ui.button('Fetch diagnostics').isDisabled()).toBe(true);
  });

  it('gives the file with the sum of its bytes, to be copied, saved and looked into', async () => {
    await state('Received');
    await ui.step(/The charger says: Says Uploaded: the file of .* is here/).waitFor();
    const path = /It lies in (.*)\.$/.exec(await ui.page.getByText(/^It lies in/).innerText())?.[1] ?? '';
    const sum = createHash('sha256').update(readFileSync(path)).digest('hex');
    await ui.button('Copy: SHA-256').click();
    expect(await ui.page.evaluate(() => navigator.clipboard.readText())).toBe(sum);
    const saving = ui.page.waitForEvent('download');
    await ui.button('Save…').click();
    const saved = await (await saving).path();
    expect(readFileSync(saved)).toEqual(readFileSync(path));
    const look = ui.page.getByRole('link', { name: 'Look inside' });
    expect(await look.getAttribute('href')).toMatch(/^#\/file\/[0-9a-f-]{36}/);
  });

  it('leads from a step to its record in the messages', async () => {
    await ui.step('Accepted: the file is to be').getByRole('link').first().click();
    await ui.page
      .locator('[role=row][aria-selected=true]')
      .filter({ hasText: /GetLog|Accepted/ })
      .waitFor();
    await ui.openFiles('LOG-SLOW', 'diagnostics');
    await state('Received');
  });

  it('is honest about a size that nobody told', async () => {
    await ui.openFiles('LOG-CHUNKS', 'diagnostics');
    await ui.button('Fetch diagnostics').click();
    await ui.page.getByText(/so far · size not told · \d+ kB\/s/).waitFor();
    expect(await ui.progress().getAttribute('value')).toBeNull();
    await ui.button('Stop waiting').click();
    await ui.step('Says UploadFailure').waitFor();
    await state('Cancelled');
    expect(await ui.progress().count()).toBe(0);
  });

  it('asks again by the next protocol, which the button names', async () => {
    await ui.openFiles('LOG-NO-HTTP', 'diagnostics');
    await ui.button('Options').click();
    await ui.page.getByLabel('Protocol').selectOption('HTTP');
    await ui.button('Fetch diagnostics').click();
    await ui.page.getByText('Rejected: the protocol HTTP is not supported').first().waitFor();
    await ui.button('Try again by FTP').click();
    await state('Received');
    await ui.page.getByText(/by FTP at/).waitFor();
    await ui.page.getByRole('heading', { name: '1 earlier fetch of this visit' }).waitFor();
    const earlier = ui.button(/Failed.*Diagnostics · HTTP/);
    await earlier.press('Enter');
    expect(await earlier.getAttribute('aria-expanded')).toBe('true');
    await ui.page.getByText('Given up').or(ui.page.getByText('is not supported')).first().waitFor();
  });

  it('says that the charger says Uploaded and nothing arrived', async () => {
    await ui.openFiles('LOG-SAYS', 'diagnostics');
    await ui.button('Fetch diagnostics').click();
    await state('Failed');
    await ui.step('Says Uploaded, but nothing arrived: it has never connected here.').waitFor();
    await ui.page.getByText('has not connected yet', { exact: true }).waitFor();
  });

  it('takes a time range, and none that ends before it begins', async () => {
    await ui.page.getByText('Options').click();
    await ui.page.getByText('Between…').click();
    expect(await ui.button('Fetch diagnostics').isDisabled()).toBe(true);
    await ui.page.getByLabel('From').fill('2026-11-21T10:00');
    await ui.page.getByLabel('Until').fill('2026-11-21T09:00');
    await ui.page.getByText('The log would end before it begins.').waitFor();
    await ui.page.getByText('All', { exact: true }).click();
    expect(await ui.button('Fetch diagnostics').isDisabled()).toBe(false);
  });

  it('says why a charger that is away cannot be asked', async () => {
    await ui.openFiles('LOG-AWAY', 'diagnostics');
    await Promise.all(ui.chargers('LOG-AWAY').map((charger) => charger.stop()));
    await ui.page.getByText('The charger is not connected. It can be asked as soon as it is.').waitFor();
    expect(await ui.button('Fetch diagnostics').isDisabled()).toBe(true);
  });
});

it('no page complained', () => {
  expect(ui.troubles).toEqual([]);
});
