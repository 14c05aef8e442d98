import { expect, it } from 'vitest';
import { profileAt } from '../../../../electron/core/service-port/session/profileAt.ts';
import { HEIDELBERG } from '../modbus/heidelberg.ts';
import { profileOf } from '../modbus/modbusFixture.ts';
import { rapiProfile } from '../rapi/rapiProfile.ts';

it.each([
  [['rtu'], 'tcp://10.0.0.7:4001', ['rtu', 'tcp']],
  [['rtu', 'tcp'], 'tcp://10.0.0.7:502', ['tcp', 'rtu']],
  [['ascii'], 'tcp://[fe80::1%eth0]:502/', ['tcp', 'ascii']],
  [['rtu', 'tcp'], '/dev/ttyUSB0', ['rtu']],
  [['tcp'], 'COM3', ['tcp']],
  [['rtu', 'ascii'], 'rfc2217://10.0.0.7:502', ['rtu', 'ascii']],
] as const)('of framings %j at %s these are tried: %j', (framings, path, tried) => {
  const profile = profileOf({ line: { ...HEIDELBERG.line, framings: [...framings] } });
  expect(profileAt(profile, path).line.framings).toEqual(tried);
});

it('leaves what is not Modbus as it is', () => {
  const profile = rapiProfile();
  expect(profileAt(profile, 'tcp://10.0.0.7:502')).toBe(profile);
});
