import fc from 'fast-check';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { FoundItem } from '../../../../../shared/trace/import/found.ts';
import { committed, exchange, newRecord, openTrace } from '../../sessions.ts';
import { SOAP_BOOT } from '../../export/richVisit.ts';
import { call, frameOf, framesOf, Line, notesOf, pcap, read as readItems } from './captures.ts';

/** What the reader catches as not thought of is a defect here. */
function read(file: Buffer, pieceBytes?: number): FoundItem[] {
  const items = readItems(file, pieceBytes);
  expect(notesOf(items).filter((note) => note.startsWith('This packet cannot be read'))).toEqual([]);
  return items;
}

/** Two captures of ours and one that a session was exported to. */
async function madeFiles(): Promise<Buffer[]> {
  const line = new Line().open().upgrade('/A', 'ocpp1.6', 'permessage-deflate');
  for (let n = 0; n < 8; n += 1) line.text('client', call(n)).text('server', `[3,"${n}",{}]`);
  line.say('client', frameOf('client', Buffer.of(3, 232), 8)).fin();
  const trace = openTrace();
  trace.store.append(newRecord({ kind: 'connect', raw: '{"path":"/CP-1"}' }));
  for (const id of ['a', 'b', 'c']) for (const record of exchange(id)) trace.store.append(record);
  trace.store.append(newRecord({ transport: 'soap', raw: SOAP_BOOT, stationId: 'S' }));
  await committed(trace.store);
  return [
    pcap(line.packets),
    pcap(line.packets, { isBig: true, isNano: true }),
    await buffer(trace.export('pcapng')),
  ];
}

let files: Buffer[] | undefined;

async function fileOf(index: number): Promise<Buffer> {
  files ??= await madeFiles();
  return files[index] ?? Buffer.alloc(0);
}

describe('a file that is damaged never throws', () => {
  it.each([0, 1, 2])('file %i, cut after every byte', async (index) => {
    const file = await fileOf(index);
    const whole = framesOf(read(file)).length;
    expect(whole).toBeGreaterThan(6);
    for (let length = 24; length <= file.length; length += 1)
      expect(framesOf(read(file.subarray(0, length))).length).toBeLessThanOrEqual(whole);
  });

  it.each([0, 1, 2])('file %i, with any bytes changed', async (index) => {
    const file = await fileOf(index);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 12, max: file.length - 1 }), fc.integer({ min: 0, max: 255 })), {
          minLength: 1,
          maxLength: 20,
        }),
        fc.integer({ min: 1, max: 5000 }),
        (changes, pieceBytes) => {
          const changed = Buffer.from(file);
          for (const [at, value] of changes) changed[at] = value;
          read(changed, pieceBytes);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([0, 1, 2])('file %i, with parts cut out, doubled and swapped', async (index) => {
    const file = await fileOf(index);
    const place = fc.integer({ min: 24, max: file.length });
    fc.assert(
      fc.property(place, place, place, (one, two, three) => {
        const [a = 0, b = 0, c = 0] = [one, two, three].sort((left, right) => left - right);
        const [head, first, second, rest] = [
          file.subarray(0, a),
          file.subarray(a, b),
          file.subarray(b, c),
          file.subarray(c),
        ];
        for (const parts of [
          [head, first, rest],
          [head, first, first, second, rest],
          [head, second, first, rest],
        ])
          read(Buffer.concat(parts), 777);
      }),
      { numRuns: 200 },
    );
  });

  it('any packets', () => {
    const packet = fc.record({
      frame: fc.uint8Array({ minLength: 1, maxLength: 120 }).map((bytes) => Buffer.from(bytes)),
      at: fc.integer({ min: 0, max: 4e12 }),
    });
    fc.assert(
      fc.property(
        fc.array(packet, { maxLength: 20 }),
        fc.constantFrom(0, 1, 9, 101, 108, 113, 276, 147),
        (packets, linkType) => {
          read(pcap(packets, { linkType }));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('any bytes over a connection', () => {
    const piece = fc.tuple(
      fc.constantFrom('client' as const, 'server' as const),
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(fc.boolean(), fc.array(piece, { maxLength: 20 }), (isUpgraded, pieces) => {
        const line = new Line().open();
        if (isUpgraded) line.upgrade('/A', 'ocpp1.6', 'permessage-deflate');
        for (const [side, bytes, isLost] of pieces) {
          if (isLost) line.lose(side, Buffer.from(bytes));
          else line.say(side, Buffer.from(bytes));
        }
        read(pcap(line.packets));
      }),
      { numRuns: 300 },
    );
  });
});
