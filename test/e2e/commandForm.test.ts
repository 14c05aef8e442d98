import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPracticeCharger } from '../../electron/practice/createPracticeCharger.ts';
import type { PracticeCharger } from '../../shared/practice/practiceCharger.ts';
import { launchBrowser } from '../browser/chromium.ts';
import { BareStation } from '../cli/bareStation.ts';
import { startServe, type ServeProcess } from '../processes/kerbside.ts';
import { CommandsPage } from './commandsPage.ts';

/** The form of a command and its JSON, edited from either side, in a real browser. */
let folder: string;
let serve: ServeProcess;
let browser: Browser;
let commands: CommandsPage;
let charger: PracticeCharger;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kerbside-form-'));
  serve = await startServe({ home: folder, session: join(folder, 'visit.kerbside') });
  charger = createPracticeCharger({ url: serve.ocpp, stationId: 'FORM-1', version: '1.6' });
  browser = await launchBrowser();
  commands = await CommandsPage.open(browser, serve.ui);
  await commands.page
    .getByRole('link', { name: /FORM-1/ })
    .first()
    .waitFor();
  await commands.goTo('FORM-1');
});

afterAll(async () => {
  await browser?.close();
  await charger?.stop();
  await serve?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const field = (action: string, name: string): Locator =>
  commands.form(action).getByLabel(name, { exact: true }).first();
const payloadIs = async (action: string, expected: string): Promise<void> => {
  await expect.poll(() => commands.payload(action)).toBe(expected);
};

describe('form and JSON', () => {
  it('follow each other, and neither loses its cursor', async () => {
    await commands.choose('ChangeConfiguration');
    const key = field('ChangeConfiguration', 'key');
    await key.fill('');
    await key.pressSequentially('MeterInterval');
    await key.press('Home');
    for (let step = 0; step < 5; step += 1) await key.press('ArrowRight');
    await key.pressSequentially('Value');
    expect(await key.inputValue()).toBe('MeterValueInterval');
    await payloadIs('ChangeConfiguration', '{"key":"MeterValueInterval","value":"300"}');
    const editor = commands.editor('ChangeConfiguration');
    await editor.getByText('"300"').click();
    await editor.press('End');
    await editor.press('ArrowLeft');
    await editor.pressSequentially('00');
    await payloadIs('ChangeConfiguration', '{"key":"MeterValueInterval","value":"30000"}');
    expect(await field('ChangeConfiguration', 'value').inputValue()).toBe('30000');
  });

  it('broken JSON leaves the form as it was, with a line that says so', async () => {
    await commands.type('ChangeConfiguration', '{"key":"A","value":"1"');
    await commands.page.getByText('the form stands still').waitFor();
    expect(await field('ChangeConfiguration', 'key').isDisabled()).toBe(true);
    await commands.type('ChangeConfiguration', '{"key":"A","value":"1"}');
    await commands.page.getByText('the form stands still').waitFor({ state: 'detached' });
    expect(await field('ChangeConfiguration', 'key').inputValue()).toBe('A');
    await commands.type('ChangeConfiguration', '[]');
    await commands.page.getByText('but not an object').first().waitFor();
  });

  it('keeps digits of 64 bits and fields that nobody knows', async () => {
    await commands.choose('RemoteStopTransaction');
    await commands.type(
      'RemoteStopTransaction',
      '{"transactionId":9223372036854775807,"own":{"a":18446744073709551615}}',
    );
    const form = commands.form('RemoteStopTransaction');
    await form.getByText('Not in the specification').waitFor();
    await form.getByText('{"a":18446744073709551615}').waitFor();
    const id = field('RemoteStopTransaction', 'transactionId');
    expect(await id.inputValue()).toBe('9223372036854775807');
    await id.press('End');
    await id.press('Backspace');
    await id.pressSequentially('6');
    await payloadIs(
      'RemoteStopTransaction',
      '{"transactionId":9223372036854775806,"own":{"a":18446744073709551615}}',
    );
    await form.getByRole('button', { name: 'Leave own out' }).click();
    await payloadIs('RemoteStopTransaction', '{"transactionId":9223372036854775806}');
  });
});

describe('the form', () => {
  it('adds, moves and removes entries of a list', async () => {
    await commands.choose('GetConfiguration');
    const form = commands.form('GetConfiguration');
    await form.getByRole('button', { name: 'Add key', exact: true }).click();
    const add = form.getByRole('button', { name: 'Add an entry to key' });
    while ((await form.getByRole('textbox').count()) < 2) await add.click();
    await form.getByLabel('key[0]', { exact: true }).fill('First');
    await form.getByLabel('key[1]', { exact: true }).fill('Second');
    await payloadIs('GetConfiguration', '{"key":["First","Second"]}');
    await form.getByRole('button', { name: 'Move key[1] up' }).click();
    await payloadIs('GetConfiguration', '{"key":["Second","First"]}');
    await form.getByRole('button', { name: 'Remove key[0]' }).click();
    await payloadIs('GetConfiguration', '{"key":["First"]}');
    await form.getByRole('button', { name: 'Leave key out' }).click();
    await payloadIs('GetConfiguration', '{}');
  });

  it('adds an optional object with what it must have, folds it, and leaves it out again', async () => {
    await commands.choose('RemoteStartTransaction');
    const form = commands.form('RemoteStartTransaction');
    await form.getByRole('button', { name: 'Add chargingProfile', exact: true }).click();
    await field('RemoteStartTransaction', 'stackLevel').waitFor();
    await commands.valid();
    await form.getByRole('button', { name: 'chargingProfile', exact: true }).click();
    await field('RemoteStartTransaction', 'stackLevel').waitFor({ state: 'detached' });
    await form.getByRole('button', { name: 'Leave chargingProfile out' }).click();
    await payloadIs('RemoteStartTransaction', '{"connectorId":1,"idTag":"DEADBEEF"}');
  });

  it('says at the field what is wrong, and the command can be sent anyway', async () => {
    await commands.choose('ReserveNow');
    const form = commands.form('ReserveNow');
    await field('ReserveNow', 'connectorId').fill('one');
    const message = '“connectorId” is a string, but must be an integer.';
    await form.getByText(message).waitFor();
    await field('ReserveNow', 'idTag').fill('x'.repeat(21));
    await form.getByText('21/20').waitFor();
    await form.getByText('at most 20 are allowed').waitFor();
    await field('ReserveNow', 'connectorId').fill('');
    await form.getByText('“connectorId” is missing; it is required.').waitFor();
    await commands.page.getByRole('button', { name: 'Send anyway' }).click();
    expect(await commands.outcome('ReserveNow')).toMatch(/^(Refused|Answered)/);
  });

  it('picks times, and writes them in UTC and whole seconds', async () => {
    const form = commands.form('ReserveNow');
    await form.getByLabel('expiryDate in local time').fill('2027-03-01T12:00:00');
    const iso = new Date('2027-03-01T12:00:00').toISOString().replace('.000Z', 'Z');
    expect(await field('ReserveNow', 'expiryDate').inputValue()).toBe(iso);
    await form.getByRole('button', { name: '+1 h' }).click();
    const later = new Date(Date.parse(iso) + 3_600_000).toISOString().replace('.000Z', 'Z');
    expect(await field('ReserveNow', 'expiryDate').inputValue()).toBe(later);
    await form.getByRole('button', { name: 'now' }).click();
    expect(await field('ReserveNow', 'expiryDate').inputValue()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  it('has presets to take with one click', async () => {
    await commands.choose('Reset');
    await commands.page.getByRole('group', { name: 'Presets' }).getByRole('button', { name: 'Hard' }).click();
    await payloadIs('Reset', '{"type":"Hard"}');
    expect(await field('Reset', 'type').inputValue()).toBe('Hard');
    await field('Reset', 'type').selectOption('Soft');
    await payloadIs('Reset', '{"type":"Soft"}');
  });
});

describe('a raw frame', () => {
  it('says what it is, goes out as typed, and links to its record', async () => {
    const station = await new BareStation(serve.ocpp, 'RAW-1').connect();
    const received = new Promise<string>((resolve) => {
      station.socket.once('message', (data: Buffer) => resolve(data.toString()));
    });
    await commands.page.getByRole('link', { name: /RAW-1/ }).first().waitFor();
    await commands.goTo('RAW-1');
    await commands.choose('Raw frame');
    const frame = commands.page.getByRole('textbox', { name: 'Frame', exact: true });
    await commands.page.getByText('A CALL of ClearCache').waitFor();
    await frame.fill('{"odd":1}');
    await commands.page.getByText('No frame that OCPP knows').waitFor();
    await frame.fill('[2, "mine","MakeCoffee",{"cups":2}]');
    await commands.page.getByText('A CALL of MakeCoffee with the id “mine”.').waitFor();
    await commands.page.getByRole('button', { name: 'Send frame' }).click();
    expect(await received).toBe('[2, "mine","MakeCoffee",{"cups":2}]');
    await commands.page.getByRole('link', { name: /^Frame, record/ }).click();
    const record = commands.page.getByRole('region', { name: 'Record', exact: true });
    await record.getByText('MakeCoffee').first().waitFor();
    station.socket.terminate();
  });
});

describe('on a phone', () => {
  it('form and JSON take turns', async () => {
    await commands.goTo('FORM-1');
    await commands.page.setViewportSize({ width: 390, height: 844 });
    await commands.page.getByRole('combobox', { name: 'Actions' }).selectOption('ClearChargingProfile');
    await field('ClearChargingProfile', 'connectorId').fill('2');
    expect(await commands.editor('ClearChargingProfile').isVisible()).toBe(false);
    await commands.page.getByText('JSON', { exact: true }).click();
    await commands.editor('ClearChargingProfile').waitFor();
    expect(await commands.payload('ClearChargingProfile')).toContain('"connectorId":2');
    expect(await commands.form('ClearChargingProfile').isVisible()).toBe(false);
    await commands.page.setViewportSize({ width: 1366, height: 768 });
  });
});

describe('the outcome', () => {
  it('offers the known next try, which is one click', async () => {
    const station = await new BareStation(serve.ocpp, 'PICKY-1').connect();
    station.answer = ([, id, , payload]) => {
      const isTold = JSON.stringify(payload).includes('connectorId');
      return [3, id, { status: isTold ? 'Accepted' : 'Rejected' }];
    };
    await commands.page
      .getByRole('link', { name: /PICKY-1/ })
      .first()
      .waitFor();
    await commands.goTo('PICKY-1');
    await commands.choose('RemoteStartTransaction');
    await commands.type('RemoteStartTransaction', '{"idTag":"T1","own":9223372036854775807}');
    await commands.page.getByRole('button', { name: 'Send anyway' }).click();
    await commands.outcome('RemoteStartTransaction');
    await commands.page.getByRole('button', { name: 'Try again with connectorId 1' }).click();
    await commands.page.getByRole('region', { name: 'Outcome' }).getByText('Answered: Accepted').waitFor();
    await payloadIs('RemoteStartTransaction', '{"connectorId":1,"idTag":"T1","own":9223372036854775807}');
    station.socket.terminate();
  });

  it('stays in the history over a reload', async () => {
    await commands.page.reload();
    const history = commands.page.getByRole('region', { name: 'Sent in this visit' });
    await history.getByText('Answered: Rejected').waitFor();
    await history.getByText('Answered: Accepted').waitFor();
    await commands.page.getByRole('link', { name: /^Answer, record/ }).waitFor();
    expect(commands.troubles).toEqual([]);
  });
});
