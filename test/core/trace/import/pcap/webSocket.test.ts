import { createDeflateRaw, deflateRawSync, constants } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { call, framesOf, frameOf, Line, notesOf, pcap, rawsOf, read, type Side } from './captures.ts';

const open = (): Line => new Line().open().upgrade();

/** A fragment: `opcode` 0 continues. */
function fragment(side: Side, text: string, opcode: number, isFinal: boolean): Buffer {
  const frame = frameOf(side, text, opcode);
  if (!isFinal) frame[0] = (frame[0] ?? 0) & 0x7f;
  return frame;
}

describe('handshake', () => {
  it.each([
    ['/ocpp/CP-1', 'CP-1'],
    ['/CP%202%2F%C3%BC?token=1', 'CP 2/ü'],
    ['/', 'unnamed-10.0.0.7'],
  ])('the path %s names %s', (path, stationId) => {
    const [connect] = read(pcap(new Line().open().upgrade(path).packets));
    expect(connect).toMatchObject({ stationId, known: { kind: 'connect' } });
    expect(JSON.parse((connect as { raw: string }).raw)).toEqual({
      remoteAddress: '10.0.0.7',
      subprotocol: 'ocpp1.6',
      path,
    });
  });

  it.each([
    ['ocpp1.6', '1.6'],
    ['ocpp2.0.1', '2.0.1'],
    ['ocpp2.1', '2.1'],
    ['', undefined],
  ])('the subprotocol %j tells the version', (subprotocol, version) => {
    const [, frame] = read(
      pcap(new Line().open().upgrade('/A', subprotocol).text('client', call(1)).packets),
    );
    expect((frame as { version?: string }).version).toBe(version);
  });

  it('one that is refused is told, and the next one on the same connection counts', () => {
    const line = new Line().open();
    line.say('client', 'GET /A HTTP/1.1\r\nUpgrade: websocket\r\nSec-WebSocket-Protocol: ocpp1.2\r\n\r\n');
    line.say('server', 'HTTP/1.1 401 Unauthorized\r\nContent-Length: 9\r\n\r\nNo entry.');
    line.upgrade('/A').text('client', call(1));
    const items = read(pcap(line.packets));
    expect(notesOf(items)).toEqual([
      'A WebSocket was asked for at /A (ocpp1.2) and refused: 401 Unauthorized. The answer says: No entry.',
    ]);
    expect(items[0]?.stationId).toBe('A');
    expect(rawsOf(items)).toEqual([call(1)]);
  });

  it('one that is not answered is told', () => {
    const line = new Line().open();
    line.say('client', 'GET /A HTTP/1.1\r\nUpgrade: websocket\r\n\r\n');
    expect(notesOf(read(pcap(line.packets)))).toEqual([
      'A WebSocket was asked for at /A; the capture ends before an answer.',
    ]);
    line.reset();
    expect(notesOf(read(pcap(line.packets)))).toEqual([
      'A WebSocket was asked for at /A; the connection ended without an answer.',
    ]);
  });

  it('may share its packets with the first frames', () => {
    const line = open();
    const [get, switching] = line.packets.slice(3);
    if (get === undefined || switching === undefined) throw new Error('there is a handshake');
    const early = new Line().open();
    early.say('client', get.frame.subarray(54));
    early.say(
      'server',
      Buffer.concat([
        switching.frame.subarray(54),
        frameOf('server', call('s')),
        frameOf('server', call('t')),
      ]),
    );
    expect(rawsOf(read(pcap(early.packets)))).toEqual([call('s'), call('t')]);
  });
});

describe('frames', () => {
  it.each([0, 125, 126, 65_535, 65_536, 200_000])('of %i bytes more', (length) => {
    const text = `[2,"1","DataTransfer",{"data":"${'x'.repeat(length)}"}]`;
    const bytes = frameOf('client', text);
    const line = open();
    for (let at = 0; at < bytes.length; at += 1400) line.say('client', bytes.subarray(at, at + 1400));
    expect(rawsOf(read(pcap(line.packets)))).toEqual([text]);
  });

  it('come from the client to us, and from the server to the station', () => {
    const items = framesOf(read(pcap(open().text('client', call(1)).text('server', '[3,"1",{}]').packets)));
    expect(items.map(({ direction }) => direction)).toEqual(['in', 'out']);
    expect(items.every(({ stationId, version }) => stationId === 'CP-1' && version === '1.6')).toBe(true);
  });

  it('several in one segment, with ping and pong between', () => {
    const bytes = [call(1), call(2)].map((text) => frameOf('client', text));
    const line = open().say(
      'client',
      Buffer.concat(
        [frameOf('client', 'hello', 9), bytes[0] ?? '', frameOf('client', '', 10), bytes[1] ?? ''].map(
          (part) => Buffer.from(part as string),
        ),
      ),
    );
    expect(rawsOf(read(pcap(line.packets)))).toEqual([call(1), call(2)]);
  });

  it('in fragments, with control frames between them', () => {
    const line = open();
    line.say('client', fragment('client', '[2,"1",', 1, false));
    line.say('client', frameOf('client', 'beat', 9));
    line.say('client', fragment('client', '"Heart', 0, false)).text('server', call('s'));
    line.say('client', fragment('client', 'beat",{}]', 0, true));
    const items = framesOf(read(pcap(line.packets)));
    expect(items.map(({ raw }) => raw)).toEqual([call('s'), call(1)]);
    expect(items[1]?.line).toBe(6);
  });

  it('of bytes, and text that is no UTF-8, stay bytes', () => {
    const line = open()
      .say('client', frameOf('client', Buffer.of(0, 1, 255), 2))
      .say('client', frameOf('client', Buffer.of(91, 255)));
    const [bytes, text] = framesOf(read(pcap(line.packets)));
    expect(bytes).toMatchObject({ raw: Buffer.of(0, 1, 255), known: { kind: 'malformed' } });
    expect(text).toMatchObject({ raw: Buffer.of(91, 255) });
    expect(text?.known).toBeUndefined();
  });

  it('that are none are told, and reading goes on at the next message', () => {
    const line = open()
      .text('client', call(1))
      .say('client', Buffer.from('f3f4f5f6f7', 'hex'))
      .text('client', call(2));
    const items = read(pcap(line.packets));
    expect(rawsOf(items)).toEqual([call(1), call(2)]);
    expect(notesOf(items)).toEqual([
      'Bytes that are no WebSocket frame; reading goes on at the next message.',
    ]);
  });

  it('that claim to be enormous end the reading of their side alone', () => {
    const line = open().say('client', Buffer.from('81ff00000100000000000000000000', 'hex'));
    line.text('client', call(1)).text('server', call(2));
    const items = read(pcap(line.packets));
    expect(rawsOf(items)).toEqual([call(2)]);
    expect(notesOf(items)[0]).toMatch(/1099511627776 bytes is too large/);
  });
});

describe('the end', () => {
  it.each([
    ['client', 'station'],
    ['server', 'central-system'],
  ] as const)('by a closing frame of the %s', (side, by) => {
    const payload = Buffer.concat([Buffer.of(3, 233), Buffer.from('going')]);
    const other = side === 'client' ? 'server' : 'client';
    const line = open().text('client', call(1));
    line
      .say(side, frameOf(side, payload, 8))
      .say(other, frameOf(other, payload.subarray(0, 2), 8))
      .fin();
    const items = read(pcap(line.packets));
    expect(items).toHaveLength(3);
    expect(items[2]).toMatchObject({
      raw: `{"code":1001,"reason":"going","by":"${by}"}`,
      known: { kind: 'disconnect' },
      direction: side === 'client' ? 'in' : 'out',
    });
  });

  it('without one is a broken line; with the end of the capture it is none', () => {
    const line = open().text('client', call(1));
    expect(read(pcap(line.packets))).toHaveLength(2);
    expect(read(pcap(line.reset().packets))[2]).toMatchObject({
      raw: '{"code":1006,"reason":"","by":"network"}',
    });
  });

  it('inside of a message is told', () => {
    const line = open().say('client', frameOf('client', call(1)).subarray(0, 9));
    expect(notesOf(read(pcap(line.packets)))).toEqual([
      'The connection ends inside of a message, of which 9 bytes came.',
    ]);
  });
});

describe('compression', () => {
  const TEXTS = [call(1), call(2), `[2,"3","DataTransfer",{"data":"${'Größe '.repeat(9000)}"}]`, call(4)];

  function compressed(side: Side, bytes: Buffer): Buffer {
    const frame = frameOf(side, bytes);
    frame[0] = 0xc1;
    return frame;
  }

  /** Messages that lean on the ones before. */
  async function inContext(texts: readonly string[]): Promise<Buffer[]> {
    const deflate = createDeflateRaw();
    const messages: Buffer[] = [];
    let parts: Buffer[] = [];
    deflate.on('data', (part: Buffer) => parts.push(part));
    for (const text of texts) {
      parts = [];
      deflate.write(text);
      await new Promise<void>((resolve) => deflate.flush(constants.Z_SYNC_FLUSH, resolve));
      messages.push(Buffer.concat(parts).subarray(0, -4));
    }
    return messages;
  }

  function say(line: Line, bytes: Buffer): void {
    const frame = compressed('client', bytes);
    for (let at = 0; at < frame.length; at += 1400) line.say('client', frame.subarray(at, at + 1400));
  }

  it('with context over messages', async () => {
    const line = new Line().open().upgrade('/A', 'ocpp1.6', 'permessage-deflate');
    for (const bytes of await inContext(TEXTS)) say(line, bytes);
    line.text('client', call('plain'));
    expect(rawsOf(read(pcap(line.packets)))).toEqual([...TEXTS, call('plain')]);
  });

  it('without context', () => {
    const line = new Line()
      .open()
      .upgrade('/A', 'ocpp1.6', 'permessage-deflate; client_no_context_takeover; server_max_window_bits=12');
    for (const text of TEXTS)
      say(line, deflateRawSync(text, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, -4));
    expect(rawsOf(read(pcap(line.packets)))).toEqual(TEXTS);
  });

  it('behind a gap cannot be read with context, and says so', async () => {
    const line = new Line().open().upgrade('/A', 'ocpp1.6', 'permessage-deflate');
    const [first = Buffer.alloc(0), second = Buffer.alloc(0), third = Buffer.alloc(0)] = await inContext([
      call(1),
      call(2),
      call(3),
    ]);
    say(line, first);
    line
      .lose('client', compressed('client', second))
      .say('client', compressed('client', third))
      .text('server', call('s'));
    const items = read(pcap(line.packets));
    expect(rawsOf(items)).toEqual([call(1), call('s')]);
    expect(notesOf(items)[0]).toMatch(
      /compressed in a way that needs them, so the rest of this side cannot be read/,
    );
  });

  it('that is damaged or was never agreed keeps the bytes, and a bomb does not fill the memory', () => {
    const damaged = new Line().open().upgrade('/A', 'ocpp1.6', 'permessage-deflate');
    damaged.say('client', compressed('client', Buffer.from('ffffffff', 'hex')));
    const items = read(pcap(damaged.packets));
    expect(framesOf(items)[0]?.raw).toEqual(Buffer.from('ffffffff', 'hex'));
    expect(notesOf(items)).toEqual([
      'A compressed message cannot be unpacked; its bytes are kept as they came.',
    ]);
    const never = open().say('client', compressed('client', Buffer.of(1, 2)));
    expect(rawsOf(read(pcap(never.packets)))).toEqual(['0102']);
    const bomb = new Line().open().upgrade('/A', 'ocpp1.6', 'permessage-deflate');
    say(
      bomb,
      deflateRawSync(Buffer.alloc(70 * 1024 * 1024), { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, -4),
    );
    expect(notesOf(read(pcap(bomb.packets)))).toHaveLength(1);
  });
});
