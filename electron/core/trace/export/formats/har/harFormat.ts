import { redactionSentence } from '../../../../../../shared/trace/redaction/redactionChoice.ts';
import { isAnswer, isFrame } from '../../../../../../shared/trace/record.ts';
import type { ExportContext, ExportedRecord, ExportFormat, TraceWriter } from '../../traceWriter.ts';
import { missingRequest, soapRequest, soapResponse, upgradeEntry, webSocketMessage } from './harMessages.ts';
import { entriesText, WHOLE_LOG } from './harEntries.ts';
import { HarSpool } from './harSpool.ts';

export const harFormat: ExportFormat = {
  id: 'har',
  name: 'HAR 1.2, an HTTP archive for the network panel of browsers',
  extension: '.har',
  contentType: 'application/json',
  carriesNotes: true,
  leavesOut: 'what went over a service port, file transfers, and the beginnings and ends of SOAP sessions',
  open: (context) => new HarWriter(context),
};

/** A connection that runs. Its entry bears the number of its first record. */
interface Connection {
  entry: number;
  startedAt: number;
  lastAt: number;
}

class HarWriter implements TraceWriter {
  readonly #context: ExportContext;
  readonly #spool = new HarSpool();
  readonly #connections = new Map<string, Connection>();
  #leftOut = 0;

  constructor(context: ExportContext) {
    this.#context = context;
  }

  get leftOut(): number {
    return this.#leftOut;
  }

  head(): string {
    const creator = { name: 'Kerbside', version: this.#context.productVersion };
    const { redaction } = this.#context;
    const comment =
      redaction === undefined ? '' : `"comment":${JSON.stringify(redactionSentence(redaction))},`;
    return `{"log":{"version":"1.2","creator":${JSON.stringify(creator)},${comment}"pages":[],"entries":[`;
  }

  record(record: ExportedRecord): string {
    if (record.kind === 'note') this.#note(record);
    else if (record.transport === 'soap' && isFrame(record.kind)) this.#soap(record);
    else if (record.transport === 'soap' || record.kind === 'serial' || record.kind === 'transfer')
      this.#leftOut += 1;
    else this.#webSocket(record);
    return '';
  }

  *tail(): Generator<string> {
    for (const connection of this.#connections.values()) this.#end(connection);
    yield* entriesText(this.#spool.parts());
    yield '}}\n';
  }

  close(): void {
    this.#spool.close();
  }

  #webSocket(record: ExportedRecord): void {
    const { stationId, kind, at } = record;
    let connection = this.#connections.get(stationId);
    if (connection !== undefined && kind === 'connect') this.#end(connection);
    if (connection === undefined || kind === 'connect') {
      // Only the end of a connection is in the export: there is nothing to show.
      if (kind === 'disconnect') return;
      connection = { entry: record.seq, startedAt: at, lastAt: at };
      this.#connections.set(stationId, connection);
      this.#add(record.seq, 'head', upgradeEntry(record));
    }
    connection.lastAt = Math.max(connection.lastAt, at);
    if (isFrame(kind)) this.#add(connection.entry, 'message', webSocketMessage(record));
    if (kind !== 'disconnect') return;
    this.#end(connection);
    this.#connections.delete(stationId);
  }

  #soap(record: ExportedRecord): void {
    const { seq, kind, pairSeq } = record;
    if (!isAnswer(kind)) {
      this.#add(seq, 'head', soapRequest(record));
      return;
    }
    const hasCall = pairSeq !== undefined && this.#spool.hasHead(pairSeq);
    const entry = hasCall ? pairSeq : seq;
    if (!hasCall) this.#add(entry, 'head', missingRequest(record));
    this.#add(entry, 'end', soapResponse(record));
  }

  #note({ at, stationId, aboutSeq, raw }: ExportedRecord): void {
    const about = aboutSeq === undefined ? '' : `, about record ${aboutSeq}`;
    const text = typeof raw === 'string' ? raw : Buffer.from(raw).toString('utf8');
    const entry = this.#connections.get(stationId)?.entry ?? WHOLE_LOG;
    this.#spool.add(entry, 'note', `${new Date(at).toISOString()}${about}: ${text}\n`);
  }

  #end({ entry, startedAt, lastAt }: Connection): void {
    this.#add(entry, 'end', { time: Math.max(0, lastAt - startedAt) });
  }

  #add(entry: number, part: 'head' | 'message' | 'end', value: object): void {
    this.#spool.add(entry, part, JSON.stringify(value));
  }
}
