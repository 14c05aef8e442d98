import { isAnswer } from '../../../../../../shared/trace/record.ts';
import { connectFacts } from '../../connectionFacts.ts';
import type { ExportedRecord } from '../../traceWriter.ts';
import type { Network } from './network.ts';
import type { TcpConnection } from './tcpConnection.ts';

/** Connections of one side that wait for answers; more are given up, oldest first. */
const MAX_WAITING = 16;

interface Line {
  tcp: TcpConnection;
  /** The number of the call that waits for its answer. */
  waits: number | undefined;
}

/**
 * What one station and the central system say over SOAP: POST requests of either side, each side's on connections of
 * its own (OCPP 1.6S §3). A call that comes before the last one is answered takes another connection, so that each
 * answer stands behind its question.
 */
export class SoapConversation {
  readonly #network: Network;
  readonly #stationId: string;
  readonly #lines: Record<'station' | 'central', Line[]> = { station: [], central: [] };
  #path = '/';

  constructor(network: Network, stationId: string) {
    this.#network = network;
    this.#stationId = stationId;
  }

  /** The beginning of a session tells where the station is and which path it posts to. */
  begin(record: ExportedRecord): void {
    const { remoteAddress, path } = connectFacts(record);
    if (remoteAddress !== undefined) this.#network.met(this.#stationId, remoteAddress);
    if (path !== undefined) this.#path = path;
  }

  message(record: ExportedRecord): void {
    if (isAnswer(record.kind)) this.#answer(record);
    else this.#call(record);
  }

  end(at: number): void {
    for (const [caller, lines] of Object.entries(this.#lines)) {
      for (const { tcp } of lines.splice(0)) tcp.close(caller === 'station' ? 'client' : 'server', at);
    }
  }

  #call(record: ExportedRecord): void {
    const caller = record.direction === 'in' ? 'station' : 'central';
    const line = this.#freeLine(caller, record.at);
    line.waits = record.seq;
    const body = bodyOf(record);
    const target = caller === 'station' ? this.#path : '/';
    const host = caller === 'station' ? 'central-system.example' : 'charge-point.example';
    const action = record.action === undefined ? [] : [`SOAPAction: "/${oneLine(record.action)}"`];
    const head = [`POST ${target} HTTP/1.1`, `Host: ${host}`, ...action, ...entityHead(record, body)];
    line.tcp.send('client', message(head, body), record.at);
  }

  #answer(record: ExportedRecord): void {
    const caller = record.direction === 'out' ? 'station' : 'central';
    const asked = this.#lines[caller].find(({ waits }) => waits !== undefined && waits === record.pairSeq);
    // An answer whose call is not in the export stands alone, on a connection where nothing was asked.
    const line = asked ?? this.#open(caller, record.at);
    line.waits = undefined;
    const body = bodyOf(record);
    const status = record.kind === 'error' ? '500 Internal Server Error' : '200 OK';
    line.tcp.send('server', message([`HTTP/1.1 ${status}`, ...entityHead(record, body)], body), record.at);
    if (asked === undefined) this.#drop(caller, line, record.at);
  }

  #freeLine(caller: 'station' | 'central', at: number): Line {
    return this.#lines[caller].find(({ waits }) => waits === undefined) ?? this.#open(caller, at);
  }

  #open(caller: 'station' | 'central', at: number): Line {
    const lines = this.#lines[caller];
    const oldest = lines[0];
    if (oldest !== undefined && lines.length >= MAX_WAITING) this.#drop(caller, oldest, at);
    const { connection: tcp } = this.#network.connect(caller, this.#stationId);
    tcp.open(at);
    const line = { tcp, waits: undefined };
    lines.push(line);
    return line;
  }

  #drop(caller: 'station' | 'central', line: Line, at: number): void {
    line.tcp.close('client', at);
    const lines = this.#lines[caller];
    lines.splice(lines.indexOf(line), 1);
  }
}

function bodyOf({ raw }: ExportedRecord): Buffer {
  return typeof raw === 'string' ? Buffer.from(raw, 'utf8') : Buffer.from(raw);
}

/** Bytes that are no UTF-8 say in themselves what they are, if anywhere. */
function entityHead({ raw }: ExportedRecord, body: Buffer): string[] {
  const isSoap12 = body.includes('http://www.w3.org/2003/05/soap-envelope');
  const type = isSoap12 ? 'application/soap+xml' : 'text/xml';
  const charset = typeof raw === 'string' ? '; charset=utf-8' : '';
  return [`Content-Type: ${type}${charset}`, `Content-Length: ${body.length}`];
}

function message(head: readonly string[], body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'utf8'), body]);
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n"]+/g, ' ');
}
