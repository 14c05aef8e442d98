import { describe, expect, it, onTestFinished } from 'vitest';
import { createOcppLinesDriver } from '../../../../electron/core/service-port/drivers/ocpp-lines/ocppLinesDriver.ts';
import { OcppTextFinder } from '../../../../electron/core/service-port/drivers/ocpp-lines/ocppTextFinder.ts';
import type { PortIdentity } from '../../../../shared/service-port/portIdentity.ts';
import { ocppLinesProfileSchema } from '../../../../shared/service-port/profile/linesProfile.ts';
import { cableServer } from './cableServer.ts';
import { tcpPortLine } from './tcpPortLine.ts';

const PROFILE = ocppLinesProfileSchema.parse({
  schema: 1,
  id: 'micro-ocpp',
  name: 'MicroOcpp',
  driver: 'ocpp-lines',
  evidence: { level: 'source-code', source: 'matth-x/MicroOcpp' },
  line: { bauds: [115_200], formats: ['8N1'] },
  ocpp: {},
  bootLines: ['^rst:0x'],
  identityLines: [String.raw`^\[boot\] fw (?<firmwareVersion>\S+)`],
});

function found(...pieces: string[]): string[] {
  const texts: string[] = [];
  const finder = new OcppTextFinder((text) => texts.push(text));
  for (const piece of pieces) finder.bytes(Buffer.from(piece), 0);
  finder.end();
  return texts;
}

const CALL = '[2,"1","Heartbeat",{}]';

describe('OCPP frames in what a device prints', () => {
  it('are found with anything around them in their line', () => {
    expect(
      found(`[MO] debug (Connection:42): sent ${CALL}\r\n12:00 RX [3,"1",{"currentTime":"x"}] ok\n`),
    ).toEqual([CALL, '[3,"1",{"currentTime":"x"}]']);
    expect(
      found('a [4,"1","GenericError","",{}] b\n[5,"1","X","",{}]\n[6,"1","NotifyPeriodicEventStream",{}]\n'),
    ).toHaveLength(3);
  });

  it('cut by chunks at every place', () => {
    const text = `x ${CALL}\ny [2,"2","Authorize",{"idTag":"Ä]"}]\n`;
    const bytes = Buffer.from(text);
    for (let at = 1; at < bytes.length; at++) {
      const texts: string[] = [];
      const finder = new OcppTextFinder((frame) => texts.push(frame));
      finder.bytes(bytes.subarray(0, at), 0);
      finder.bytes(bytes.subarray(at), 0);
      expect(texts).toEqual([CALL, '[2,"2","Authorize",{"idTag":"Ä]"}]']);
    }
  });

  it('spread over lines, coloured, and without a line end', async () => {
    expect(
      found('TX [\n  2,\n  "1",\n  "Heartbeat",\n  {}\n]\n').map((text) => JSON.parse(text) as unknown),
    ).toEqual([[2, '1', 'Heartbeat', {}]]);
    expect(found(`\u001B[32m${CALL}\u001B[0m`)).toEqual([CALL]);
    const texts: string[] = [];
    const finder = new OcppTextFinder((text) => texts.push(text));
    finder.bytes(Buffer.from(`tx ${CALL}`), 0);
    await expect.poll(() => texts).toEqual([CALL]);
    finder.bytes(Buffer.from(`\r\n${CALL}\r\n`), 0);
    expect(texts).toHaveLength(2);
  });

  it('arrays that are no frames are none', () => {
    expect(found('[0] [1,2,3] ["a"] [ 12.3] usb [2,3,4]\nphases [2,"a"]\n')).toEqual([]);
  });

  it('10 MB that never end cost no memory, also within a frame, and the next frame is found', () => {
    for (const start of ['', '[2,"1","DataTransfer",{"data":"']) {
      const texts: string[] = [];
      const finder = new OcppTextFinder((text) => texts.push(text));
      finder.bytes(Buffer.from(start), 0);
      const piece = Buffer.alloc(65_536, 120);
      global.gc?.();
      const before = process.memoryUsage().heapUsed;
      for (let at = 0; at < 160; at++) finder.bytes(piece, 0);
      expect(process.memoryUsage().heapUsed - before).toBeLessThan(40_000_000);
      finder.bytes(Buffer.from(`\n${CALL}\n`), 0);
      finder.end();
      expect(texts).toContain(CALL);
    }
  });
});

it('the driver listens, learns who it is from the BootNotification, and says what it cannot do', async () => {
  const { path, plugged } = await cableServer();
  const line = await tcpPortLine(path);
  const told: string[] = [];
  const driver = createOcppLinesDriver(line, PROFILE, {
    events: {
      onBanner: () => undefined,
      onRestart: () => told.push('restart'),
      onCharging: () => undefined,
      onOcppText: (text) => told.push(text.slice(0, 4)),
    },
  });
  onTestFinished(() => {
    driver.close();
    line.unplug();
  });
  const identity = driver.identify({ signal: new AbortController().signal });
  (await plugged).write(
    'rst:0x1 (POWERON_RESET)\r\n[boot] fw 9.9.1\r\n[MO] [2,"7","BootNotification",{"chargePointVendor":"V","chargePointModel":"M","chargePointSerialNumber":"S1"}]\r\n',
  );
  expect(await identity).toMatchObject({
    vendor: 'V',
    model: 'M',
    serialNumber: 'S1',
    firmwareVersion: '9.9.1',
    confidence: 'likely',
  });
  expect(told).toEqual(['restart', '[2,"']);
  expect(line.sent()).toBe('');
  expect(driver.capabilities.cannot.map(({ capability }) => capability)).toEqual([
    'configuration',
    'write',
    'live',
    'diagnostics',
    'firmware',
  ]);
  await expect(driver.write('a', 'b', { signal: new AbortController().signal })).rejects.toThrow(
    'nothing can be changed',
  );
});

it('the driver says who it is as soon as the charger tells, also where a chunk ends within a character', async () => {
  const { path, plugged } = await cableServer();
  const line = await tcpPortLine(path);
  const told: PortIdentity[] = [];
  let starts = 0;
  const driver = createOcppLinesDriver(line, PROFILE, {
    events: {
      onBanner: () => undefined,
      onRestart: () => (starts += 1),
      onIdentity: (identity) => told.push(identity),
      onCharging: () => undefined,
      onOcppText: () => undefined,
    },
  });
  onTestFinished(() => {
    driver.close();
    line.unplug();
  });
  const device = await plugged;
  const boot = Buffer.from(
    'rst:0x1 (POWERON_RESET)\r\n[boot] fw 1.0-ä\r\n[2,"7","BootNotification",{"reason":"PowerUp","chargingStation":{"vendorName":"V","model":"M","serialNumber":"S1"}}]\r\n',
  );
  const cut = boot.indexOf('ä') + 1;
  device.write(boot.subarray(0, cut));
  await expect.poll(() => starts).toBe(1);
  device.write(boot.subarray(cut));
  await expect.poll(() => told.at(-1)).toMatchObject({ serialNumber: 'S1', firmwareVersion: '1.0-ä' });
});
