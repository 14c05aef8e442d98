import { describe, expect, it } from 'vitest';
import {
  ACK,
  ASK_CRC,
  blockFrame,
  CANCEL,
  EOT,
  NAK,
} from '../../../../shared/service-port/transfer/blockFrame.ts';
import { createReceiveMachine } from '../../../../shared/service-port/transfer/receiveMachine.ts';
import { createSendMachine } from '../../../../shared/service-port/transfer/sendMachine.ts';
import type {
  TransferAction,
  TransferEvent,
  TransferMachine,
} from '../../../../shared/service-port/transfer/transferMachine.ts';

type Kind = TransferAction['kind'];

/** One end of a transfer, played with by hand; what it wants to read is all the same byte. */
class End {
  readonly #machine: TransferMachine;
  readonly #actions: TransferAction[] = [];

  constructor(machine: TransferMachine) {
    this.#machine = machine;
    this.#take({ kind: 'start' });
  }

  /** In pieces, as they come. */
  hears(...pieces: ReadonlyArray<Uint8Array | number>): this {
    for (const piece of pieces) {
      this.#take({ kind: 'bytes', bytes: typeof piece === 'number' ? Uint8Array.of(piece) : piece });
    }
    return this;
  }

  waits(): this {
    this.#take({ kind: 'timer' });
    return this;
  }

  all<K extends Kind>(kind: K): Array<Extract<TransferAction, { kind: K }>> {
    return this.#actions.filter(
      (action): action is Extract<TransferAction, { kind: K }> => action.kind === kind,
    );
  }

  get written(): number[][] {
    return this.all('write').map(({ bytes }) => [...bytes]);
  }

  get file(): string {
    return Buffer.concat(this.all('content').map(({ bytes }) => bytes)).toString('latin1');
  }

  #take(event: TransferEvent): void {
    for (const action of this.#machine.handle(event)) {
      this.#actions.push(action);
      if (action.kind !== 'read') continue;
      this.#take({ kind: 'content', bytes: new Uint8Array(action.length).fill(0x55) });
    }
  }
}

function sender(sizeBytes = 5000, protocol: 'xmodem' | 'ymodem' = 'ymodem'): End {
  const files = [{ name: 'fw.bin', sizeBytes }];
  return new End(createSendMachine({ protocol, files, blockBytes: 1024 }));
}

function receiver(): End {
  return new End(createReceiveMachine({ protocol: 'ymodem', limitBytes: 100_000 }));
}

function block(number: number, text: string, padding = 0x1a): Uint8Array {
  const content = Buffer.from(text, 'latin1');
  return blockFrame({ number, content, length: 128, check: 'crc', padding });
}

const header = (text: string): Uint8Array => block(0, text, 0);
const END_OF_BATCH = header('');

describe('a sender', () => {
  it('takes requests that had piled up for one, and the first one behind block 0 for none', () => {
    const end = sender().hears(Uint8Array.of(ASK_CRC, ASK_CRC), ASK_CRC, ASK_CRC).waits();
    expect(end.written).toHaveLength(1);
    end.hears(ASK_CRC);
    expect(end.written).toHaveLength(1);
    // A second one says that nothing came.
    end.hears(ASK_CRC);
    expect(end.written).toHaveLength(2);
    expect(end.written[1]).toEqual(end.written[0]);
  });

  it('takes a C in a text for a letter of it', () => {
    const end = sender().hears(Buffer.from('C')).hears(Buffer.from('onnecting')).waits();
    expect(end.written).toEqual([]);
    expect(end.hears(ASK_CRC).waits().written).toHaveLength(1);
  });

  it('gives up a block that is refused again and again, and cancels', () => {
    const end = sender().hears(ASK_CRC).waits().hears(ACK, ASK_CRC);
    end.hears(...Array.from({ length: 100 }, () => NAK));
    expect(end.all('fail')).toMatchObject([{ failure: { cause: 'too-many-retries', block: 1 } }]);
    expect(end.written.length).toBeLessThan(14);
    expect(end.written.at(-1)).toEqual([...CANCEL]);
  });

  it('sends once for a heap of refusals that came together', () => {
    const end = sender().hears(ASK_CRC).waits().hears(ACK, ASK_CRC);
    const before = end.written.length;
    end.hears(new Uint8Array(1000).fill(NAK));
    expect(end.written).toHaveLength(before + 1);
  });

  it('has the next block ready while one is on its way, and reads each place once', () => {
    const end = sender(3000).hears(ASK_CRC).waits().hears(ACK, ASK_CRC);
    expect(end.all('read').map(({ offset }) => offset)).toEqual([0, 1024]);
    end.hears(ACK, ACK, ACK);
    expect(end.all('read').map(({ offset, length }) => [offset, length])).toEqual([
      [0, 1024],
      [1024, 1024],
      [2048, 952],
    ]);
    expect(end.written.at(-1)).toEqual([EOT]);
  });

  it('reads again in small blocks where large ones are refused', () => {
    const end = sender(2000, 'xmodem').hears(ASK_CRC).waits().hears(NAK, NAK, NAK);
    expect(end.written.at(-1)).toHaveLength(133);
    end.hears(ACK).waits();
    expect(end.all('read').at(-1)).toMatchObject({ offset: 256, length: 128 });
    expect(end.written.at(-1)?.slice(0, 2)).toEqual([1, 2]);
  });

  it('ends at two CAN, not at one', () => {
    const end = sender().hears(ASK_CRC).waits().hears(0x18, ACK);
    expect(end.all('fail')).toEqual([]);
    end.hears(Uint8Array.of(0x18, 0x18));
    expect(end.all('fail')).toMatchObject([{ failure: { cause: 'cancelled-by-device' } }]);
  });
});

describe('a receiver', () => {
  it('takes a file whose size is not told, without its padding', () => {
    const end = receiver().hears(header('log.txt'), block(1, 'hello'), EOT, EOT, END_OF_BATCH);
    expect(end.file).toBe('hello');
    expect(end.all('done')).toHaveLength(1);
  });

  it('does not believe a size of 0 where there is content', () => {
    const end = receiver().hears(header('log.txt\u00000 0 0'), block(1, 'hello'), EOT, EOT, END_OF_BATCH);
    expect(end.file).toBe('hello');
    expect(end.all('close')).toMatchObject([{ end: { sizeBytes: 5, paddingBytes: 123 } }]);
  });

  it('says that less came than was announced, and cuts what is more', () => {
    const short = receiver().hears(header('a\u00001000'), block(1, 'hello'), EOT, EOT);
    expect(short.all('fail')).toMatchObject([{ failure: { cause: 'short' } }]);
    const long = receiver().hears(header('a\u00003'), block(1, 'hello'), EOT, EOT, END_OF_BATCH);
    expect(long.file).toBe('hel');
  });

  it('takes a size that is no number for none, and a name in Latin-1', () => {
    const end = receiver().hears(header('L\u00e4rm.txt\u0000many 77x -1'), block(1, 'hello'), EOT, EOT);
    expect(end.all('open')).toMatchObject([{ file: { name: 'L\u00e4rm.txt' } }]);
    expect(end.all('open')[0]?.file.sizeBytes).toBeUndefined();
    expect(end.file).toBe('hello');
  });

  it('keeps a block once that comes again because its acknowledgement was lost', () => {
    const end = receiver().hears(header('a\u000010'), block(1, 'hello'), block(1, 'hello'), EOT, EOT);
    expect(end.file).toHaveLength(10);
    expect(end.file.startsWith('hello\u001a')).toBe(true);
  });

  it('ends where a block is missing', () => {
    const end = receiver().hears(header('a\u0000300'), block(1, 'hello'), block(3, 'hello'));
    expect(end.all('fail')).toMatchObject([{ failure: { cause: 'out-of-step' } }]);
  });

  it('ends where the same block comes without end, and where only noise does', () => {
    const again = receiver().hears(header('a\u0000300'), block(1, 'hello'));
    again.hears(...Array.from({ length: 200 }, () => block(1, 'hello')));
    expect(again.all('fail')).toMatchObject([{ failure: { cause: 'too-many-retries' } }]);
    const noise = receiver();
    noise.hears(...Array.from({ length: 2000 }, () => Buffer.alloc(9000, 'x')));
    expect(noise.all('fail')).toMatchObject([{ failure: { cause: 'no-answer' } }]);
  });

  it('ends a batch that never ends', () => {
    const end = receiver();
    for (let file = 0; file < 1200; file += 1) end.hears(header('a\u00000'), EOT, EOT);
    expect(end.all('fail')).toMatchObject([{ failure: { cause: 'too-large' } }]);
  });
});
