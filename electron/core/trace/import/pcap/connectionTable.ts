import { Connection } from './connection.ts';
import type { Findings } from './findings.ts';
import type { CapturedSegment } from './tcpSegmentReader.ts';
import type { PacketMark } from './tcpStream.ts';

/** Connections that are followed at once; of more, those that were silent for longest are given up. */
const MAX_CONNECTIONS = 10_000;
/** Of all connections together, waiting for segments before them. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

/** The connections of a capture, by their addresses and ports. */
export class ConnectionTable {
  readonly #findings: Findings;
  /** The one that spoke last stands last. */
  readonly #connections = new Map<string, Connection>();
  #waitingBytes = 0;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  segment(segment: CapturedSegment, mark: PacketMark): void {
    const key = keyOf(segment);
    let connection = this.#connections.get(key);
    if (connection?.isOther(segment) === true) {
      this.#end(connection, mark, true);
      connection = undefined;
    }
    connection ??= new Connection(segment, this.#findings);
    this.#connections.delete(key);
    this.#connections.set(key, connection);
    const before = connection.waitingBytes;
    connection.segment(segment, mark);
    this.#waitingBytes += connection.waitingBytes - before;
    if (this.#connections.size > MAX_CONNECTIONS) this.#dropOldest(mark);
    if (this.#waitingBytes > MAX_WAITING_BYTES) this.#giveUpWaiting();
  }

  end(mark: PacketMark): void {
    for (const connection of this.#connections.values()) this.#end(connection, mark, false);
    this.#connections.clear();
  }

  #end(connection: Connection, mark: PacketMark, isOver: boolean): void {
    const before = connection.waitingBytes;
    connection.end(mark, isOver);
    this.#waitingBytes += connection.waitingBytes - before;
  }

  #dropOldest(mark: PacketMark): void {
    const oldest = this.#connections.entries().next();
    if (oldest.done === true) return;
    const [key, connection] = oldest.value;
    if (!connection.isClosed)
      this.#findings.skipped('connections given up because there are too many at once');
    this.#end(connection, mark, false);
    this.#connections.delete(key);
  }

  #giveUpWaiting(): void {
    for (const connection of this.#connections.values()) connection.giveUpWaiting();
    this.#waitingBytes = 0;
  }
}

function keyOf({ from, to, fromPort, toPort }: CapturedSegment): string {
  const one = `${from} ${fromPort}`;
  const other = `${to} ${toPort}`;
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}
