import type { FoundItem, BinaryReader } from '../../../../../shared/trace/import/found.ts';
import { MADE_BY_US, OWN_COMMENT } from '../../captureWords.ts';
import type { CapturedPacket, CaptureFileReader, CaptureSink } from './capturedPacket.ts';
import { ConnectionTable } from './connectionTable.ts';
import { Findings } from './findings.ts';
import { linkContent } from './ipPacket.ts';
import { ipContent } from './tcpSegmentReader.ts';
import type { PacketMark } from './tcpStream.ts';

/** Packets -> IP -> TCP -> HTTP and WebSocket -> frames. Never throws. */
export class CaptureReader implements BinaryReader {
  readonly #file: CaptureFileReader;
  readonly #findings: Findings;
  readonly #connections: ConnectionTable;
  #last: PacketMark = { number: 0, at: undefined };

  constructor(emit: (item: FoundItem) => void, open: (sink: CaptureSink) => CaptureFileReader) {
    this.#findings = new Findings(emit);
    this.#connections = new ConnectionTable(this.#findings);
    this.#file = open({
      packet: (packet) => this.#packet(packet),
      note: (text, number) => this.#note(text, number),
    });
  }

  bytes(piece: Uint8Array): void {
    this.#file.bytes(piece);
  }

  end(): void {
    this.#file.end();
    this.#guarded(() => this.#connections.end(this.#last));
    this.#findings.end(this.#last);
  }

  #note(text: string, number: number): void {
    if (text.includes(MADE_BY_US)) this.#findings.isOwn = true;
    else this.#findings.trouble(text, { ...this.#last, number });
  }

  #packet({ number, at, linkType, data, comments }: CapturedPacket): void {
    const mark = { number, at: at ?? this.#last.at };
    this.#last = mark;
    this.#guarded(() => {
      const link = linkContent(linkType, data);
      const content = 'ip' in link ? ipContent(link.ip) : link;
      if ('segment' in content) this.#connections.segment(content.segment, mark);
      else this.#findings.skipped(`packets (${content.skip})`);
    });
    for (const comment of comments) {
      if (!comment.startsWith(OWN_COMMENT)) this.#findings.note(comment, mark);
    }
  }

  /** A file is made by anyone: what was not thought of costs one packet, not the import. */
  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#findings.trouble(`This packet cannot be read: ${reason}.`, this.#last);
    }
  }
}
