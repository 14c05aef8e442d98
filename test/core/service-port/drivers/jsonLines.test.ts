import { expect, it, onTestFinished } from 'vitest';
import { createJsonLinesDriver } from '../../../../electron/core/service-port/drivers/json-lines/jsonLinesDriver.ts';
import type {
  ChargerDriver,
  DriverEvents,
} from '../../../../electron/core/service-port/drivers/chargerDriver.ts';
import {
  jsonLinesProfileSchema,
  type JsonLinesProfile,
} from '../../../../shared/service-port/profile/linesProfile.ts';
import { cableServer } from './cableServer.ts';
import { tcpPortLine, type TcpPortLine } from './tcpPortLine.ts';

const PROFILE = jsonLinesProfileSchema.parse({
  schema: 1,
  id: 'esp-cp',
  name: 'ESP control pilot',
  driver: 'json-lines',
  evidence: { level: 'source-code', source: 'hyndex/DC-PLC-Madhurjya docs/esp_cp_uart_protocol.md' },
  line: { bauds: [115_200], formats: ['8N1'], timeoutMs: 150, retries: 1 },
  status: [
    { kind: 'status', meaning: 'State of the control pilot', everyMs: 200 },
    { kind: 'boot', meaning: 'It has just started', isBoot: true },
  ],
  refusal: { kinds: ['error'], path: 'msg' },
  requests: [
    { key: 'ping', send: '{"cmd":"ping"}', replyKind: 'pong' },
    { key: 'config', send: '{"cmd":"get"}', replyKind: 'config' },
  ],
  identify: [{ request: 'ping', path: 'mcu', matches: '^esp32' }],
  identity: { model: 'mcu', firmwareVersion: 'fw' },
  charging: { key: 'state', values: ['charging'] },
  items: [
    { key: 'mcu', type: 'text', read: { request: 'ping', path: 'mcu' } },
    { key: 'fw', type: 'text', read: { request: 'ping', path: 'fw' } },
    {
      key: 'state',
      type: 'choice',
      isLive: true,
      enum: { B: 'connected', C: 'charging' },
      read: { kind: 'status', path: 'cp.state' },
    },
    {
      key: 'volt',
      type: 'decimal',
      unit: 'V',
      scale: 0.001,
      isLive: true,
      read: { kind: 'status', path: 'cp.mv.1' },
    },
    {
      key: 'pwm',
      type: 'integer',
      read: { request: 'config', path: 'pwm' },
      write: { send: '{"cmd":"set","pwm":{value}}', replyKind: 'ok', min: 5, max: 100, risk: 'charging' },
    },
  ],
});

/** A driver for the time of a test; the device learns that it is unplugged at the end. */
function driverOn(
  line: TcpPortLine,
  profile: JsonLinesProfile,
  events: Partial<DriverEvents> = {},
): ChargerDriver {
  const ignored = (): void => undefined;
  const driver = createJsonLinesDriver(line, profile, {
    events: {
      onBanner: ignored,
      onRestart: ignored,
      onCharging: ignored,
      onOcppText: ignored,
      ...events,
    },
  });
  onTestFinished(() => {
    driver.close();
    line.unplug();
  });
  return driver;
}

async function device(): Promise<{
  driver: ChargerDriver;
  line: TcpPortLine;
  told: string[];
  signal: AbortSignal;
  print: (text: string) => void;
}> {
  let pwm = 50;
  let pings = 0;
  const { path, plugged } = await cableServer((text, socket) => {
    const say = (value: object): void => {
      // A status line comes between question and answer, and the answer in two pieces.
      socket.write('{"type":"status","cp":{"state":"C","mv":[0,5900]}}\n');
      const line = `${JSON.stringify(value)}\n`;
      socket.write(line.slice(0, 5));
      setImmediate(() => socket.write(line.slice(5)));
    };
    for (const line of text.trim().split('\n')) {
      const { cmd, pwm: wanted } = JSON.parse(line) as { cmd: string; pwm?: number };
      if (cmd === 'ping') {
        pings += 1;
        // The first is lost.
        if (pings > 1) say({ type: 'pong', mcu: 'esp32', fw: '1.4' });
      } else if (cmd === 'get') say({ type: 'config', pwm });
      else if (wanted === 99) say({ type: 'error', msg: 'pwm out of range' });
      else if (wanted !== undefined) {
        pwm = wanted;
        say({ type: 'ok' });
      }
    }
  });
  const line = await tcpPortLine(path);
  const socket = await plugged;
  const told: string[] = [];
  const driver = driverOn(line, PROFILE, {
    onBanner: ({ code, level }) => told.push(`${code} ${level}`),
    onRestart: () => told.push('restart'),
    onCharging: (isCharging) => told.push(`charging ${isCharging}`),
    onOcppText: () => undefined,
  });
  return { driver, line, told, signal: new AbortController().signal, print: (text) => socket.write(text) };
}

it('JSON lines: ping, status between question and answer, a lost question, values, and a write that is read back', async () => {
  const { driver, told, signal, line } = await device();
  expect(await driver.identify({ signal })).toMatchObject({
    model: 'esp32',
    firmwareVersion: '1.4',
    confidence: 'certain',
  });
  const readings = await driver.read(['state', 'volt', 'pwm'], { signal });
  expect(readings.map(({ value }) => value)).toEqual(['charging', '5.9', '50']);
  expect(told).toContain('charging true');
  expect(await driver.write('pwm', '60', { signal })).toMatchObject({
    before: '50',
    readBack: '60',
    verdict: 'written',
  });
  expect(await driver.write('pwm', '99', { signal })).toMatchObject({
    verdict: 'refused',
    sentence: expect.stringContaining('out of range') as string,
  });
  expect(await driver.write('pwm', '5,"cmd":"x"', { signal })).toMatchObject({ verdict: 'not-sent' });
  expect(line.sent()).not.toContain('"x"');
});

it('JSON lines: noise and half lines are passed over, a start is told once, 10 MB without a newline cost no memory', async () => {
  const { driver, line, told, signal, print } = await device();
  print('{"type":"boot"}\n{"type":"boot"}\n\u0000\u0001{"type":"sta\n{"type":');
  global.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (let at = 0; at < 100; at++) print('x'.repeat(100_000));
  print('\n');
  await expect.poll(() => line.receivedBytes()).toBeGreaterThan(10_000_000);
  expect(await driver.identify({ signal })).toMatchObject({ confidence: 'certain' });
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(60_000_000);
  expect(told.filter((what) => what === 'restart')).toHaveLength(1);
});

it('JSON lines: an adapter that returns what is sent answers nothing, and that is said', async () => {
  const { path } = await cableServer((text, socket) => {
    socket.write(text);
    if (text.includes('get')) setImmediate(() => socket.write('{"type":"config","pwm":7}\n'));
  });
  const line = await tcpPortLine(path);
  const told: string[] = [];
  const profile = jsonLinesProfileSchema.parse({
    ...PROFILE,
    requests: [{ key: 'config', send: '{"cmd":"get"}' }],
    identify: [],
  });
  const driver = driverOn(line, profile, {
    onBanner: ({ code, level }) => told.push(`${code} ${level}`),
  });
  const { signal } = new AbortController();
  expect(await driver.read(['pwm'], { signal })).toMatchObject([{ value: '7' }]);
  expect(told).toContain('echo info');
});

it('JSON lines: noise of a thousand kinds hides no answer', async () => {
  const { driver, print, line, signal } = await device();
  const noise = Array.from({ length: 1000 }, (_, kind) => `{"type":"kind${kind}"}\n`).join('');
  print(noise);
  await expect.poll(() => line.receivedBytes()).toBe(noise.length);
  expect(await driver.identify({ signal })).toMatchObject({ confidence: 'certain' });
});

it('JSON lines: nothing is written where the value cannot be read before', async () => {
  const { path } = await cableServer();
  const line = await tcpPortLine(path);
  const driver = driverOn(line, PROFILE);
  const { signal } = new AbortController();
  expect(await driver.write('pwm', '60', { signal })).toMatchObject({
    verdict: 'not-sent',
    sentence: expect.stringContaining('Nothing came back'),
  });
  expect(line.sent()).not.toContain('"set"');
});
