import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAscii, encodeAscii } from '../../../../shared/service-port/modbus/asciiFrame.ts';
import { AsciiReceiver } from '../../../../shared/service-port/modbus/asciiReceiver.ts';
import { crc16 } from '../../../../shared/service-port/modbus/crc16.ts';
import { lrc } from '../../../../shared/service-port/modbus/lrc.ts';
import type { ModbusPiece, ModbusReceiver } from '../../../../shared/service-port/modbus/modbusFrame.ts';
import { encodeRtu, isRtuFrame } from '../../../../shared/service-port/modbus/rtuFrame.ts';
import { RtuReceiver } from '../../../../shared/service-port/modbus/rtuReceiver.ts';
import { encodeTcp } from '../../../../shared/service-port/modbus/tcpFrame.ts';
import { TcpReceiver } from '../../../../shared/service-port/modbus/tcpReceiver.ts';
import { answerPdu, requestPdu } from './pdus.ts';

// Unit 0 is everybody, and nobody answers as it.
const unit = fc.integer({ min: 1, max: 255 });

describe('checks', () => {
  it('are those of the standard', () => {
    // Modbus over Serial Line V1.02 §6.2.2: the frame 02 07 has the CRC 1241, sent as 41 12.
    expect(crc16(Uint8Array.of(0x02, 0x07))).toBe(0x1241);
    expect(crc16(new TextEncoder().encode('123456789'))).toBe(0x4b37);
    expect(lrc(Uint8Array.of(0x01, 0x03, 0x00, 0x00, 0x00, 0x0a))).toBe(0xf2);
  });

  it('every single flipped bit and every truncation is noticed', () => {
    fc.assert(
      fc.property(unit, answerPdu, (unit, pdu) => {
        const frame = encodeRtu(unit, pdu);
        expect(isRtuFrame(frame)).toBe(true);
        for (let bit = 0; bit < frame.length * 8; bit += 1)
          expect(isRtuFrame(flipped(frame, bit))).toBe(false);
        const line = encodeAscii(unit, pdu);
        for (let length = 0; length < line.length; length += 1)
          expect(decodeAscii(line.slice(0, length))).toBeUndefined();
      }),
      { numRuns: 30 },
    );
  });
});

describe.each([
  ['RTU', () => new RtuReceiver(), (unit: number, pdu: Uint8Array) => encodeRtu(unit, pdu)],
  ['ASCII', () => new AsciiReceiver(), (unit: number, pdu: Uint8Array) => encodeAscii(unit, pdu)],
  ['TCP', () => new TcpReceiver(), (unit: number, pdu: Uint8Array) => encodeTcp(7, unit, pdu)],
] satisfies Array<[string, () => ModbusReceiver, (unit: number, pdu: Uint8Array) => Uint8Array]>)(
  'a receiver of %s',
  (_, create, encode) => {
    it('finds frames that come in any pieces', () => {
      fc.assert(
        fc.property(
          fc.array(fc.tuple(unit, fc.oneof(answerPdu, requestPdu)), { minLength: 1, maxLength: 4 }),
          fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
          (frames, sizes) => {
            const receiver = create();
            const bytes = joined(frames.map(([unit, pdu]) => encode(unit, pdu)));
            const found = inPieces(bytes, sizes).flatMap((piece) => receiver.push(piece));
            found.push(...receiver.silence());
            expect(framesOf(found)).toEqual(frames.map(([unit, pdu]) => ({ unit, pdu: [...pdu] })));
            expect(receiver.heldBytes).toBe(0);
          },
        ),
      );
    });

    it('tells of every byte exactly once, whatever comes, and holds little', () => {
      fc.assert(
        fc.property(fc.array(fc.uint8Array({ maxLength: 700 }), { maxLength: 12 }), (chunks) => {
          const receiver = create();
          const pieces = chunks.flatMap((chunk) => {
            const pieces = receiver.push(chunk);
            expect(receiver.heldBytes).toBeLessThanOrEqual(520);
            return pieces;
          });
          pieces.push(...receiver.silence());
          expect(joined(pieces.map(({ raw }) => raw))).toEqual(joined(chunks));
          expect(receiver.heldBytes).toBe(0);
        }),
      );
    });

    it('tells of a frame that never ends when the line is silent', () => {
      fc.assert(
        fc.property(unit, answerPdu, fc.nat(), (unit, pdu, cut) => {
          const frame = encode(unit, pdu);
          const receiver = create();
          const begun = frame.slice(0, 1 + (cut % (frame.length - 1)));
          const pieces = [...receiver.push(begun), ...receiver.silence()];
          expect(framesOf(pieces)).toEqual([]);
          expect(framesOf([...receiver.push(frame), ...receiver.silence()])).toEqual([
            { unit, pdu: [...pdu] },
          ]);
        }),
      );
    });
  },
);

describe('noise around an RTU frame', () => {
  it('does not hide the awaited answer: it is found at once', () => {
    fc.assert(
      fc.property(unit, answerPdu, fc.uint8Array({ minLength: 1, maxLength: 60 }), (unit, pdu, noise) => {
        const receiver = new RtuReceiver();
        // What looks like the head of the awaited frame is waited for until the line is silent.
        fc.pre(!noise.includes(unit));
        receiver.await({ unit, functionCode: (pdu[0] ?? 0) & 0x7f, pduLength: pdu.length });
        const pieces = [...receiver.push(noise), ...receiver.push(encodeRtu(unit, pdu))];
        expect(framesOf(pieces)).toContainEqual({ unit, pdu: [...pdu] });
      }),
    );
  });

  it('does not hide a frame that nobody awaits: it is found when the line is silent', () => {
    fc.assert(
      fc.property(unit, answerPdu, fc.uint8Array({ minLength: 1, maxLength: 60 }), (unit, pdu, noise) => {
        const receiver = new RtuReceiver();
        const pieces = [
          ...receiver.push(noise),
          ...receiver.push(encodeRtu(unit, pdu)),
          ...receiver.silence(),
        ];
        expect(framesOf(pieces)).toContainEqual({ unit, pdu: [...pdu] });
      }),
    );
  });

  it('a frame of a function that we do not know is found by silence', () => {
    const receiver = new RtuReceiver();
    const frame = encodeRtu(9, Uint8Array.of(0x2b, 0x0e, 1, 0));
    expect(receiver.push(frame)).toEqual([]);
    expect(framesOf(receiver.silence())).toEqual([{ unit: 9, pdu: [0x2b, 0x0e, 1, 0] }]);
  });

  it('a frame whose CRC ends in 00 is not taken for the shorter one that is correct, too', () => {
    const frames = Array.from({ length: 0x2000 }, (_, value) =>
      encodeRtu(1, Uint8Array.of(3, 4, 0, 0xa0, value >> 8, value & 0xff)),
    ).filter((frame) => frame.at(-1) === 0);
    expect(frames.length).toBeGreaterThan(10);
    for (const frame of frames) {
      expect(isRtuFrame(frame.slice(0, -1))).toBe(true);
      const receiver = new RtuReceiver();
      const found = [...frame].flatMap((byte) => receiver.push(Uint8Array.of(byte)));
      expect(found.map(({ raw }) => raw)).toEqual([frame]);
    }
  });

  it('an echo of a request with an address like a byte count is not held back by it', () => {
    const receiver = new RtuReceiver();
    const echo = encodeRtu(1, Uint8Array.of(3, 4, 0, 0, 2));
    const answer = encodeRtu(1, Uint8Array.of(3, 4, 0, 1, 0, 2));
    expect(receiver.push(echo)).toEqual([]);
    expect(receiver.push(answer).map(({ raw }) => raw)).toEqual([echo, answer]);
  });

  it('a damaged frame is told as such', () => {
    const frame = flipped(encodeRtu(1, Uint8Array.of(4, 2, 1, 8)), 30);
    const receiver = new RtuReceiver();
    expect([...receiver.push(frame), ...receiver.silence()]).toMatchObject([
      { kind: 'noise', isDamagedFrame: true },
    ]);
  });
});

function framesOf(pieces: readonly ModbusPiece[]): Array<{ unit: number; pdu: number[] }> {
  return pieces.flatMap((piece) =>
    piece.kind === 'frame' ? [{ unit: piece.unit, pdu: [...piece.pdu] }] : [],
  );
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function inPieces(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let from = 0, turn = 0; from < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    pieces.push(bytes.slice(from, from + size));
    from += size;
  }
  return pieces;
}
