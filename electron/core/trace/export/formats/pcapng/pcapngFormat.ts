import { isFrame } from '../../../../../../shared/trace/record.ts';
import type { ExportContext, ExportedRecord, ExportFormat, TraceWriter } from '../../traceWriter.ts';
import { CaptureFile } from './captureFile.ts';
import { Network } from './network.ts';
import { SoapConversation } from './soapConversation.ts';
import { WebSocketConversation } from './webSocketConversation.ts';

export const pcapngFormat: ExportFormat = {
  id: 'pcapng',
  name: 'pcapng, a packet capture for Wireshark',
  extension: '.pcapng',
  contentType: 'application/x-pcapng',
  carriesNotes: true,
  leavesOut: 'what went over a service port, file transfers, and the beginnings and ends of SOAP sessions',
  open: (context) => new PcapngWriter(context),
};

const MADE_BY_US =
  'Made by Kerbside from recorded messages. What the messages say, their order and their times are as recorded; ' +
  'addresses, ports, handshakes and TCP are made up, except the address of a station where it is known.';

/** What Kerbside says in a comment begins with this; a note of the technician does not. */
const OWN_WORDS = 'Kerbside: ';

class PcapngWriter implements TraceWriter {
  readonly #file: CaptureFile;
  readonly #network: Network;
  readonly #webSockets = new Map<string, WebSocketConversation>();
  readonly #soap = new Map<string, SoapConversation>();
  #leftOut = 0;

  constructor({ sessionName, productVersion }: ExportContext) {
    this.#file = new CaptureFile(`Kerbside ${productVersion}`.trim(), `${sessionName}\n${MADE_BY_US}`);
    this.#network = new Network((frame, at) => this.#file.packet(frame, at));
  }

  get leftOut(): number {
    return this.#leftOut;
  }

  head(): Buffer {
    return this.#file.take();
  }

  record(record: ExportedRecord): Buffer {
    const { kind, transport } = record;
    if (kind === 'note') {
      this.#file.comment(textOf(record.raw));
    } else if (kind === 'serial' || kind === 'transfer') {
      this.#leftOut += 1;
    } else if (transport === 'soap') {
      this.#soapRecord(record);
    } else {
      this.#webSocketRecord(record);
      this.#comments(record);
    }
    return this.#file.take();
  }

  tail(): Buffer {
    return this.#file.end();
  }

  #webSocketRecord(record: ExportedRecord): void {
    const { stationId, kind, at } = record;
    const running = this.#webSockets.get(stationId);
    if (kind === 'disconnect') {
      // Where only the end of a connection is in the export, it has a beginning at the same moment.
      (running ?? new WebSocketConversation(this.#network, record)).end(record);
      this.#webSockets.delete(stationId);
      return;
    }
    if (kind === 'connect') running?.abandon(at);
    const isNew = kind === 'connect' || running === undefined;
    const conversation = isNew ? new WebSocketConversation(this.#network, record) : running;
    if (isNew) this.#webSockets.set(stationId, conversation);
    if (isFrame(kind)) conversation.frame(record);
  }

  #soapRecord(record: ExportedRecord): void {
    const { stationId, kind, at } = record;
    let conversation = this.#soap.get(stationId);
    if (conversation === undefined) {
      conversation = new SoapConversation(this.#network, stationId);
      this.#soap.set(stationId, conversation);
    }
    if (isFrame(kind)) {
      conversation.message(record);
      this.#comments(record);
      return;
    }
    this.#leftOut += 1;
    if (kind === 'connect') conversation.begin(record);
    else conversation.end(at);
  }

  /** What is known of a record stands with the packet that completes it. */
  #comments({ issues, isMarked }: ExportedRecord): void {
    if (isMarked === true) this.#file.comment(`${OWN_WORDS}marked`);
    for (const { severity, code, message } of issues)
      this.#file.comment(`${OWN_WORDS}${severity} ${code}: ${message}`);
  }
}

function textOf(raw: string | Uint8Array): string {
  return typeof raw === 'string' ? raw : Buffer.from(raw).toString('utf8');
}
