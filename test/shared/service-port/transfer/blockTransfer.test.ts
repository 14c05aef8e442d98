import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createReceiveMachine,
  type ReceiveOptions,
} from '../../../../shared/service-port/transfer/receiveMachine.ts';
import { createSendMachine } from '../../../../shared/service-port/transfer/sendMachine.ts';
import { overSimulatedLine, type Disturb, type LineResult, type Side } from './simulatedLine.ts';

interface Wish {
  protocol?: 'xmodem' | 'ymodem';
  blockBytes?: 128 | 1024;
  receive?: Partial<ReceiveOptions>;
  disturb?: Disturb;
  abortAt?: { side: Side; block: number };
  chunk?: number;
}

const MEGABYTE = 1_048_576;

function content(sizeBytes: number, seed = 1): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length: sizeBytes }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 16;
  });
}

function transfer(contents: readonly Uint8Array[], wish: Wish = {}): LineResult {
  const { protocol = 'ymodem', blockBytes = 1024, receive, ...line } = wish;
  const files = contents.map((bytes, at) => ({
    name: `file${at}.bin`,
    sizeBytes: bytes.length,
    mtimeS: 1_700_000_000,
    mode: 0o100640,
  }));
  return overSimulatedLine({
    sender: createSendMachine({ protocol, files, blockBytes }),
    receiver: createReceiveMachine({ protocol, limitBytes: 10_000_000, ...receive }),
    contents,
    ...line,
  });
}

function isWhole({ files }: LineResult, contents: readonly Uint8Array[]): boolean {
  return (
    files.length === contents.length &&
    files.every(({ bytes }, at) => Buffer.compare(bytes, contents[at] ?? new Uint8Array()) === 0)
  );
}

const DONE = { proof: 'acknowledged' };

describe('X/YMODEM from end to end', () => {
  const sizes = [0, 1, 127, 128, 129, 1023, 1024, 1025, 2048, 33_000];

  for (const sizeBytes of sizes) {
    for (const blockBytes of [128, 1024] as const) {
      it(`YMODEM carries ${sizeBytes} bytes in blocks of ${blockBytes}, with name, size, date and mode`, () => {
        const file = content(sizeBytes);
        const result = transfer([file], { blockBytes });
        expect([result.sender, result.receiver]).toEqual([DONE, DONE]);
        expect(isWhole(result, [file])).toBe(true);
        expect(result.files[0]?.file).toEqual({
          name: 'file0.bin',
          sizeBytes,
          mtimeS: 1_700_000_000,
          mode: 0o100640,
        });
      });
    }
    for (const check of ['sum', 'crc', 'auto'] as const) {
      it(`XMODEM carries ${sizeBytes} bytes with ${check}`, () => {
        const file = content(sizeBytes, 7).map((byte) => (byte === 0x1a ? 0 : byte));
        const result = transfer([file], { protocol: 'xmodem', receive: { check } });
        expect([result.sender, result.receiver]).toEqual([DONE, DONE]);
        expect(isWhole(result, [file])).toBe(true);
        expect(result.files[0]?.end.paddingBytes).toBeLessThan(1024);
      });
    }
  }

  it('counts blocks beyond 255', () => {
    const file = content(270_000);
    expect(isWhole(transfer([file]), [file])).toBe(true);
  });

  it('carries a batch, empty files in it too', () => {
    const contents = [content(3000), content(0), content(128, 3), content(5000, 4)];
    const result = transfer(contents);
    expect([result.sender, result.receiver]).toEqual([DONE, DONE]);
    expect(isWhole(result, contents)).toBe(true);
  });

  it('sends a short end of a file in small blocks, and one that is mostly full in a large one', () => {
    expect(transfer([content(1024 + 256)]).blocks).toBe(3);
    expect(transfer([content(1024 + 257)]).blocks).toBe(2);
  });

  it('ends a batch of nothing at once', () => {
    expect(transfer([]).receiver).toEqual(DONE);
  });

  it('takes bytes one by one as well as in heaps', () => {
    const file = content(2500);
    for (const chunk of [1, 7, 700, 1_000_000]) {
      expect(isWhole(transfer([file], { chunk }), [file]), `by ${chunk}`).toBe(true);
    }
  });

  it('keeps the signs 1A that are inside a file without a size, and those of a size to the last', () => {
    const file = new Uint8Array(3000).fill(0x1a);
    const withEnd = Uint8Array.from([...file, 1]);
    expect(isWhole(transfer([withEnd], { protocol: 'xmodem', blockBytes: 128 }), [withEnd])).toBe(true);
    expect(isWhole(transfer([file]), [file])).toBe(true);
  });

  it('needs no more than one turn of the line for each block', () => {
    const { took } = transfer([content(MEGABYTE / 8)]);
    const lineMs = (128 * 1029 * 10_000) / 115_200;
    expect(took).toBeLessThan(lineMs + 130 * 3 + 10_500);
  });
});

describe('what a bad line does', () => {
  const file = content(1200, 5);

  const kinds: Record<string, (byte: number) => number[]> = {
    lost: () => [],
    doubled: (byte) => [byte, byte],
    damaged: (byte) => [byte ^ 0x55],
  };

  for (const [name, change] of Object.entries(kinds)) {
    for (const from of ['sender', 'receiver'] as const) {
      it(`brings the file over although any byte of the ${from} is ${name}`, () => {
        const whole = transfer([file]);
        const failures: string[] = [];
        for (let at = 0; at < whole.sent[from]; at += 1) {
          const result = transfer([file], { disturb: atByte(from, at, change) });
          if (!isWhole(result, [file]))
            failures.push(`${at}: ${JSON.stringify([result.sender, result.receiver])}`);
        }
        expect(failures).toEqual([]);
      });
    }
  }

  it('never takes a wrong file for whole, however bad the line is', () => {
    const property = fc.property(
      fc.integer(),
      fc.constantFrom(0.000_2, 0.001, 0.01),
      fc.constantFrom('xmodem' as const, 'ymodem' as const),
      fc.constantFrom(128 as const, 1024 as const),
      (seed, share, protocol, blockBytes) => {
        const result = transfer([file], { protocol, blockBytes, disturb: byChance(seed, share) });
        for (const received of result.files) expect(Buffer.compare(received.bytes, file)).toBe(0);
        expect(result.sender).not.toBe('waiting');
        expect(result.receiver).not.toBe('waiting');
        const isProven = JSON.stringify(result.sender) === JSON.stringify(DONE);
        if (isProven) expect(result.files).toHaveLength(1);
      },
    );
    fc.assert(property, { numRuns: 150 });
  });

  it('ends on both sides, cut at every block in turn', () => {
    for (let block = 0; block <= 3; block += 1) {
      const result = transfer([file], { disturb: cutAfter(block) });
      expect(result.files, `cut after ${block}`).toHaveLength(0);
      expect(result.sender).toHaveProperty('failure');
      expect(result.receiver).toHaveProperty('failure');
    }
  });

  it('is done on both sides where only the end of the batch is cut', () => {
    const result = transfer([file], { disturb: cutAfter(4) });
    expect(isWhole(result, [file])).toBe(true);
    expect([result.sender, result.receiver]).toEqual([DONE, { proof: 'probable' }]);
  });

  it('says probable where every block was acknowledged, but not the end', () => {
    const result = transfer([file], {
      protocol: 'xmodem',
      disturb: (bytes, from) => (from === 'sender' && bytes[0] === 0x04 ? new Uint8Array() : bytes),
    });
    expect(result.sender).toEqual({ proof: 'probable' });
    expect(result.files).toHaveLength(0);
  });

  it('skips noise before a block', () => {
    const noise = [0x01, 0x00, 0x01, 0x04, 0x18, 0x43, 0x02];
    const result = transfer([file], {
      disturb: (bytes, from) =>
        from === 'sender' && bytes.length > 1 ? Uint8Array.from([...noise, ...bytes]) : bytes,
    });
    expect(isWhole(result, [file])).toBe(true);
  });
});

describe('stopping', () => {
  const file = content(20_000);

  for (const side of ['sender', 'receiver'] as const) {
    it(`the ${side} stops the other end, too`, () => {
      const result = transfer([file], { abortAt: { side, block: 5 } });
      const other = side === 'sender' ? 'receiver' : 'sender';
      expect(result[side]).toMatchObject({ failure: { cause: 'cancelled' } });
      expect(result[other]).toMatchObject({ failure: { cause: 'cancelled-by-device' } });
      expect(result.files).toHaveLength(0);
    });
  }

  it('takes no more than it may', () => {
    const result = transfer([file], { receive: { limitBytes: 19_999 } });
    expect(result.receiver).toMatchObject({ failure: { cause: 'too-large' } });
    expect(result.sender).toMatchObject({ failure: { cause: 'cancelled-by-device' } });
    const endless = transfer([new Uint8Array(20_000).fill(0x1a)], {
      protocol: 'xmodem',
      receive: { limitBytes: 10_000 },
    });
    expect(endless.receiver).toMatchObject({ failure: { cause: 'too-large' } });
  });
});

function atByte(side: Side, at: number, change: (byte: number) => number[]): Disturb {
  return (bytes, from, count) => {
    const place = at - count;
    if (from !== side || place < 0 || place >= bytes.length) return bytes;
    const changed = Uint8Array.from(change(bytes[place] ?? 0));
    return Buffer.concat([bytes.subarray(0, place), changed, bytes.subarray(place + 1)]);
  };
}

function byChance(seed: number, share: number): Disturb {
  let state = seed >>> 0;
  const chance = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return (bytes) =>
    Uint8Array.from(
      [...bytes].flatMap((byte) => {
        if (chance() > share) return [byte];
        const kind = Math.floor(chance() * 3);
        return [[], [byte, byte], [byte ^ (1 << Math.floor(chance() * 8))]][kind] ?? [];
      }),
    );
}

function cutAfter(blocks: number): Disturb {
  let seen = 0;
  return (bytes, from) => {
    if (from === 'sender' && bytes.length > 1) seen += 1;
    return seen > blocks ? new Uint8Array() : bytes;
  };
}
