import { describe, expect, it } from 'vitest';
import { driverItemSchema } from '../../../../shared/service-port/driverItem.ts';
import { portIdentitySchema } from '../../../../shared/service-port/portIdentity.ts';
import { profileFirmwareSchema } from '../../../../shared/service-port/profile/profileFirmware.ts';
import { openRapi } from './openRapi.ts';
import { rapiProfile } from './rapiProfile.ts';

describe('an OpenEVSE over RAPI', () => {
  it('tells who it is at the first question', async () => {
    const { driver, context, sent, meanings } = await openRapi();
    const identity = portIdentitySchema.parse(await driver.identify(context));
    expect(identity).toMatchObject({
      vendor: 'OpenEVSE',
      firmwareVersion: '8.2.3',
      serialNumber: '011241357A1F3C0A0B0D',
      confidence: 'certain',
    });
    expect(identity.facts).toContainEqual({ name: 'RAPI version', value: '5.2.1' });
    expect(sent()[0]).toMatch(/^\$GV :01\^[0-9A-F]{2}\r$/);
    expect(meanings()[0]).toContain('= asks for the version');
    expect(meanings()[1]).toContain('= Firmware: 8.2.3, RAPI version: 5.2.1');
  });

  it('answers each item of its version with a value, or says why not', async () => {
    const { driver, context } = await openRapi(['charging']);
    await driver.identify(context);
    const items = driver.items();
    expect(items.map((item) => driverItemSchema.parse(item))).toEqual(items);
    const keys = items.filter(({ access }) => access !== 'write-only').map(({ key }) => key);
    const readings = await driver.read(keys, context);
    expect(readings.map(({ key }) => key)).toEqual(keys);
    const values = Object.fromEntries(readings.map(({ key, value }) => [key, value]));
    expect(values).toMatchObject({
      state: 'C: charging',
      pilotState: 'C: charging',
      flags: 'charging relay closed, car connected, car was connected before',
      carConnected: 'yes',
      current: '23.87',
      voltage: '240',
      totalEnergy: '123.456',
      temperatureClock: '23.1',
      temperatureBoard: undefined,
      gfiTrips: '0',
      maxCurrent: '24',
      currentNow: '24',
      minCurrent: '6',
      hardwareMaxCurrent: '80',
      serviceLevel: 'auto',
      operation: 'enabled',
      diodeCheck: 'true',
      delayTimer: 'off',
      timeLimit: '0',
      heartbeatInterval: '0',
      socketLockMode: 'A',
      ammeterScale: '220',
      mcuId: '011241357A1F3C0A0B0D',
    });
    const without = readings.filter(({ value }) => value === undefined);
    expect(without.map(({ key, failure }) => [key, failure])).toEqual([
      ['temperatureBoard', undefined],
      ['temperatureInfrared', undefined],
    ]);
    // Standard firmware is built without these, and who asks all the same is told.
    expect(keys).not.toContain('authorisationLock');
    expect(await driver.read(['authorisationLock', 'voltmeterScale'], context)).toMatchObject([
      { failure: 'refused' },
      { failure: 'refused' },
    ]);
    expect(without.every(({ trouble }) => trouble !== undefined && trouble !== '')).toBe(true);
  });

  it('asks each command once for all of its items, and knows the limits that the device told', async () => {
    const { driver, context, sent } = await openRapi();
    await driver.identify(context);
    const before = sent().length;
    await driver.read(['state', 'sessionTime', 'pilotState', 'flags', 'operation'], context);
    expect(sent().length - before).toBe(1);
    const limits = driver.items().filter(({ unit, access }) => unit === 'A' && access === 'read-write');
    expect(limits.map(({ key, min, max }) => [key, min, max])).toEqual([
      ['maxCurrent', 6, 80],
      ['currentNow', 6, 24],
      ['heartbeatCurrent', 0, 80],
    ]);
  });

  it('shows what newer firmware has, and hides it from older', async () => {
    const newer = await openRapi(['newer']);
    await newer.driver.identify(newer.context);
    expect((await newer.read('relayLife')).value).toBe('97');
    expect((await newer.read('overTemperature')).value).toBe('75');
    expect((await newer.read('mainsFrequency')).value).toBe('50.02');
    const keys = (driver: typeof newer.driver): string[] => driver.items().map(({ key }) => key);
    expect(keys(newer.driver)).toContain('clearCounters');
    const older = await openRapi();
    await older.driver.identify(older.context);
    expect(keys(older.driver)).not.toContain('clearCounters');
  });

  it('is understood when it is old: short answers, no sequence ids', async () => {
    const { driver, context, read, write, sent } = await openRapi(['old']);
    const identity = await driver.identify(context);
    expect(identity).toMatchObject({ firmwareVersion: '4.2.3', confidence: 'certain' });
    expect(identity.facts).toContainEqual({ name: 'Sequence ids', value: 'no' });
    expect((await read('state')).value).toBe('A: not connected');
    expect((await read('flags')).failure).toBe('unreadable');
    expect((await read('maxCurrent')).trouble).toContain('This firmware tells only');
    expect(await write('currentNow', '16')).toMatchObject({ verdict: 'written', readBack: '16' });
    expect(await write('groundCheck', 'false')).toMatchObject({ verdict: 'written', before: 'true' });
    expect(sent()).toContainEqual(expect.stringMatching(/^\$SG 0\^/));
  });

  it('is understood when it knows the sum only and answers without a checksum', async () => {
    const { driver, context, read, sent } = await openRapi(['sum']);
    expect(await driver.identify(context)).toMatchObject({ firmwareVersion: '3.9.0', confidence: 'certain' });
    expect((await read('minCurrent')).value).toBe('6');
    expect(sent().at(-1)).toBe('$GC*AE\r');
  });

  it('is waited for while it starts, and asked the moment it is ready', async () => {
    const { driver, context, counts } = await openRapi(['boots=700'], rapiProfile({}, { bootWaitMs: 6000 }));
    expect(await driver.identify(context)).toMatchObject({ confidence: 'certain', firmwareVersion: '8.2.3' });
    expect(counts.restarts).toBe(0);
  });

  it('says that nobody answers, and does not fail', async () => {
    const { driver, context, read } = await openRapi(
      ['silent'],
      rapiProfile({}, { timeoutMs: 60, bootWaitMs: 0 }),
    );
    const identity = await driver.identify(context);
    expect(identity).toMatchObject({
      confidence: 'unknown',
      sentence: expect.stringContaining('did not answer'),
    });
    expect(await read('state')).toMatchObject({ failure: 'no-answer' });
  });

  it('tells a refusal from no answer', async () => {
    const { driver, context, read } = await openRapi(['refuses']);
    const identity = await driver.identify(context);
    expect(identity).toMatchObject({ confidence: 'unknown', sentence: expect.stringContaining('refuses') });
    expect(await read('state')).toMatchObject({ failure: 'no-answer' });
    const built = await openRapi();
    expect(await built.read('authorisationLock')).toMatchObject({
      failure: 'refused',
      raw: expect.stringMatching(/^\$NK :/),
      trouble: expect.stringContaining('built without it'),
    });
  });

  it('gives its answers to all reading commands as diagnostics', async () => {
    const { driver, context } = await openRapi();
    const [choice] = driver.diagnostics();
    if (choice === undefined) throw new Error('There are no diagnostics.');
    const parts: Uint8Array[] = [];
    await driver.startDiagnostics(choice, { ...context, onBytes: (bytes) => parts.push(bytes) });
    const text = Buffer.concat(parts).toString();
    expect(text).toContain('Firmware: 8.2.3');
    expect(text).toMatch(/\$GF .*No ground: 0/);
    expect(text).toMatch(/\$G4 .*refused/);
    await expect(
      driver.startDiagnostics({ ...choice, what: 'other' }, { ...context, onBytes: () => undefined }),
    ).rejects.toMatchObject({ code: 'invalid-params' });
  });

  it('takes no firmware over RAPI, and says so', async () => {
    const { driver, context } = await openRapi();
    expect(driver.firmware()).toBeUndefined();
    expect(driver.capabilities.can).not.toContain('firmware');
    expect(driver.capabilities.cannot).toEqual([
      { capability: 'firmware', sentence: expect.stringContaining('ISP') },
    ]);
    await expect(driver.beforeFirmware(context)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is brought to its boot loader where the profile says that there is one', async () => {
    const firmware = profileFirmwareSchema.parse({
      method: 'stk500v1',
      accepts: ['.hex'],
      warnings: ['Only forks.'],
      chip: { name: 'ATmega328P', signature: '1e950f' },
    });
    const profile = rapiProfile({ firmware }, { bootWaitMs: 3000 });
    const { driver, context, line, recorder, sent } = await openRapi(['boots=100'], profile);
    expect(driver.firmware()).toEqual({
      method: 'stk500v1',
      isExperimental: true,
      accepts: ['.hex'],
      warnings: ['Only forks.'],
      chip: { name: 'ATmega328P', signature: '1e950f' },
    });
    expect(driver.capabilities.can).toContain('firmware');
    await driver.identify(context);
    await driver.beforeFirmware(context);
    // Plain TCP has no DTR.
    expect(sent().at(-1)).toMatch(/^\$FR /);
    // What a boot loader says is nothing to this driver.
    const before = recorder.records.length;
    await line.write(Uint8Array.of(0x30, 0x20));
    await driver.afterFirmware(context);
    expect(recorder.records.slice(before).some(({ issues }) => issues.length > 0)).toBe(false);
    expect(await driver.identify(context)).toMatchObject({ confidence: 'certain' });
  });
});
