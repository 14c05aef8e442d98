import { describe, expect, it } from 'vitest';
import {
  idsWithSerial,
  isSameSerial,
  portNames,
} from '../../../../electron/core/service-port/session/linkedStation.ts';

describe('serial numbers of a cable and of the network', () => {
  it.each([
    ['SN-4711-A', 'SN-4711-A', true],
    ['SN-4711-A', ' sn-4711-a\t', true],
    ['AB 12 34 56', 'ab123456', true],
    ['0012345678', '12345678', true],
    ['12345678\0\0', '12345678', true],
    ['A0012345', 'A12345', false],
    ['SN-4711-A', 'SN-4711-B', false],
    ['12345678', '123456780', false],
    ['SN-4711-A', 'SN4711A', false],
  ])('%j and %j: %s', (one, other, isSame) => {
    expect(isSameSerial(one, other)).toBe(isSame);
    expect(isSameSerial(other, one)).toBe(isSame);
  });

  it('prefer a station that has it letter by letter', () => {
    const stations = [
      { id: 'CP-1', serialNumber: 'sn-4711-a' },
      { id: 'CP-2', serialNumber: ' SN-4711-A ' },
      { id: 'CP-3' },
      { id: 'CP-4', serialNumber: 'SN-9999' },
    ];
    expect(idsWithSerial(stations, 'SN-4711-A')).toEqual(['CP-2']);
    expect(idsWithSerial(stations, 'Sn-4711-A')).toEqual(['CP-1', 'CP-2']);
    const names = portNames('/dev/ttyUSB0', { serialNumber: 'Sn-4711-A' }, (serial) =>
      idsWithSerial(stations, serial),
    );
    expect(names).toEqual({
      cableId: 'cable:Sn-4711-A',
      stationId: 'cable:Sn-4711-A',
      isLinked: false,
    });
  });
});
