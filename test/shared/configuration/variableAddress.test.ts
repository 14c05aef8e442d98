import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ATTRIBUTE_TYPES,
  formatVariableAddress,
  parseVariableAddress,
  type VariableAddress,
} from '../../../shared/configuration/variableAddress.ts';

const name = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20 }),
  fc.constantFrom('a.b', '[x]', String.raw`\#@`),
);
const number = fc.nat(99);

describe('the address of a variable', () => {
  it.each([
    ['OCPPCommCtrlr.HeartbeatInterval', { component: 'OCPPCommCtrlr', variable: 'HeartbeatInterval' }],
    ['EVSE@1.Power#MaxSet', { component: 'EVSE', evseId: 1, variable: 'Power', attribute: 'MaxSet' }],
    [
      'Connector@1:2.ConnectorType',
      { component: 'Connector', evseId: 1, connectorId: 2, variable: 'ConnectorType' },
    ],
    [
      'NetworkConfiguration[1].OcppCsmsUrl',
      { component: 'NetworkConfiguration', componentInstance: '1', variable: 'OcppCsmsUrl' },
    ],
    [
      'MonitoringCtrlr.ItemsPerMessage[SetVariableMonitoring]',
      {
        component: 'MonitoringCtrlr',
        variable: 'ItemsPerMessage',
        variableInstance: 'SetVariableMonitoring',
      },
    ],
  ])('%s is read and written', (text, address) => {
    const whole = { attribute: 'Actual' as const, ...address } as VariableAddress;
    expect(parseVariableAddress(text)).toEqual(whole);
    expect(formatVariableAddress(whole)).toBe(text);
  });

  it('comes back, whatever the names hold', () => {
    const address = fc.record<VariableAddress, 'component' | 'variable' | 'attribute'>(
      {
        component: name,
        componentInstance: fc.string({ maxLength: 10 }),
        evseId: number,
        variable: name,
        variableInstance: fc.string({ maxLength: 10 }),
        attribute: fc.constantFrom(...ATTRIBUTE_TYPES),
      },
      { requiredKeys: ['component', 'variable', 'attribute'] },
    );
    fc.assert(
      fc.property(address, (given) => {
        expect(parseVariableAddress(formatVariableAddress(given))).toEqual(given);
      }),
    );
  });

  it.each(['HeartbeatInterval', '', 'A.', '.B', 'A@.B', 'A@1:.B', 'A.B#Wrong', 'A.B.C'])(
    'is not %s',
    (text) => expect(parseVariableAddress(text)).toBeUndefined(),
  );
});
