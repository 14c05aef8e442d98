import type { OcppVersion, Transport } from '../../../../../shared/ocpp/version.ts';
import type { FoundFrame, FoundItem, FoundKnowledge } from '../../../../../shared/trace/import/found.ts';
import type { Direction } from '../../../../../shared/trace/record.ts';
import type { PacketMark } from './tcpStream.ts';

/** A frame as a connection tells it. `first` is the packet where it begins, `last` the one that completes it. */
export interface CapturedFrame {
  first: PacketMark;
  last: PacketMark;
  stationId?: string | undefined;
  direction?: Direction | undefined;
  version?: OcppVersion | undefined;
  transport?: Transport;
  raw: string | Uint8Array;
  known?: FoundKnowledge;
}

/** Notes about damage; more are counted. A capture that lost every second packet must not become a million notes. */
const MAX_TROUBLES = 2000;
/** Servers whose encryption is told of one by one. */
const MAX_TLS_SERVERS = 200;

/** What a capture has in it, as items for the importer, and what was passed over. */
export class Findings {
  /** Who closes a connection of a capture that Kerbside made itself is Kerbside, else some central system. */
  isOwn = false;
  readonly #emit: (item: FoundItem) => void;
  readonly #skipped = new Map<string, number>();
  readonly #tls = new Map<string, number>();
  #troubles = 0;
  #moreTls = 0;
  #repeated = 0;

  constructor(emit: (item: FoundItem) => void) {
    this.#emit = emit;
  }

  frame(frame: CapturedFrame): void {
    const { first, last, stationId, direction, version, transport, raw, known } = frame;
    const found: FoundFrame = { type: 'frame', line: first.number, raw };
    if (last.at !== undefined) found.time = { at: last.at, clock: 'explicit' };
    if (stationId !== undefined) found.stationId = stationId;
    if (direction !== undefined) found.direction = direction;
    if (version !== undefined) found.version = version;
    if (transport !== undefined) found.transport = transport;
    if (known !== undefined) found.known = known;
    this.#emit(found);
  }

  note(text: string, mark: PacketMark, stationId?: string): void {
    this.#emit({
      type: 'note',
      line: Math.max(1, mark.number),
      ...(mark.at === undefined ? {} : { time: { at: mark.at, clock: 'explicit' } }),
      ...(stationId === undefined ? {} : { stationId }),
      text,
    });
  }

  /** A note about something that could not be read. */
  trouble(text: string, mark: PacketMark, stationId?: string): void {
    this.#troubles += 1;
    if (this.#troubles <= MAX_TROUBLES) this.note(text, mark, stationId);
  }

  /** Something that is no OCPP: `what` is in the plural. */
  skipped(what: string): void {
    this.#skipped.set(what, (this.#skipped.get(what) ?? 0) + 1);
  }

  /** A segment that came again: sent once more, or captured at two places. */
  repeated(): void {
    this.#repeated += 1;
  }

  /** An encrypted connection: told once for each server. */
  encrypted(client: string, server: string, mark: PacketMark): void {
    const known = this.#tls.get(server);
    if (known !== undefined) {
      this.#tls.set(server, known + 1);
      return;
    }
    if (this.#tls.size >= MAX_TLS_SERVERS) {
      this.#moreTls += 1;
      return;
    }
    this.#tls.set(server, 1);
    this.note(
      `The connection from ${client} to ${server} is encrypted with TLS: what was said cannot be read without its keys. Let the charger speak ws:// for a trace, or record at the central system.`,
      mark,
    );
  }

  /** What was passed over in all. */
  end(mark: PacketMark): void {
    const again = [...this.#tls].filter(([, count]) => count > 1);
    for (const [server, count] of again)
      this.note(`${count} connections to ${server} were encrypted with TLS and cannot be read.`, mark);
    if (this.#moreTls > 0)
      this.note(`${this.#moreTls} connections to further servers were encrypted with TLS.`, mark);
    const more = this.#troubles - MAX_TROUBLES;
    if (more > 0) this.note(`${more} more places could not be read.`, mark);
    this.#endRepeated(mark);
    const skipped = [...this.#skipped].sort(([, one], [, other]) => other - one);
    if (skipped.length === 0) return;
    const list = skipped.map(([what, count]) => `${what}: ${count}`).join(', ');
    this.note(`Passed over, since it is no OCPP: ${list}.`, mark);
  }

  #endRepeated({ number, at }: PacketMark): void {
    if (this.#repeated === 0) return;
    this.#emit({
      type: 'note',
      line: Math.max(1, number),
      ...(at === undefined ? {} : { time: { at, clock: 'explicit' } }),
      text: `TCP segments that brought again what earlier ones had brought (sent once more, or captured twice): ${this.#repeated}. What they hold was read once.`,
      copies: this.#repeated,
    });
  }
}
