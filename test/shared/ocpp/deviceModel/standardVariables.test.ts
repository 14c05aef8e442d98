import { describe, expect, it } from 'vitest';
import { checkDeviceModel } from '../../../../shared/ocpp/deviceModel/checkDeviceModel.ts';
import { standardVariables } from '../../../../shared/ocpp/deviceModel/standardVariables.ts';

/** Components that are somewhere in the station: their numbers are nothing that can be guessed. */
const IN_PLACES = /^(?:EVSE|Connector)\./;

describe.each(['2.0.1', '2.1'] as const)(
  'the variables that a %s station is asked for by name',
  (version) => {
    it('are each once, the limit of one message first', () => {
      const addresses = standardVariables(version);
      expect(addresses[0]).toBe('DeviceDataCtrlr.ItemsPerMessage[GetVariables]');
      expect(new Set(addresses).size).toBe(addresses.length);
      expect(addresses.length).toBeLessThan(250);
    });

    it('hold all that every station must have as a whole', () => {
      const items = standardVariables(version).map((address) => ({ address, value: '1' }));
      const missing = checkDeviceModel(version, items).filter(({ code }) => code === 'missing-required');
      expect(missing.map(({ address }) => address).filter((address) => !IN_PLACES.test(address))).toEqual([]);
    });
  },
);

it('are none in 1.x, which has keys', () => {
  expect(standardVariables('1.6')).toEqual([]);
});
