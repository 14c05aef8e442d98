import { describe, expect, it } from 'vitest';
import { cutsOff, type CutOffContext } from '../../../shared/configuration/cutOff.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import type { NetworkAddress } from '../../../shared/session/listening.ts';

const CARD: NetworkAddress = { card: 'eth0', kind: 'ethernet', address: '192.168.1.20', family: 'IPv4' };
const OWN = { port: 8887, addresses: [CARD], tls: 'optional' as const };

function said(
  version: OcppVersion,
  address: string,
  value: string,
  before?: string,
  more: Partial<CutOffContext> = {},
): string | undefined {
  const item = before === undefined ? undefined : { value: before };
  return cutsOff({ address, value }, item, { stationId: 'CP-1', version, own: OWN, ...more });
}

describe('a change of the address', () => {
  it.each([
    'BackendUrl',
    'AppOCPPBackendUrl',
    'CentralSystemURL',
    'OcppServer',
    'ocpp.central_system_address',
    'CSMS-Endpoint',
  ])('of %s that leads elsewhere cuts off, one that leads here does not', (key) => {
    expect(said('1.6', key, 'wss://csms.example.com/ocpp', 'ws://192.168.1.20:8887/')).toBe(
      'CP-1 then connects to wss://csms.example.com/ocpp instead of this Kerbside and cannot be reached from here any more. It was ws://192.168.1.20:8887/.',
    );
    for (const own of ['ws://192.168.1.20:8887/CP-1', 'wss://192.168.1.20:8887', '192.168.1.20:8887/']) {
      expect(said('1.6', key, own, 'wss://csms.example.com')).toBeUndefined();
    }
    expect(said('1.6', key, 'ws://192.168.1.20:9000/')).toContain('is not known');
    expect(said('1.6', key, '')).toContain('has no central system');
  });

  it('is known by what the key holds where its name says nothing', () => {
    expect(said('1.6', 'Param17', 'ws://other.example/', 'ws://192.168.1.20:8887/')).toContain(
      'instead of this Kerbside',
    );
  });

  it.each([
    'FirmwareUpdateUrl',
    'NtpServer',
    'LogServerUrl',
    'HeartbeatInterval',
    'WebSocketPingInterval',
    'LocalPort',
  ])('of %s is none', (key) => {
    expect(said('1.6', key, 'https://other.example/', 'https://one.example/')).toBeUndefined();
  });

  it('says what is known about makers’ keys', () => {
    const describeKey = (key: string): { role?: string } | undefined =>
      key === 'X_Host' ? { role: 'backend-host' } : undefined;
    expect(said('1.6', 'X_Host', 'csms.example', '192.168.1.20', { describe: describeKey })).toContain(
      'csms.example',
    );
    expect(said('1.6', 'X_Host', '192.168.1.20', 'csms.example', { describe: describeKey })).toBeUndefined();
  });

  it('to an encrypted one is said where Kerbside takes none', () => {
    const plain = { own: { port: 8887, addresses: [CARD] } };
    expect(said('1.6', 'BackendUrl', 'wss://192.168.1.20:8887/', 'x', plain)).toContain(
      'no encrypted connections',
    );
  });
});

describe('other changes of the connection', () => {
  it.each([
    ['1.6', 'AuthorizationKey', '0123456789abcdef', undefined, /new password/],
    ['1.6', 'SecurityProfile', '2', '0', /wss:\/\/.*cannot be lowered/],
    ['1.6', 'SecurityProfile', '0', '0', undefined],
    ['1.6', 'ChargeBoxIdentity', 'CP-2', 'CP-1', /comes back under the name CP-2/],
    ['1.6', 'APN', 'internet', 'iot', /mobile network/],
    ['1.6', 'OcppServerPort', '9000', '8887', /port 9000/],
    ['1.6', 'OcppServerPort', '8887', '443', undefined],
    ['2.0.1', 'SecurityCtrlr.BasicAuthPassword', '0123456789abcdef', undefined, /new password/],
    ['2.0.1', 'SecurityCtrlr.Identity', 'CP-2', 'CP-1', /another station/],
    ['2.1', 'NetworkConfiguration[1].OcppCsmsUrl', 'wss://x.example', 'ws://192.168.1.20:8887', /It was/],
    ['2.0.1', 'OCPPCommCtrlr.WebSocketPingInterval', '0', '60', undefined],
    ['2.0.1', 'OCPPCommCtrlr.HeartbeatInterval', '1', '60', undefined],
  ] as const)('%s %s = %s', (version, address, value, before, sentence) => {
    const told = said(version, address, value, before);
    if (sentence === undefined) expect(told).toBeUndefined();
    else expect(told).toMatch(sentence);
  });

  it('of the order of slots are judged by what is in the slot', () => {
    const order = 'OCPPCommCtrlr.NetworkConfigurationPriority';
    const slot = (number: number, more: object): object => ({
      slot: number,
      isActive: false,
      isFromProfile: false,
      ...more,
    });
    const slots = [
      slot(1, { url: 'ws://192.168.1.20:8887', leadsHere: true, isActive: true }),
      slot(2, { url: 'wss://csms.example', leadsHere: false }),
    ] as NonNullable<CutOffContext['backend']>['slots'];
    const backend = { backend: { slots } };
    expect(said('2.0.1', order, '1,2', '2,1', backend)).toBeUndefined();
    expect(said('2.0.1', order, '2,1', '1', backend)).toContain('which leads to wss://csms.example');
    expect(said('2.0.1', order, '3,1', '1', backend)).toContain('not known');
    expect(said('2.0.1', order, '', '1', backend)).toContain('no central system');
  });
});
