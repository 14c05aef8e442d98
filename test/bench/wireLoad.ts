import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/**
 * Many stations in one process, as cheap as possible, so that the server under test is what is measured: frames are
 * made once, sent with a zero mask, and of an answer only the header is read.
 */
export interface WireLoad {
  /** Answers received since the start. */
  answers(): number;
  stop(): void;
}

export interface WireLoadOptions {
  port: number;
  stations: number;
  /** Calls that each station keeps under way. OCPP allows one; a station that empties its backlog sends more. */
  openCalls: number;
  subprotocol: string;
}

const ID_DIGITS = 12;

/** What is written over in each frame, digit for digit. */
const TIME = '2026-11-21T09:41:31.000000Z';
const ENERGY = '1204341';

/**
 * What a healthy station says while it charges; the payloads are valid for OCPP 1.6. The times become those of now and
 * the energy rises, since a clock that stands still and doubled messages are faults, which cost words.
 */
export const LOAD_FRAMES: ReadonlyArray<readonly [action: string, payload: object]> = [
  ['Heartbeat', {}],
  ['StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Charging', timestamp: TIME }],
  [
    'MeterValues',
    {
      connectorId: 1,
      meterValue: [
        {
          timestamp: TIME,
          sampledValue: [
            { value: ENERGY, measurand: 'Energy.Active.Import.Register', unit: 'Wh' },
            { value: '11040', measurand: 'Power.Active.Import', unit: 'W' },
            { value: '16.0', measurand: 'Current.Import', phase: 'L1', unit: 'A' },
            { value: '16.1', measurand: 'Current.Import', phase: 'L2', unit: 'A' },
            { value: '15.9', measurand: 'Current.Import', phase: 'L3', unit: 'A' },
          ],
        },
      ],
    },
  ],
];

interface LoadFrame {
  frame: Buffer;
  idAt: number;
  timeAt: number | undefined;
  energyAt: number | undefined;
}

/** A masked WebSocket text frame (RFC 6455 §5.2) whose mask is zero, and what changes in it from one to the next. */
function clientFrame(action: string, payload: object): LoadFrame {
  const id = '0'.repeat(ID_DIGITS);
  const text = Buffer.from(JSON.stringify([2, id, action, payload]));
  const header =
    text.length < 126
      ? Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0])
      : Buffer.from([0x81, 0xfe, text.length >> 8, text.length & 0xff, 0, 0, 0, 0]);
  const frame = Buffer.concat([header, text]);
  const find = (part: string): number | undefined => {
    const at = frame.indexOf(part);
    return at === -1 ? undefined : at;
  };
  return { frame, idAt: frame.indexOf(id), timeAt: find(TIME), energyAt: find(ENERGY) };
}

/** A copy of the frame as message `count` of the load; `now` is an ISO time in ms. */
function written({ frame, idAt, timeAt, energyAt }: LoadFrame, count: number, now: string): Buffer {
  const copy = Buffer.from(frame);
  copy.write(String(count).padStart(ID_DIGITS, '0'), idAt, 'latin1');
  // Microseconds that count up keep two messages of the same millisecond apart.
  if (timeAt !== undefined) {
    copy.write(`${now.slice(0, -1)}${String(count % 1000).padStart(3, '0')}Z`, timeAt, 'latin1');
  }
  if (energyAt !== undefined) copy.write(String(Number(ENERGY) + (count >> 4)), energyAt, 'latin1');
  return copy;
}

/** Counts whole server frames in a stream; the payloads are skipped. */
class FrameCounter {
  #pending: Buffer = Buffer.alloc(0);

  add(chunk: Buffer): number {
    let data = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    let frames = 0;
    while (data.length >= 2) {
      const short = (data[1] ?? 0) & 0x7f;
      if (short === 126 && data.length < 4) break;
      const size = short === 126 ? 4 + data.readUInt16BE(2) : 2 + short;
      if (data.length < size) break;
      frames += 1;
      data = data.subarray(size);
    }
    this.#pending = data;
    return frames;
  }
}

async function openStation(options: WireLoadOptions, id: string): Promise<Socket> {
  const socket = connect(options.port, '127.0.0.1');
  socket.setNoDelay(true);
  await once(socket, 'connect');
  socket.write(
    `GET /${id} HTTP/1.1\r\nHost: 127.0.0.1:${options.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n` +
      `Sec-WebSocket-Protocol: ${options.subprotocol}\r\n\r\n`,
  );
  let head = '';
  while (!head.includes('\r\n\r\n')) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    head += chunk.toString('latin1');
  }
  if (!head.startsWith('HTTP/1.1 101')) throw new Error(`no upgrade: ${head.split('\r\n')[0]}`);
  return socket;
}

export async function startWireLoad(options: WireLoadOptions): Promise<WireLoad> {
  let answers = 0;
  let nextId = 0;
  const sockets: Socket[] = [];
  for (let index = 0; index < options.stations; index += 1) {
    sockets.push(await openStation(options, `BENCH-${index}`));
  }
  for (const [index, socket] of sockets.entries()) {
    const frames = LOAD_FRAMES.map(([action, payload]) => clientFrame(action, payload));
    const counter = new FrameCounter();
    let turn = index;
    const send = (count: number): void => {
      const batch: Buffer[] = [];
      const now = new Date().toISOString();
      for (let index = 0; index < count; index += 1) {
        const next = frames[turn % frames.length];
        turn += 1;
        if (next === undefined) return;
        batch.push(written(next, (nextId += 1), now));
      }
      if (!socket.destroyed) socket.write(Buffer.concat(batch));
    };
    socket.on('data', (chunk: Buffer) => {
      const arrived = counter.add(chunk);
      answers += arrived;
      if (arrived > 0) send(arrived);
    });
    socket.on('error', () => socket.destroy());
    send(options.openCalls);
  }
  return {
    answers: () => answers,
    stop: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}
