import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driverItemSchema } from '../../../../shared/service-port/driverItem.ts';
import { parseRapiFrame } from '../../../../shared/service-port/rapi/rapiFrame.ts';
import {
  RAPI_COMMANDS,
  canAnswerRapi,
  rapiCommandName,
} from '../../../../shared/service-port/rapi/rapiCommands.ts';
import { rapiForbids } from '../../../../shared/service-port/rapi/rapiForbidden.ts';
import { isRapiAtLeast, type RapiDevice } from '../../../../shared/service-port/rapi/rapiItem.ts';
import { RAPI_ITEMS } from '../../../../shared/service-port/rapi/rapiItems.ts';
import { parseRapiMcuId } from '../../../../shared/service-port/rapi/rapiMcuId.ts';
import { decodeRapiNews } from '../../../../shared/service-port/rapi/rapiNews.ts';

function read(key: string, reply: string): string | undefined {
  const value = RAPI_ITEMS.find(({ item }) => item.key === key)?.read?.value(parseRapiFrame(reply));
  if (value === undefined) return undefined;
  return 'value' in value ? value.value : `absent: ${value.absent}`;
}

function send(key: string, value: string, device: Partial<RapiDevice> = {}): string | undefined {
  const write = RAPI_ITEMS.find(({ item }) => item.key === key)?.write;
  return write?.command(value, { protocol: '5.2.1', args: () => [], ...device });
}

describe('the items of a RAPI charger', () => {
  it('are each whole, with a key of their own and a command that is known', () => {
    expect(new Set(RAPI_ITEMS.map(({ item }) => item.key)).size).toBe(RAPI_ITEMS.length);
    for (const { item, read: reading, write } of RAPI_ITEMS) {
      expect(driverItemSchema.parse(item)).toEqual(item);
      expect(item.access === 'read-only').toBe(write === undefined);
      expect(item.access === 'write-only').toBe(reading === undefined);
      if (reading !== undefined) expect(RAPI_COMMANDS[reading.command]?.isReading).toBe(true);
    }
  });

  it('that are written in pairs are not where the other of the two is not known', () => {
    for (const key of ['heartbeatInterval', 'heartbeatCurrent', 'ammeterScale', 'voltmeterOffset']) {
      const write = RAPI_ITEMS.find(({ item }) => item.key === key)?.write;
      const refusal = (args: string[]) => write?.refuses?.('8', { protocol: '6.0', args: () => args });
      expect(refusal([]), key).toContain('both are written together');
      expect(refusal(['100', '6', '0']), key).toBeUndefined();
    }
  });

  it('read what every reading command answers', () => {
    const read = new Set(RAPI_ITEMS.flatMap(({ read: reading }) => reading?.command ?? []));
    const all = Object.keys(RAPI_COMMANDS).filter((name) => RAPI_COMMANDS[name]?.isReading === true);
    // The old $GO is another thing than the new one; all else has an item.
    expect(all.filter((name) => !read.has(name))).toEqual([]);
  });

  it.each([
    ['firmwareVersion', '$OK 8.2.3 5.2.1^2F', '8.2.3'],
    ['protocolVersion', '$OK 8.2.3 5.2.1^2F', '5.2.1'],
    ['state', '$OK 01 0 01 0200^12', 'A: not connected'],
    ['state', '$OK fe 12 02 0700', 'sleeping'],
    ['state', '$OK 3 1234', 'C: charging'],
    ['state', '$OK 254 0', 'sleeping'],
    ['operation', '$OK 255 0', 'disabled'],
    ['operation', '$OK ff 0 01 0200', 'disabled'],
    ['flags', '$OK 03 0 03 0540', 'charging relay closed, car connected, car was connected before'],
    ['sessionTime', '$OK 03 4711 03 0540', '4711'],
    ['minCurrent', '$OK 6 80 24 24^1E', '6'],
    ['hardwareMaxCurrent', '$OK 6 80 24 24^1E', '80'],
    ['pilotCurrent', '$OK 6 80 24 24^1E', '24'],
    ['maxCurrent', '$OK 6 80 24 30', '30'],
    ['maxCurrent', '$OK 6 80', 'absent: This firmware tells only the current that holds now.'],
    ['current', '$OK 15870 -1', '15.87'],
    ['current', '$OK -1 -1', 'absent: There is no ammeter.'],
    ['voltage', '$OK 15870 240000', '240'],
    ['sessionEnergy', '$OK 7200000 123456', '2000'],
    ['totalEnergy', '$OK 7200000 123456', '123.456'],
    ['temperatureClock', '$OK 231 -2560 -2560', '23.1'],
    ['temperatureBoard', '$OK 231 -2560 -2560', 'absent: No such sensor is installed.'],
    ['temperatureClock', '$OK -55 0 0', '-5.5'],
    ['gfiTrips', '$OK 0 1 ff', '0'],
    ['relayTrips', '$OK 0 1 ff', '255'],
    ['clock', '$OK 26 3 1 14 5 9', '2026-03-01 14:05:09'],
    [
      'clock',
      '$OK 165 165 165 165 165 85',
      'absent: There is no clock, or it was never set: it tells 165 165 165 165 165 85.',
    ],
    ['delayTimer', '$OK 22 0 6 5', '22:00-06:05'],
    ['delayTimer', '$OK 0 0 0 0', 'off'],
    ['timeLimit', '$OK 4', '60'],
    ['carConnected', '$OK 2', 'unknown'],
    ['carConnected', '$OK constructor', undefined],
    ['heartbeatState', '$OK 100 6 2', 'missed: the current is limited until it is acknowledged'],
    ['diodeCheck', '$OK 24 0023', 'false'],
    ['groundCheck', '$OK 24 0023', 'true'],
    ['serviceLevel', '$OK 24 0021', '2'],
    ['serviceLevel', '$OK 24 0001', 'auto'],
    ['socketLockMode', '$OK 1 A', 'A'],
    ['socketLocked', '$OK 1 A', 'true'],
    ['ammeterOffset', '$OK 220 -135', '-135'],
    ['mainsFrequency', '$OK 6012 200', '60.12'],
    ['relayLife', '$OK 98 120 2000 12 0 65535 65535 0 0', '98'],
  ])('%s of %s is %s', (key, reply, value) => {
    expect(read(key, reply)).toBe(value);
  });

  it('never fail on what a device sends, and answer with text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 12 }), { maxLength: 12 }), (args) => {
        for (const { read: reading } of RAPI_ITEMS) {
          const value = reading?.value({ args, rest: args.join(' ') });
          if (value !== undefined && 'value' in value) expect(typeof value.value).toBe('string');
        }
      }),
    );
  });
});

describe('what is sent to write', () => {
  it.each([
    ['maxCurrent', '16', 'SC 16'],
    ['currentNow', '16', 'SC 16 V'],
    ['serviceLevel', 'auto', 'SL A'],
    ['diodeCheck', 'false', 'FF D 0'],
    ['operation', 'sleeping', 'FS'],
    ['timeLimit', '60', 'S3 4'],
    ['setClock', '2026-03-01 14:05:09', 'S1 26 3 1 14 5 9'],
    ['delayTimer', '22:00-06:05', 'ST 22 0 6 5'],
    ['delayTimer', 'off', 'ST 0 0 0 0'],
    ['computedVoltage', '223.576', 'SV 223576'],
    ['displayText', '0 1 Out of order', 'FP 0 1 Out\u0011of\u0011order'],
    ['displayColour', 'teal', 'FB 6'],
    ['restart', 'now', 'FR'],
    ['overTemperature', '70.5', 'FO 705'],
  ])('%s = %s', (key, value, command) => {
    expect(send(key, value)).toBe(command);
  });

  it('is in older words for older firmware', () => {
    expect(send('diodeCheck', 'false', { protocol: '3.0.1' })).toBe('SD 0');
    expect(send('currentNow', '16', { protocol: '2.0.3' })).toBe('SC 16 N');
  });

  it('keeps the other one of two values that are written together', () => {
    const args = (): readonly string[] => ['220', '150'];
    expect(send('ammeterScale', '230', { args })).toBe('SA 230 150');
    expect(send('ammeterOffset', '160', { args })).toBe('SA 220 160');
    const gy = (): readonly string[] => ['100', '6', '0'];
    expect(send('heartbeatCurrent', '8', { args: gy })).toBe('SY 100 8');
  });

  it('is nothing where the charger would store nonsense', () => {
    const write = RAPI_ITEMS.find(({ item }) => item.key === 'ammeterScale')?.write;
    const device = { args: () => ['220', '-135'] };
    expect(write?.refuses?.('230', { ...device, protocol: '5.2.1' })).toContain('minus sign');
    expect(write?.refuses?.('230', { ...device, protocol: '6.0.0' })).toBeUndefined();
    const clock = RAPI_ITEMS.find(({ item }) => item.key === 'setClock')?.write;
    expect(clock?.refuses?.('2026-02-31 10:00:00', { ...device, protocol: undefined })).toContain(
      'looks like',
    );
    expect(clock?.refuses?.('2026-02-28 10:00', { ...device, protocol: undefined })).toBeUndefined();
  });
});

describe('what must not be sent', () => {
  it.each(['SC 32 M', '$SC 32 M^1A', '$SCx 32 MAX', 'SC 40 M :01^22', '$Z0 10 255', '$T0 75'])(
    '%s',
    (command) => {
      expect(rapiForbids(command)).toMatch(/It is not sent\.$/);
    },
  );

  it.each(['SC 32', 'SC 32 V', '$SC 32^00', 'GS', 'SM 1 2', 'S0 1'])('but %s may be', (command) => {
    expect(rapiForbids(command)).toBeUndefined();
  });
});

describe('what a charger tells unasked', () => {
  const news = (text: string): ReturnType<typeof decodeRapiNews> => decodeRapiNews(parseRapiFrame(text));

  it('is in words', () => {
    expect(news('$AB 00 D7.1.1^54')).toMatchObject({
      kind: 'boot',
      words: 'started: self-test passed, firmware D7.1.1',
    });
    expect(news('$AB 08 8.2.3')).toMatchObject({
      isProblem: true,
      words: 'started: self-test failed: relay stuck, firmware 8.2.3',
    });
    expect(news('$AT 02 02 16 0700^31')).toMatchObject({ kind: 'state', state: 2, amps: 16, flags: 0x700 });
    expect(news('$AT 06 02 16 0702')).toMatchObject({ isProblem: true });
    expect(news('$ST 3')).toMatchObject({ kind: 'state', words: 'state: C: charging' });
    expect(news('$ST 254')).toMatchObject({ words: 'state: sleeping' });
    expect(news('$AN 1')).toMatchObject({ kind: 'button', isLong: true });
    expect(news('$WF 02')).toMatchObject({ kind: 'wifi', mode: 2 });
    expect(news('$AX 1 2')).toMatchObject({ kind: 'other' });
    expect(news('$AT zz')).toMatchObject({ kind: 'other' });
  });
});

describe('a chip id', () => {
  it.each([
    ['ABC123FF0102', 'ABC123FF0102', false],
    [' ABC123FF010203', 'ABC123FF010203', false],
    ['ABC12301020304', 'ABC12301020304', true],
    ['\u0001\u0002 \u0004\u0005\u0006AABBCCDD', '010220040506AABBCCDD', true],
    ['0123456789ABCDEF0123456789abcdef', '0123456789ABCDEF0123456789ABCDEF', true],
  ])('%j', (rest, text, isUnique) => {
    expect(parseRapiMcuId(rest)).toEqual({ text, isUnique });
  });

  it('is none where the shape is another', () => {
    expect(parseRapiMcuId('')).toBeUndefined();
    expect(parseRapiMcuId('16')).toBeUndefined();
  });
});

describe('versions and shapes', () => {
  it('compares versions by their numbers', () => {
    expect(isRapiAtLeast('5.2.1', '5.1')).toBe(true);
    expect(isRapiAtLeast('4.0.1', '5')).toBe(false);
    expect(isRapiAtLeast('10.0', '6')).toBe(true);
    expect(isRapiAtLeast(undefined, '6')).toBe(true);
  });

  it('knows which answer cannot be meant', () => {
    expect(canAnswerRapi('GS', 4)).toBe(true);
    expect(canAnswerRapi('GS', 3)).toBe(true);
    expect(canAnswerRapi('GC', 1)).toBe(false);
    expect(rapiCommandName('$SC 16')).toBe('SC');
  });
});
