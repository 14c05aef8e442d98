import { describe, expect, it, onTestFinished } from 'vitest';
import { builtInProfiles } from '../../../../electron/core/service-port/profiles/built-in/builtInProfiles.ts';
import { chooseRate } from '../../../../electron/core/service-port/rate/chooseRate.ts';
import { detectRate } from '../../../../electron/core/service-port/rate/detectRate.ts';
import { rateQuestions } from '../../../../electron/core/service-port/rate/rateQuestions.ts';
import { scoreBytes } from '../../../../electron/core/service-port/rate/scoreBytes.ts';
import { profileAt } from '../../../../electron/core/service-port/session/profileAt.ts';
import { encodeRtu } from '../../../../shared/service-port/modbus/rtuFrame.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import { HEIDELBERG } from '../modbus/heidelberg.ts';
import { profileOf } from '../modbus/modbusFixture.ts';
import { openLine } from '../transfer/openLine.ts';
import { received, type UartFormat } from './uart.ts';
import { startBridgedDevice } from './uartBridge.ts';

const N: UartFormat = { parity: 'N' };
const E: UartFormat = { parity: 'E' };
const O: UartFormat = { parity: 'O' };
const LOG = Buffer.from('chargerd[380]: cp=B pwm=26.7 temp=24.5 state=waiting relay=open\r\n'.repeat(8));

function builtIn(id: string): PortProfile {
  const found = builtInProfiles().find((profile) => profile.id === id);
  if (found === undefined) throw new Error(`There is no ${id}.`);
  return profileAt(found, '/dev/ttyUSB0');
}

function wallbox(bauds: number[], formats: string[]): PortProfile {
  return profileOf({ line: { ...HEIDELBERG.line, bauds, formats } });
}

describe('bytes that were heard with another parity', () => {
  it.each([
    ['8E1 at 8N1', E, N],
    ['8O1 at 8N1', O, N],
  ])('are seen to be: a log of %s is text, and yet not taken', (_, sender, receiver) => {
    const heard = received(LOG, sender, receiver);
    expect(heard.length).toBeGreaterThan(LOG.length / 4);
    expect(scoreBytes(heard)).toMatchObject({ isOtherParity: true, score: 0.5 });
  });

  it.each([E, O, N])('are whole with the right one', (format) => {
    const heard = received(LOG, format, format);
    expect(Buffer.from(heard)).toEqual(LOG);
    expect(scoreBytes(heard)).toMatchObject({ as: 'text', score: 1 });
  });

  it('are told from a boot ROM that prints one letter, and from short answers', () => {
    expect(scoreBytes(Buffer.alloc(100, 'C'))).toMatchObject({ as: 'text', score: 1 });
    expect(scoreBytes(encodeRtu(1, Uint8Array.of(4, 2, 1, 0)))).toMatchObject({ as: 'Modbus' });
  });
});

describe('the questions', () => {
  const linesOf = (profile: PortProfile): string[] =>
    rateQuestions([profile], undefined).map(({ setting: { baud, format } }) => `${baud} ${format}`);

  it('go out with the parities of the profile first, and with the others then', () => {
    expect(linesOf(builtIn('delta-ac-max'))).toEqual([
      '19200 8N1',
      '115200 8N1',
      '19200 8E1',
      '115200 8E1',
      '19200 8O1',
      '115200 8O1',
    ]);
    expect(linesOf(builtIn('heidelberg-energy-control'))).toEqual(['19200 8E1', '19200 8N1', '19200 8O1']);
    // Two stop bits are no other parity.
    expect(linesOf(builtIn('mennekes-amtron-compact-2s'))).toEqual(['57600 8N2', '57600 8E1', '57600 8O1']);
  });

  it('of one at its own line are no others’ at another parity', () => {
    const twin = { ...wallbox([19_200], ['8N1']), id: 'twin', vendor: 'Somebody else' };
    const questions = rateQuestions([wallbox([19_200], ['8E1']), twin], undefined);
    expect(questions.map(({ setting, profiles }) => [setting.format, profiles.map(({ id }) => id)])).toEqual([
      ['8E1', [HEIDELBERG.id]],
      ['8N1', ['twin']],
      ['8O1', [HEIDELBERG.id, 'twin']],
    ]);
  });
});

describe('a search through a UART that has to be set like the device’s', () => {
  async function search(path: string, profiles: readonly PortProfile[], listenMs = 5) {
    const { line, close } = await openLine(path);
    onTestFinished(close);
    const trials = await detectRate({
      line,
      profiles,
      isFixed: false,
      mayAsk: true,
      signal: new AbortController().signal,
      onTrial: () => undefined,
      listenMs,
      askMs: 100,
    });
    return { trials, ...chooseRate(trials) };
  }

  it.each([
    ['8E1', E, wallbox([19_200, 115_200], ['8N1', '8E1'])],
    ['8N1', N, wallbox([19_200], ['8E1', '8N1'])],
    ['8E1', E, builtIn('heidelberg-energy-control')],
    // Its profile names 8N1 alone, and an app may have set it otherwise.
    ['8E1', E, wallbox([115_200, 19_200], ['8N1'])],
  ])('finds a device at %s', async (format, uart, profile) => {
    const device = await startBridgedDevice('modbus', [], { ...uart, baud: 19_200 });
    const { best, sentence } = await search(device.path, [profile]);
    expect(best).toEqual({ baud: 19_200, format, profileId: profile.id });
    expect(sentence).toContain(`The device answered at 19200 ${format}.`);
  });

  it('takes no log at 8N1 for whole of which half is lost, and hears it at 8E1', async () => {
    const device = await startBridgedDevice('console', ['quick', 'booted', 'chatty'], {
      ...E,
      baud: 115_200,
    });
    const { best, trials } = await search(device.path, [builtIn('linux-uboot-console')], 350);
    expect(best).toMatchObject({ baud: 115_200, format: '8E1' });
    expect(trials.map(({ format, score }) => [format, score])).toEqual([
      ['8N1', 0.5],
      ['8E1', 1],
    ]);
    expect(device.got()).toHaveLength(0);
  });
});
