import { isUtf8 } from 'node:buffer';
import type { OcppVersion } from '../../../../../shared/ocpp/version.ts';
import type { Findings } from './findings.ts';
import type { Inflater } from './inflater.ts';
import type { Conversation, Role } from './conversation.ts';
import type { PacketMark } from './tcpStream.ts';
import { WebSocketReader, type WebSocketMessage } from './webSocketReader.ts';

/** What the handshake told, as far as it is in the capture. */
export interface Handshake {
  stationId: string;
  version?: OcppVersion | undefined;
  inflaters?: { client: Inflater; server: Inflater } | undefined;
  /** The capture begins later than the connection. */
  isMidway?: boolean;
}

const ABNORMAL = 1006;

/** A connection after its upgrade. The client is the station. */
export class WebSocketConversation implements Conversation {
  readonly #findings: Findings;
  readonly #handshake: Handshake;
  readonly #readers: Record<Role, WebSocketReader>;
  #isClosed = false;
  #hasSpoken = false;

  constructor(findings: Findings, handshake: Handshake) {
    this.#findings = findings;
    this.#handshake = handshake;
    const { inflaters, isMidway = false } = handshake;
    this.#readers = {
      client: new WebSocketReader(this.#sink('client'), true, inflaters?.client, isMidway),
      server: new WebSocketReader(this.#sink('server'), false, inflaters?.server, isMidway),
    };
  }

  data(role: Role, bytes: Buffer, mark: PacketMark): void {
    this.#hasSpoken = true;
    this.#readers[role].data(bytes, mark);
  }

  gap(role: Role, bytes: number, mark: PacketMark): void {
    this.#readers[role].gap(bytes, mark);
  }

  /** `isOver`: the connection ended, as opposed to the capture. */
  end(mark: PacketMark, isOver: boolean): void {
    this.#readers.client.end(mark);
    this.#readers.server.end(mark);
    if (isOver && !this.#isClosed && this.#hasSpoken) this.#disconnect(ABNORMAL, '', 'network', 'in', mark);
  }

  #sink(role: Role): ConstructorParameters<typeof WebSocketReader>[0] {
    const direction = role === 'client' ? 'in' : 'out';
    return {
      message: (message) => this.#message(message, direction),
      close: (code, reason, mark) => {
        const other = this.#findings.isOwn ? 'kerbside' : 'central-system';
        this.#disconnect(code, reason, role === 'client' ? 'station' : other, direction, mark);
      },
      trouble: (text, mark) => this.#findings.trouble(text, mark, this.#handshake.stationId),
    };
  }

  #message({ isText, payload, first, last }: WebSocketMessage, direction: 'in' | 'out'): void {
    const { stationId, version } = this.#handshake;
    const isReadable = isText && isUtf8(payload);
    this.#findings.frame({
      first,
      last,
      stationId,
      direction,
      version,
      raw: isReadable ? payload.toString('utf8') : payload,
      // A message of bytes is none of OCPP's, even if the bytes happen to be JSON.
      ...(isText ? {} : { known: { kind: 'malformed' } }),
    });
  }

  /** The first side that closes ends the connection; the other one only agrees. */
  #disconnect(code: number, reason: string, by: string, direction: 'in' | 'out', mark: PacketMark): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const { stationId, version } = this.#handshake;
    const raw = JSON.stringify({ code, reason, by });
    const known = { kind: 'disconnect', issues: [] } as const;
    this.#findings.frame({ first: mark, last: mark, stationId, version, direction, raw, known });
  }
}
