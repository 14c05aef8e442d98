import { createHash } from 'node:crypto';
import { isJsonVersion, SUBPROTOCOLS } from '../../../../../../shared/ocpp/version.ts';
import { connectFacts, disconnectFacts, pathOfStation } from '../../connectionFacts.ts';
import type { ExportedRecord } from '../../traceWriter.ts';
import type { TcpConnection } from './tcpConnection.ts';
import type { Network } from './network.ts';
import { acceptOf, closePayload, OPCODES, webSocketFrame } from './webSocketBytes.ts';

/** One connection of a station over WebSocket, from its handshake to its end. */
export class WebSocketConversation {
  readonly #tcp: TcpConnection;
  readonly #number: number;
  #frames = 0;

  /** `first` is the `connect` record, or the first frame where that is not in the export. */
  constructor(network: Network, first: ExportedRecord) {
    const { stationId, at } = first;
    const { remoteAddress, path, subprotocol = subprotocolOf(first) } = connectFacts(first);
    const { connection, number } = network.connect('station', stationId, remoteAddress);
    this.#tcp = connection;
    this.#number = number;
    this.#tcp.open(at);
    const key = createHash('sha1')
      .update(`${number} ${stationId}`)
      .digest()
      .subarray(0, 16)
      .toString('base64');
    const chosen = subprotocol === undefined ? [] : [`Sec-WebSocket-Protocol: ${oneLine(subprotocol)}`];
    const upgrade = ['Upgrade: websocket', 'Connection: Upgrade'];
    const asked = [
      `GET ${requestTarget(path ?? pathOfStation(stationId))} HTTP/1.1`,
      'Host: central-system.example',
      ...upgrade,
      `Sec-WebSocket-Key: ${key}`,
      'Sec-WebSocket-Version: 13',
      ...chosen,
    ];
    const answered = [
      'HTTP/1.1 101 Switching Protocols',
      ...upgrade,
      `Sec-WebSocket-Accept: ${acceptOf(key)}`,
      ...chosen,
    ];
    this.#tcp.send('client', head(asked), at);
    this.#tcp.send('server', head(answered), at);
  }

  frame({ direction, raw, at }: ExportedRecord): void {
    const isText = typeof raw === 'string';
    const payload = isText ? Buffer.from(raw, 'utf8') : Buffer.from(raw);
    this.#send(direction === 'in' ? 'client' : 'server', isText ? OPCODES.text : OPCODES.binary, payload, at);
  }

  /** As the `disconnect` record tells it: a closing frame where one side closed, a broken line otherwise. */
  end(record: ExportedRecord): void {
    const { by, code, reason = '' } = disconnectFacts(record);
    const { at } = record;
    if (by === 'network') {
      this.#tcp.reset('server', at);
      return;
    }
    const first = by === 'station' ? 'client' : 'server';
    const payload = closePayload(code, reason);
    this.#send(first, OPCODES.close, payload, at);
    // The other side answers with the same code (RFC 6455 §5.5.1).
    this.#send(first === 'client' ? 'server' : 'client', OPCODES.close, payload.subarray(0, 2), at);
    this.#tcp.close('server', at);
  }

  /** Another connection of the station took its place. */
  abandon(at: number): void {
    this.#tcp.reset('server', at);
  }

  #send(side: 'client' | 'server', opcode: number, payload: Buffer, at: number): void {
    this.#tcp.send(
      side,
      webSocketFrame(opcode, payload, side === 'client' ? this.#maskKey() : undefined),
      at,
    );
  }

  /** The real keys are not recorded: any will do, and the same export shall give the same file. */
  #maskKey(): Buffer {
    this.#frames += 1;
    const key = Buffer.alloc(4);
    key.writeUInt32BE(Math.imul(this.#number * 65_537 + this.#frames, 0x9e3779b1) >>> 0);
    return key;
  }
}

function subprotocolOf({ version }: ExportedRecord): string | undefined {
  return version !== undefined && isJsonVersion(version) ? SUBPROTOCOLS[version] : undefined;
}

function head(lines: readonly string[]): Buffer {
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'utf8');
}

function oneLine(value: string): string {
  return value.replaceAll(/[\r\n]+/g, ' ');
}

/** As it was sent, but for what would end the request line. */
function requestTarget(path: string): string {
  return path.replaceAll(/\s/g, (space) => encodeURIComponent(space));
}
