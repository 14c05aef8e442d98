import { describe, expect, it } from 'vitest';
import { consoleProfileSchema } from '../../../../shared/service-port/profile/consoleProfile.ts';
import { cableServer } from './cableServer.ts';
import { openAt, openPractice } from './consoleFixture.ts';

const COMMON = {
  schema: 1,
  driver: 'console',
  evidence: { level: 'vendor-doc', source: 'ABL EVCC guide p.13' },
} as const;

/** Text without prompts: what an answer is, it says itself. */
const ABL = consoleProfileSchema.parse({
  ...COMMON,
  id: 'abl',
  name: 'ABL EVCC',
  line: {
    bauds: [38_400],
    formats: ['8N1'],
    eol: 'crlf',
    hasEcho: false,
    timeoutMs: 200,
    retries: 2,
    gapMs: 5,
    unit: { default: 1, from: 1, to: 8 },
  },
  commands: [
    { key: 'firmware', send: '!{unit} 01', reply: String.raw`^>{unit} +01 +(?<firmware>\S+)` },
    { key: 'state', send: '!{unit} 02', reply: String.raw`^>{unit} +02 +(?<state>[0-9]{4})` },
    { key: 'refused', send: '!{unit} 99', reply: '^>{unit} +99', refused: '^>{unit} +99 +ERR' },
  ],
  identify: [{ command: 'firmware', field: 'firmware', matches: '^V' }],
  identity: { firmwareVersion: 'firmware' },
  items: [
    { key: 'firmware', type: 'text', read: { command: 'firmware', field: 'firmware' } },
    {
      key: 'state',
      type: 'choice',
      isLive: true,
      read: { command: 'state', field: 'state' },
      enum: { '0000': 'A', '0005': 'C' },
    },
    { key: 'odd', type: 'text', read: { command: 'refused', field: 'x' } },
  ],
});

const MENU = consoleProfileSchema.parse({
  ...COMMON,
  id: 'menu',
  name: 'SmartEVSE menu',
  line: { bauds: [115_200], formats: ['8N1'], eol: 'cr', wakeUp: { send: '', times: 3, everyMs: 20 } },
  prompts: [{ name: 'menu', pattern: 'Enter new value or choice: ?$' }],
});

const ROM = consoleProfileSchema.parse({
  ...COMMON,
  id: 'rom',
  name: 'Boot ROM',
  line: { bauds: [115_200], formats: ['8N1'], eol: 'none', hasEcho: false },
  firmware: { method: 'xmodem-crc' },
});

describe('dialogues without a shell', () => {
  it('ABL: an answer of somebody else is none, noise and lost questions are asked again, a refusal is one', async () => {
    let asked = 0;
    const { path } = await cableServer((text, socket) => {
      asked += 1;
      const code = text.slice(3, 5);
      if (code === '01') {
        // Another controller of the bus answers first; the first question is lost.
        if (asked > 1) socket.write('>2 01 V9.9\r\n\u0007\u0001garbage\r\n>1  01 V1.2e\r\n');
      } else if (code === '02') socket.write('>1 02 0005\r\n');
      else socket.write('>1 99 ERR\r\n');
    });
    const { driver, line, context } = await openAt(path, { profile: ABL });
    expect(await driver.identify(context)).toMatchObject({ firmwareVersion: 'V1.2e', confidence: 'certain' });
    const readings = await driver.read(['state', 'odd'], context);
    expect(readings.map(({ value, failure }) => value ?? failure)).toEqual(['C', 'refused']);
    expect(line.sent().startsWith('!1 01\r\n!1 01\r\n')).toBe(true);
    expect(line.sent()).not.toContain('\u0003');
  });

  it('a menu that comes after some Returns is found', async () => {
    let returns = 0;
    const { path } = await cableServer((text, socket) => {
      returns += text.length;
      if (returns >= 3) socket.write('\r\nMAX  Current:  16 A\r\nEnter new value or choice: ');
    });
    const { driver, context } = await openAt(path, { profile: MENU });
    expect((await driver.identify(context)).sentence).toContain('Enter new value or choice:');
  });

  it('a boot ROM that asks again and again is ready for its file at once', async () => {
    const { path, plugged } = await cableServer();
    const { driver, line, context } = await openAt(path, { profile: ROM });
    const socket = await plugged;
    socket.write('CCCC');
    await driver.beforeFirmware(context);
    expect(line.sent()).toBe('');
    expect((await driver.identify(context)).confidence).toBe('unknown');
  });
});

it('a pattern that would explode costs no time', async () => {
  const profile = consoleProfileSchema.parse({
    ...COMMON,
    id: 'evil',
    name: 'Evil',
    line: { bauds: [115_200], formats: ['8N1'], retries: 0 },
    prompts: [{ name: 'shell', text: '# ' }],
    commands: [
      {
        key: 'a',
        send: `echo ${'a'.repeat(900)}`,
        parse: { kind: 'lines', patterns: ['^(?<x>(a+)+)$', '(a|aa)+(?<y>b)'] },
      },
    ],
    items: [{ key: 'x', type: 'text', read: { command: 'a', field: 'y' } }],
    bootLines: ['(a*)*b$'],
    forbidden: [{ pattern: '(a|a)+c', why: 'no' }],
  });
  const { driver, context } = await openPractice(['logged-in'], { profile });
  expect(await driver.read(['x'], context)).toMatchObject([{ failure: 'unreadable' }]);
  expect(driver.forbids(Buffer.from(`${'a'.repeat(4000)}\r`))).toBeUndefined();
});

describe('a prompt of two characters behind which a log begins to print', () => {
  const profile = consoleProfileSchema.parse({
    ...COMMON,
    id: 'short',
    name: 'Short prompt',
    line: { bauds: [115_200], formats: ['8N1'], retries: 0 },
    commands: [{ key: 'version', send: 'version', timeoutMs: 3000 }],
    items: [{ key: 'version', type: 'text', read: { command: 'version', field: 'text' } }],
  });

  it('is found by one Return, and nothing of it is output', async () => {
    const { path } = await cableServer((text, socket) => {
      const isAsked = text.includes('version');
      socket.write(isAsked ? 'version\r\n1.2\r\n# ocppd[4]: sent\r\nmore\r\n' : '\r\n# ');
    });
    const { driver, line, context } = await openAt(path, { profile, times: { buriedMs: 100 } });
    expect((await driver.read(['version'], context))[0]?.value).toBe('1.2');
    expect(line.sent()).toMatch(/^\r+version\r\r$/);
  });

  it('was output after all where the device is only slow', async () => {
    const { path } = await cableServer((text, socket) => {
      const isAsked = text.includes('version');
      socket.write(isAsked ? 'version\r\n1.2\r\n# a comment\r\n' : '\r\n# ');
      if (isAsked) setTimeout(() => socket.write('end\r\n# '), 100);
    });
    const { driver, line, context } = await openAt(path, { profile, times: { buriedMs: 500 } });
    expect((await driver.read(['version'], context))[0]?.value).toBe('1.2\n# a comment\nend');
    expect(line.sent()).toMatch(/^\r+version\r$/);
  });
});
