import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  RAPI_CHECKSUMS,
  buildRapiFrame,
  isRapiAsync,
  parseRapiFrame,
} from '../../../../shared/service-port/rapi/rapiFrame.ts';

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** What may stand in a reply, but for those that frames are made of. */
const content = fc
  .string({ unit: 'binary-ascii', maxLength: 40 })
  .map((text) => text.replaceAll(/[\r\n$^*:]/g, ''));

describe('a RAPI frame', () => {
  it.each([
    ['GV', '$GV^35'],
    ['GS', '$GS^30'],
    ['F0 1', '$F0 1^43'],
    ['ST 0 0 0 0', '$ST 0 0 0 0^23'],
  ])('%s carries the XOR of the firmware’s documentation or capture', (command, expected) => {
    expect(buildRapiFrame(command, { checksum: 'xor' })).toBe(expected);
  });

  it.each([
    ['FD', '$FD*AE'],
    ['FR', '$FR*BC'],
    ['S0 0', '$S0 0*F7'],
    ['GV', '$GV*C1'],
  ])('%s carries the sum of the firmware’s documentation', (command, expected) => {
    expect(buildRapiFrame(command, { checksum: 'sum' })).toBe(expected);
  });

  it('has the sequence id within what the checksum covers', () => {
    const text = buildRapiFrame('SC 16', { checksum: 'xor', sequenceId: 0x2a });
    expect(text).toMatch(/^\$SC 16 :2A\^[0-9A-F]{2}$/);
    expect(parseRapiFrame(text)).toMatchObject({
      name: 'SC',
      args: ['16'],
      sequenceId: 0x2a,
      isIntact: true,
    });
  });

  it.each([
    ['$OK 8.2.3 5.2.1^2F', ['8.2.3', '5.2.1']],
    ['$OK 01 0 01 0200^12', ['01', '0', '01', '0200']],
    ['$OK 6 80 24 24^1E', ['6', '80', '24', '24']],
    ['$OK 16^07', ['16']],
    ['$NK^21', []],
    ['$OK^20', []],
    ['$AT 02 02 16 0700^31', ['02', '02', '16', '0700']],
    ['$AB 00 D7.1.1^54', ['00', 'D7.1.1']],
    ['$AT 00 00 0 0200^03', ['00', '00', '0', '0200']],
    ['$OK -2560 -2560 -2560^2C', ['-2560', '-2560', '-2560']],
  ])('%s of a real charger is intact', (text, args) => {
    expect(parseRapiFrame(text)).toMatchObject({ args, checksum: 'xor', isIntact: true });
  });

  it('comes back as it was built, whatever it holds', () => {
    fc.assert(
      fc.property(
        content,
        fc.constantFrom(...RAPI_CHECKSUMS),
        fc.option(fc.integer({ min: 1, max: 255 }), { nil: undefined }),
        (rest, checksum, sequenceId) => {
          const frame = parseRapiFrame(buildRapiFrame(`OK ${rest}`, { checksum, sequenceId }));
          expect(frame).toMatchObject({ name: 'OK', rest, checksum, isIntact: true });
          expect(frame.sequenceId).toBe(sequenceId);
        },
      ),
    );
  });

  it('is not taken for intact when any one bit before the checksum is another', () => {
    const text = buildRapiFrame('OK 01 0 01 0200 :7F', { checksum: 'xor' });
    for (let bit = 0; bit < text.indexOf('^') * 8; bit += 1) {
      const damaged = latin1(text);
      const at = Math.floor(bit / 8);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (bit % 8));
      expect(parseRapiFrame(String.fromCharCode(...damaged)).isIntact).toBe(false);
    }
  });

  it('tells what comes unasked from what is asked for', () => {
    const isAsync = (text: string): boolean => isRapiAsync(parseRapiFrame(text));
    expect(['$AB 00 1', '$AT 01', '$AN 0', '$WF 02', '$ST 2', '$AX'].every(isAsync)).toBe(true);
    expect(['$OK 1', '$NK', '$ST 0 0 0 0', '$GA', '$OK 1 2'].some(isAsync)).toBe(false);
  });
});
