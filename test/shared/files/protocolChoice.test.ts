import { describe, expect, it } from 'vitest';
import { protocolChoice, type ProtocolFacts } from '../../../shared/files/protocolChoice.ts';
import { reachableHosts } from '../../../shared/files/reachableHosts.ts';
import { toldProtocols } from '../../../shared/files/toldProtocols.ts';
import { TRANSFER_PROTOCOLS } from '../../../shared/files/transferProtocol.ts';
import type { NetworkAddress } from '../../../shared/session/listening.ts';

const NOTHING: ProtocolFacts = {
  wished: undefined,
  told: undefined,
  available: TRANSFER_PROTOCOLS,
  worked: [],
  failed: [],
};

describe('the protocol', () => {
  it('is the usual one where nothing is known', () => {
    expect(protocolChoice(NOTHING).protocols).toEqual(['http', 'https', 'ftp', 'ftps', 'sftp']);
  });

  it('is one that the station says it takes', () => {
    const { protocols, reason } = protocolChoice({ ...NOTHING, told: ['sftp', 'ftp', 'tftp'] });
    expect(protocols).toEqual(['ftp', 'sftp']);
    expect(reason).toBe('The station says that it takes SFTP, FTP, TFTP.');
  });

  it('is one that has worked, before one that was not tried, before one that has failed', () => {
    const facts = { ...NOTHING, worked: ['sftp' as const], failed: ['http' as const, 'ftp' as const] };
    const { protocols, reason } = protocolChoice(facts);
    expect(protocols).toEqual(['sftp', 'https', 'ftps', 'http', 'ftp']);
    expect(reason).toBe('SFTP has brought a file of this station before.');
    expect(protocolChoice({ ...facts, worked: [] }).reason).toBe(
      'The station does not say what it takes; HTTP, FTP brought nothing before.',
    );
  });

  it('is what was asked for, whatever is known', () => {
    const { protocols } = protocolChoice({ ...NOTHING, wished: 'ftp', told: ['http'], failed: ['ftp'] });
    expect(protocols).toEqual(['ftp', 'http']);
  });

  it('is none where the station takes none that Kerbside has', () => {
    const { protocols, reason } = protocolChoice({ ...NOTHING, told: ['tftp'] });
    expect(protocols).toEqual([]);
    expect(reason).toBe('The station says that it takes TFTP; Kerbside has none of these.');
  });

  it('is one of its profile, in the order of that, whatever the station says', () => {
    const facts = { ...NOTHING, told: ['http'], profiled: ['sftp' as const, 'ftp' as const] };
    expect(protocolChoice(facts)).toEqual({
      protocols: ['sftp', 'ftp'],
      reason: 'Its profile says SFTP, FTP.',
    });
    expect(protocolChoice({ ...facts, failed: ['sftp'] })).toEqual({
      protocols: ['ftp', 'sftp'],
      reason: 'Its profile says SFTP, FTP; SFTP brought nothing before.',
    });
    expect(protocolChoice({ ...facts, available: ['http'] })).toEqual({
      protocols: [],
      reason: 'Its profile says SFTP, FTP; Kerbside has none of these.',
    });
    expect(protocolChoice({ ...facts, wished: 'https' }).protocols[0]).toBe('https');
  });

  it('is only one that Kerbside has', () => {
    const { protocols } = protocolChoice({ ...NOTHING, available: ['http', 'ftp'], told: ['https', 'ftp'] });
    expect(protocols).toEqual(['ftp']);
  });

  it.each([
    ['HTTP,HTTPS', ['http', 'https']],
    [' Ftp ; sFTP ', ['ftp', 'sftp']],
    ['["FTP","FTPS"]', ['ftp', 'ftps']],
    ['HTTP HTTP', ['http']],
    ['', undefined],
    [undefined, undefined],
  ])('is read out of %s', (value, told) => expect(toldProtocols(value)).toEqual(told));
});

describe('the address', () => {
  const card = (
    name: string,
    address: string,
    kind: NetworkAddress['kind'] = 'ethernet',
  ): NetworkAddress => ({
    card: name,
    kind,
    address,
    family: address.includes(':') ? 'IPv6' : 'IPv4',
  });
  const CARDS = [
    card('lo', '127.0.0.1', 'loopback'),
    card('docker0', '172.17.0.1', 'virtual'),
    card('wlan0', '10.0.0.5', 'wifi'),
    card('eth0', 'fe80::1'),
    card('eth0', '192.168.7.2'),
  ];

  it('is the one that the station came to, then the others, never loopback', () => {
    const way = { ownAddress: '192.168.7.2', remoteAddress: '192.168.7.9' };
    expect(reachableHosts(way, CARDS)).toEqual(['192.168.7.2', '10.0.0.5', '172.17.0.1']);
  });

  it('is another one of the same card where it has a meaning on that card only', () => {
    const way = { ownAddress: 'fe80::1%eth0', remoteAddress: 'fe80::9' };
    expect(reachableHosts(way, CARDS)[0]).toBe('192.168.7.2');
  });

  it('may be loopback for a station on this computer', () => {
    const way = { ownAddress: '127.0.0.1', remoteAddress: '127.0.0.1' };
    expect(reachableHosts(way, CARDS)[0]).toBe('127.0.0.1');
  });

  it('is none where there is no way', () => {
    expect(reachableHosts({ ownAddress: undefined, remoteAddress: '10.0.0.9' }, CARDS.slice(0, 1))).toEqual(
      [],
    );
  });
});
