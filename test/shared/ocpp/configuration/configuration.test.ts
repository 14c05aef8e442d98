import { describe, expect, it } from 'vitest';
import { changeMeaning, meaningOfOutcome } from '../../../../shared/ocpp/configuration/changeAnswer.ts';
import { isSameKey, spellingOf } from '../../../../shared/ocpp/configuration/keySpelling.ts';
import { keyNote } from '../../../../shared/ocpp/configuration/keyNote.ts';
import { maxKeysOf } from '../../../../shared/ocpp/configuration/maxKeys.ts';
import { rateUnitsOf } from '../../../../shared/ocpp/configuration/rateUnit.ts';
import { standardKeys } from '../../../../shared/ocpp/configuration/standardKeys.ts';

describe('GetConfigurationMaxKeys', () => {
  it.each([
    ['1', 1],
    [' 50 ', 50],
    ['10.0', 10],
    ['0', undefined],
    ['-1', undefined],
    ['', undefined],
    ['true', undefined],
    ['1e3', undefined],
    ['99999999999', undefined],
    [undefined, undefined],
  ])('%j means %j', (value, most) => {
    expect(maxKeysOf(value)).toBe(most);
  });
});

describe('the rate unit', () => {
  it.each([
    ['Current', ['A'], true],
    ['Current,Power', ['A', 'W'], true],
    ['Power, Current', ['A', 'W'], true],
    ['W', ['W'], false],
    ['"A"', ['A'], false],
    ['power', ['W'], false],
    ['kW', ['W'], false],
  ])('%j is %j', (value, units, isStandard) => {
    expect(rateUnitsOf(value)).toEqual({ units, isGuess: false, isStandard });
  });

  it.each([undefined, '', 'true', 'Volt'])('%j is a guess', (value) => {
    expect(rateUnitsOf(value)).toEqual({ units: ['A'], isGuess: true, isStandard: false });
  });
});

describe('a key', () => {
  it('is the same in any case', () => {
    expect(isSameKey('HeartBeatInterval ', 'heartbeatinterval')).toBe(true);
    expect(spellingOf('HeartbeatInterval', ['other', 'heartBeatInterval'])).toBe('heartBeatInterval');
    expect(spellingOf('HeartbeatInterval', [])).toBe('HeartbeatInterval');
  });

  it('has a note only where something is odd', () => {
    const standard = standardKeys('1.6');
    expect(keyNote('HeartbeatInterval', '300', standard)).toBeUndefined();
    expect(keyNote('GetConfigurationMaxKeys', '50', standard)).toBeUndefined();
    expect(keyNote('getConfigurationMaxKeys', '0', standard)).toMatch(
      /unknown.*spells it GetConfigurationMaxKeys/,
    );
    expect(keyNote('Maker.Own', '', standard)).toBeUndefined();
  });

  it('of the standard is listed once, in 1.x only', () => {
    for (const version of ['1.5', '1.6'] as const) {
      const keys = standardKeys(version).map((key) => key.toLowerCase());
      expect(keys.length).toBeGreaterThan(10);
      expect(new Set(keys).size).toBe(keys.length);
    }
    expect([standardKeys('2.0.1'), standardKeys('2.1')]).toEqual([[], []]);
  });
});

describe('the answer to ChangeConfiguration', () => {
  it('is no trouble where the specification leaves the key to the station', () => {
    expect(changeMeaning('websocketPingInterval', { status: 'NotSupported' })).toEqual({
      isTrouble: false,
      sentence: expect.stringContaining('allowed') as string,
    });
    expect(changeMeaning('maxEnergyOnInvalidId', { status: 'NotSupported' })?.isTrouble).toBe(false);
    expect(changeMeaning('HeartbeatInterval', { status: 'RebootRequired' })?.isTrouble).toBe(false);
    expect(changeMeaning('HeartbeatInterval', { status: 'Accepted' })).toBeUndefined();
  });

  it('is trouble where the station does not do what it should', () => {
    for (const status of ['NotSupported', 'Rejected']) {
      expect(changeMeaning('HeartbeatInterval', { status })?.isTrouble).toBe(true);
    }
  });

  it('is read with whatever was sent', () => {
    const answer = { action: 'ChangeConfiguration', payload: { status: 'NotSupported' } };
    expect(meaningOfOutcome(answer, '{"key":"WebSocketPingInterval"}')?.isTrouble).toBe(false);
    for (const sent of ['{', '[]', '{}', '{"key":1}']) expect(meaningOfOutcome(answer, sent)).toBeUndefined();
    expect(meaningOfOutcome({ action: 'Reset', payload: {} }, '{"key":"A"}')).toBeUndefined();
  });
});
