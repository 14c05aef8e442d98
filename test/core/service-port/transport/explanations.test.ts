import { chmodSync, chownSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { PORT_FAILURES } from '../../../../shared/service-port/portState.ts';
import { parsePortAddress } from '../../../../electron/core/service-port/transport/portAddress.ts';
import { PortError, portFailureOf } from '../../../../electron/core/service-port/transport/portError.ts';
import type { SystemEdge } from '../../../../electron/core/service-port/transport/systemEdge.ts';
import { THIS_SYSTEM } from '../../../../electron/core/service-port/transport/systemEdge.ts';
import {
  meaningOf,
  systemPortError,
} from '../../../../electron/core/service-port/transport/systemPortFailure.ts';
import { LinuxRoot } from './linuxRoot.ts';

const roots: LinuxRoot[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) root.remove();
});

describe('what the driver says, by its words', () => {
  it.each([
    ['linux', 'Error Resource temporarily unavailable Cannot lock port', 'busy'],
    ['linux', 'Error: Device or resource busy, cannot open /dev/ttyUSB0', 'busy'],
    ['darwin', 'Error: Resource busy, cannot open /dev/cu.usbserial-1', 'busy'],
    ['linux', 'Error: Permission denied, cannot open /dev/ttyUSB0', 'no-permission'],
    ['linux', 'Error: No such file or directory, cannot open /dev/ttyUSB0', 'gone'],
    ['linux', 'Error: No such device or address, cannot open /dev/ttyUSB0', 'gone'],
    ['linux', 'Error: Input/output error, cannot open /dev/ttyS3', 'gone'],
    ['linux', 'Error: Is a directory, cannot open /dev', 'no-serial-port'],
    ['linux', 'Error: Inappropriate ioctl for device setting custom baud rate of 115200', 'no-serial-port'],
    ['linux', 'Error: Invalid argument || while setting custom baud rate of 7', 'unsupported-setting'],
    ['linux', 'Invalid parity setting 0', 'unsupported-setting'],
    ['win32', 'Opening COM3: Access denied', 'busy'],
    ['win32', 'Opening COM3: File not found', 'gone'],
    ['win32', 'Opening COM3: Unknown error code 31', 'no-driver'],
    ['win32', 'Opening COM3: Unknown error code 1167', 'gone'],
    ['win32', 'Open (SetCommState): Unknown error code 87', 'unsupported-setting'],
    ['win32', 'Open (SetCommState): The parameter is incorrect', 'unsupported-setting'],
    ['win32', 'Opening COM3: Unknown error code 4242', 'other'],
    ['linux', 'something else', 'other'],
  ] as const)('%s: %s', (platform, text, meaning) => {
    expect(meaningOf(text, platform)).toBe(meaning);
  });

  it('each has a sentence and what to do', async () => {
    for (const text of ['Access denied', 'File not found', 'Unknown error code 31', 'Unknown error code 9']) {
      const edge: SystemEdge = { ...THIS_SYSTEM, platform: 'win32' };
      const error = await systemPortError(new Error(`Opening COM3: ${text}`), 'COM3', '9600 8N1', edge);
      expect(error.message).toContain('COM3');
      expect(error.hint).toBeDefined();
      expect(error.failure).toEqual({
        cause: error.failure.cause,
        sentence: error.message,
        remedy: error.hint,
      });
    }
  });
});

const IS_ROOT = process.getuid?.() === 0;
/** Whose the device is; only root may give files away. */
const GROUP = IS_ROOT ? 20 : (process.getgid?.() ?? 20);

describe('no permission on Linux', () => {
  function refused(group: string, mode: number, edge: Partial<SystemEdge> = {}): Promise<PortError> {
    const root = new LinuxRoot({ userName: () => 'ada', userGroups: () => [100], ...edge });
    roots.push(root);
    root.write('group', group);
    root.write('dev/ttyUSB0', '');
    const path = join(root.edge.dev, 'ttyUSB0');
    chmodSync(path, mode);
    if (IS_ROOT) chownSync(path, 0, GROUP);
    return systemPortError(new Error('Error: Permission denied, cannot open'), path, '9600 8N1', root.edge);
  }
  it('names the group of the device', async () => {
    const error = await refused(`root:x:0:\nuucp:x:${GROUP}:bob\n`, 0o660);
    expect(error.code).toBe('permission');
    expect(error.hint).toBe(
      'Add yourself to the group uucp: `sudo usermod -aG uucp $USER`, then log out and in again.',
    );
    const again = await refused(`dialout:x:${GROUP}:bob,ada\n`, 0o660);
    expect(again.hint).toContain('log out and in again, or restart');
    const inside = await refused(`dialout:x:${GROUP}:ada\n`, 0o660, { userGroups: () => [100, GROUP] });
    expect(inside.hint).toContain('You are in the group dialout already');
    expect((await refused('', 0o660)).hint).toContain(`the number ${GROUP}`);
  });

  it('a device that is root’s alone', async () => {
    const error = await refused('', 0o600);
    expect(error.hint).toContain('`sudo chmod a+rw /');
    expect(error.failure.cause).toBe('no-permission');
  });
});

describe('causes and codes', () => {
  it('lead to each other', () => {
    const codes = PORT_FAILURES.map((cause) => new PortError({ cause, sentence: 's', remedy: 'r' }));
    expect(codes.map(({ code }) => code)).toEqual([
      'busy',
      'permission',
      'not-found',
      'unavailable',
      'unavailable',
      'unavailable',
      'invalid-params',
      'unavailable',
    ]);
    for (const error of codes) expect(portFailureOf(error)).toBe(error.failure);
    expect(portFailureOf(new ContractError('busy', 'taken', { hint: 'wait' }))).toEqual({
      cause: 'busy',
      sentence: 'taken',
      remedy: 'wait',
    });
    const back = (['permission', 'not-found', 'invalid-params', 'internal'] as const).map(
      (code) => portFailureOf(new ContractError(code, 's')).cause,
    );
    expect(back).toEqual(['no-permission', 'gone', 'unsupported-setting', 'other']);
    expect(portFailureOf('odd')).toEqual({ cause: 'other', sentence: 'odd' });
  });
});

describe('what a technician types', () => {
  it('is a port of the system or an address', () => {
    expect(parsePortAddress(String.raw`\\.\COM12`, 'win32')).toEqual({ kind: 'system', path: 'COM12' });
    expect(parsePortAddress('com3:', 'win32')).toEqual({ kind: 'system', path: 'COM3' });
    expect(parsePortAddress(' /dev/ttyUSB0 ', 'linux')).toEqual({ kind: 'system', path: '/dev/ttyUSB0' });
    expect(parsePortAddress('TCP://gateway.local:4001/')).toEqual({
      kind: 'tcp',
      host: 'gateway.local',
      port: 4001,
    });
    expect(parsePortAddress('rfc2217://[fe80::1%eth0]:23')).toEqual({
      kind: 'rfc2217',
      host: 'fe80::1%eth0',
      port: 23,
    });
    expect(() => parsePortAddress('  ')).toThrow('is not the address of a port');
  });
});
