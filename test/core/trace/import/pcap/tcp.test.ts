import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { call, frameOf, Line, notesOf, pcap, rawsOf, read, type Packet } from './captures.ts';

const CALLS = Array.from({ length: 6 }, (_, index) => call(index));

/** A connection whose client says the calls in segments of a size. */
function chopped(size: number, seq = 1000): Packet[] {
  const line = new Line({ seq }).open().upgrade();
  const all = Buffer.concat(CALLS.map((text) => frameOf('client', text)));
  for (let at = 0; at < all.length; at += size) line.say('client', all.subarray(at, at + size));
  return line.fin().packets;
}

const HEAD_PACKETS = 5;

describe('segments', () => {
  it.each([1, 2, 3, 7, 30, 33, 1000])('of %i bytes are put together', (size) => {
    expect(rawsOf(read(pcap(chopped(size))))).toEqual(CALLS);
  });

  it.each([0xffff_fff0, 0xffff_ff00, 0x7fff_fff0, 0xffff_ffff])(
    'count on when numbers wrap around at %i',
    (seq) => {
      expect(rawsOf(read(pcap(chopped(5, seq))))).toEqual(CALLS);
    },
  );

  it('in any order, and each once or twice, give the same frames', () => {
    const packets = chopped(11);
    const head = packets.slice(0, HEAD_PACKETS);
    const body = packets.slice(HEAD_PACKETS, -2);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(body, { minLength: body.length }),
        fc.subarray(body),
        (shuffled, again) => {
          expect(rawsOf(read(pcap([...head, ...shuffled, ...again])))).toEqual(CALLS);
        },
      ),
    );
  });

  it('that come twice are read once, and a note says how many', () => {
    const line = new Line().open().upgrade().text('client', call(1)).text('client', call(2));
    const twice = line.packets.slice(HEAD_PACKETS);
    const items = read(pcap([...line.packets, ...twice]));
    expect(rawsOf(items)).toEqual([call(1), call(2)]);
    expect(items.at(-1)).toMatchObject({
      type: 'note',
      copies: 2,
      text: expect.stringMatching(/^TCP segments that brought again .*: 2\./) as string,
    });
    expect(notesOf(read(pcap(line.packets))).join()).not.toContain('TCP segments');
  });

  it('that overlap count once', () => {
    const line = new Line().open().upgrade();
    const all = Buffer.concat(CALLS.map((text) => frameOf('client', text)));
    const overlapping = new Line().open().upgrade();
    line.say('client', all.subarray(0, 40));
    overlapping.say('client', all.subarray(0, 25));
    overlapping.say('client', all.subarray(25, 90));
    line.say('client', all.subarray(40));
    const [first] = line.packets.slice(HEAD_PACKETS);
    const [, second] = overlapping.packets.slice(HEAD_PACKETS);
    const last = line.packets.at(-1);
    if (first === undefined || second === undefined || last === undefined) throw new Error('there are three');
    const head = line.packets.slice(0, HEAD_PACKETS);
    for (const order of [
      [first, second, last],
      [last, second, first],
      [second, first, last],
    ])
      expect(rawsOf(read(pcap([...head, ...order])))).toEqual(CALLS);
  });

  it('a frame has the time of the packet that completes it, and the number of the one where it begins', () => {
    const line = new Line().open().upgrade();
    const bytes = frameOf('client', call(1));
    line.say('client', bytes.subarray(0, 9)).say('client', bytes.subarray(9));
    const [, frame] = read(pcap(line.packets));
    expect(frame).toMatchObject({ line: 6, time: { at: line.at - 1, clock: 'explicit' }, raw: call(1) });
  });
});

describe('what is not in the capture', () => {
  it('is told, and reading goes on at the next message', () => {
    const line = new Line().open().upgrade();
    const bytes = frameOf('client', call('lost'));
    line.text('client', call(1)).say('client', bytes.subarray(0, 10)).lose('client', bytes.subarray(10));
    line.text('client', call(2)).text('client', call(3)).fin();
    const items = read(pcap(line.packets));
    expect(rawsOf(items)).toEqual([call(1), call(2), call(3)]);
    expect(notesOf(items)[0]).toMatch(
      /^\d+ bytes are missing in the capture; reading goes on at the next message\.$/,
    );
  });

  it('is given up when the other side has long acknowledged it, not only at the end', () => {
    const line = new Line().open().upgrade();
    line.text('client', call(0)).lose('client', frameOf('client', call('lost')));
    for (let n = 1; n <= 12; n += 1) line.text('client', call(n)).text('server', `[3,"${n}",{}]`);
    const items = read(pcap(line.packets));
    const raws = rawsOf(items);
    expect(raws).toHaveLength(25);
    expect(raws.indexOf(call(1))).toBeLessThan(raws.length - 5);
    expect(notesOf(items)).toHaveLength(1);
  });

  it('may be the end of packets that were cut', () => {
    const line = new Line().open().upgrade();
    line.text('client', call(1)).text('client', `[2,"long","DataTransfer",{"data":"${'x'.repeat(900)}"}]`);
    line.text('client', call(2));
    const items = read(pcap(line.packets, { snapBytes: 400 }));
    expect(rawsOf(items)).toEqual([call(1), call(2)]);
    expect(notesOf(items).join()).toMatch(/missing in the capture/);
  });

  it('may be the beginning of the connection: messages tell which side is which', () => {
    const line = new Line().open().upgrade();
    const half = frameOf('client', call('half'));
    line
      .say('client', half.subarray(20))
      .text('server', '[3,"a",{}]')
      .text('client', call(1))
      .text('server', '[3,"1",{}]');
    const items = read(pcap(line.packets.slice(HEAD_PACKETS)));
    expect(rawsOf(items)).toEqual(['[3,"a",{}]', call(1), '[3,"1",{}]']);
    const [note, first, second] = items;
    expect(note).toMatchObject({ type: 'note', stationId: 'unnamed-10.0.0.7' });
    expect(first).toMatchObject({ direction: 'out', stationId: 'unnamed-10.0.0.7' });
    expect(second).toMatchObject({ direction: 'in' });
  });

  it('may be one whole side, the answer to the upgrade included', () => {
    const line = new Line()
      .open()
      .upgrade()
      .text('client', call(1))
      .text('server', '[3,"1",{}]')
      .text('client', call(2));
    const isFrom = (last: number) => (packet: Packet) => packet.frame[14 + 15] === last;
    const client = read(pcap(line.packets.filter(isFrom(7))));
    expect(rawsOf(client)).toEqual([call(1), call(2)]);
    expect(client[0]).toMatchObject({ stationId: 'CP-1', known: { kind: 'connect' } });
    expect(notesOf(client)[0]).toMatch(/answer to the upgrade is not in the capture/);
    const server = read(pcap(line.packets.filter(isFrom(1))));
    expect(rawsOf(server)).toEqual(['[3,"1",{}]']);
    expect(server.at(-1)).toMatchObject({ direction: 'out' });
  });
});

describe('connections', () => {
  it('that use the same ports one after another are two', () => {
    const first = new Line().open().upgrade('/A').text('client', call(1));
    const second = new Line({ seq: 77, at: first.at }).open().upgrade('/B').text('client', call(2)).fin();
    const items = read(pcap([...first.packets, ...second.packets]));
    expect(items.map((item) => item.stationId)).toEqual(['A', 'A', 'A', 'B', 'B', 'B']);
    expect(items[2]).toMatchObject({
      known: { kind: 'disconnect' },
      raw: '{"code":1006,"reason":"","by":"network"}',
    });
  });

  it('that run side by side are kept apart', () => {
    const lines = [50_001, 50_002, 50_003].map((port) => new Line({ port }).open().upgrade(`/S${port}`));
    for (let n = 0; n < 5; n += 1) for (const line of lines) line.text('client', call(n));
    const packets = lines.flatMap((line) => line.packets).sort((one, other) => one.at - other.at);
    const items = read(pcap(packets));
    for (const port of [50_001, 50_002, 50_003])
      expect(rawsOf(items.filter((item) => item.stationId === `S${port}`))).toEqual(
        [0, 1, 2, 3, 4].map(call),
      );
  });

  it('a packet that comes once more after the end adds nothing', () => {
    const line = new Line().open().upgrade().text('client', call(1)).fin();
    const again = line.packets[HEAD_PACKETS];
    if (again === undefined) throw new Error('there is a frame');
    expect(rawsOf(read(pcap([...line.packets, again])))).toEqual([call(1)]);
  });

  it('are followed by the ten thousand: the oldest is given up, and that is said', () => {
    const packets: Packet[] = [];
    for (let n = 0; n < 10_050; n += 1) {
      const line = new Line({ port: 1024 + (n % 60_000), address: [10, 1, n >> 8, n & 255] }).open();
      packets.push(...line.packets);
    }
    expect(notesOf(read(pcap(packets)))).toEqual([
      'Passed over, since it is no OCPP: connections given up because there are too many at once: 50.',
    ]);
  });

  it('what waits for a lost segment is bounded', () => {
    const line = new Line().open().upgrade().lose('client', 'xx');
    const part = Buffer.alloc(1400, 'y');
    for (let n = 0; n < 5000; n += 1) line.say('client', part);
    const notes = notesOf(read(pcap(line.packets)));
    expect(notes[0]).toMatch(/^2 bytes are missing/);
    expect(notes[1]).toMatch(/No further message can be found on this side/);
  });
});
