import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRapiFrame } from '../../../../shared/service-port/rapi/rapiFrame.ts';
import { RapiReader, type RapiUnit } from '../../../../shared/service-port/rapi/rapiReader.ts';

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const textOf = (unit: RapiUnit): string => (unit.kind === 'frame' ? unit.frame.text : unit.text);

describe('the reader of a RAPI stream', () => {
  it('loses no byte, whatever comes and however it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(0x24, 0x0d, 0x0a, 0x5e), fc.integer({ min: 0, max: 255 })), {
          maxLength: 600,
        }),
        fc.integer({ min: 1, max: 97 }),
        (numbers, step) => {
          const bytes = Uint8Array.from(numbers);
          const reader = new RapiReader();
          const units: RapiUnit[] = [];
          for (let at = 0; at < bytes.length; at += step) {
            units.push(...reader.push(bytes.subarray(at, at + step)));
            expect(reader.heldBytes).toBeLessThanOrEqual(256);
          }
          units.push(...reader.flush());
          const text = units.map((unit) => textOf(unit) + (unit.kind === 'frame' ? '\r' : '')).join('');
          expect(text).toBe(String.fromCharCode(...bytes));
        },
      ),
    );
  });

  it('finds the frames between noise and boot text', () => {
    const units = new RapiReader().push(
      latin1('OpenEVSE\n\u0000\u00ff$OK 1^\u0080$OK 16^07\rxyz$AT 02 02 16 0700^31\r'),
    );
    expect(units.filter(({ kind }) => kind === 'frame').map(textOf)).toEqual([
      '$OK 16^07',
      '$AT 02 02 16 0700^31',
    ]);
  });

  it('lets a $ be a byte of a chip id when the checksum says so', () => {
    const text = buildRapiFrame('OK \u0001$\u0003\u0004\u0005\u0006FF001122', { checksum: 'xor' });
    expect(new RapiReader().push(latin1(`${text}\r`)).map(textOf)).toEqual([text]);
  });

  it('gives up what is too long and goes on with the next frame', () => {
    const units = new RapiReader().push(latin1(`$${'x'.repeat(500)}$OK 16^07\r`));
    expect(units.map(textOf).at(-1)).toBe('$OK 16^07');
  });

  it('says where in the chunk each frame lies', () => {
    const chunk = '$OK^20\r$NK^21\r$A';
    const places = new RapiReader()
      .push(latin1(chunk))
      .map(({ length, trailing }) => chunk.slice(chunk.length - trailing - length, -trailing));
    expect(places).toEqual(['$OK^20\r', '$NK^21\r']);
  });
});
