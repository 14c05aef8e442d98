import { ContractError } from '../../../../shared/contract/failure.ts';
import type { Params, Result } from '../../../../shared/contract/methods.ts';
import type { LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import type { PortFailure, PortState } from '../../../../shared/service-port/portState.ts';
import { changedLine, type LineWish } from '../line/changedLine.ts';
import { ConsoleStream } from '../line/consoleStream.ts';
import { LineTap } from '../line/lineTap.ts';
import { RecordedLine } from '../line/recordedLine.ts';
import { SerialRecorder } from '../line/serialRecorder.ts';
import type { Transport } from '../transport/transport.ts';
import { bytesToSend } from './bytesToSend.ts';
import { portNames, shortName } from './linkedStation.ts';
import type { PortSurroundings } from './portSurroundings.ts';
import { PortQueue } from './portQueue.ts';
import { PortStatus } from './portStatus.ts';

interface Connection {
  transport: Transport;
  line: RecordedLine;
}

const OPEN_TIMEOUT_MS = 10_000;

/** One port of this visit, over all the times that it is opened. */
export class ServicePort {
  readonly path: string;
  readonly console = new ConsoleStream();
  readonly #around: PortSurroundings;
  readonly #queue: PortQueue;
  readonly #status: PortStatus;
  readonly #recorder: SerialRecorder;
  readonly #tap: LineTap;
  #connection: Connection | undefined;
  #opening: AbortController | undefined;

  constructor(path: string, around: PortSurroundings) {
    this.path = path;
    this.#around = around;
    this.#queue = new PortQueue(() => this.#status.changed());
    this.#status = new PortStatus({
      info: () => around.infoOf(path),
      names: () => this.#names(),
      traffic: () => ({ in: this.console.total('in'), out: this.console.total('out') }),
      busyWith: () => this.#queue.busyWith,
      onChange: (state) => around.onChange(state),
    });
    this.#recorder = new SerialRecorder({
      recorder: around.recorder,
      path,
      stationId: () => this.#names().stationId,
      line: () => this.#status.facts.line,
    });
    this.#tap = new LineTap(this.#recorder, this.console);
  }

  get isOpen(): boolean {
    return this.#connection !== undefined || this.#opening !== undefined;
  }

  state(): PortState {
    return this.#status.state();
  }

  /** Fails as transports do when the port cannot be opened. */
  async open({ line }: Params<'port.open'>): Promise<PortState> {
    if (this.#opening !== undefined) throw new ContractError('busy', 'The port is being opened already.');
    const settings = changedLine(this.#status.facts.line, line);
    if (this.#connection === undefined) await this.#connect(settings);
    else if (line !== undefined) await this.#connection.line.setLine(line);
    return this.state();
  }

  async close(): Promise<PortState> {
    this.#opening?.abort(new ContractError('cancelled', 'The port was closed.'));
    const connection = this.#connection;
    if (connection !== undefined) {
      this.#end(connection, new ContractError('unavailable', 'The port was closed.'));
      this.#status.update({ phase: 'closed', failure: undefined });
      this.#note('closed.');
      await connection.transport.close();
    }
    return this.state();
  }

  async setLine(line: LineWish): Promise<PortState> {
    await this.#open().line.setLine(line);
    return this.state();
  }

  async send(wish: Params<'port.send'>): Promise<Result<'port.send'>> {
    const { line } = this.#open();
    const bytes = bytesToSend(wish);
    await line.write(bytes);
    return { sentBytes: bytes.length };
  }

  #open(): Connection {
    if (this.#connection === undefined) {
      throw new ContractError('unavailable', `${shortName(this.path)} is not open.`, {
        hint: 'Open it first.',
      });
    }
    return this.#connection;
  }

  async #connect(line: LineSettings): Promise<void> {
    const opening = new AbortController();
    this.#opening = opening;
    this.#status.update({ phase: 'opening', failure: undefined, line });
    try {
      const transport = await this.#around.openTransport(this.path, line, {
        signal: opening.signal,
        timeoutMs: OPEN_TIMEOUT_MS,
      });
      this.#begin(transport, line);
    } catch (error) {
      this.#status.update({ phase: 'closed', failure: { cause: 'other', sentence: String(error) } });
      throw error;
    } finally {
      this.#opening = undefined;
    }
  }

  #begin(transport: Transport, line: LineSettings): void {
    const { recorder, log } = this.#around;
    this.#note(`opened: ${line.baud} ${line.format}.`);
    const connection: Connection = {
      transport,
      line: new RecordedLine({
        transport,
        line,
        tap: this.#tap,
        recorder,
        onLine: (settings) => this.#status.update({ line: settings }),
        log,
      }),
    };
    this.#connection = connection;
    transport.onClose((failure) => this.#lose(connection, failure));
    this.#status.update({ phase: 'ready', openedAt: Date.now() });
  }

  #lose(connection: Connection, failure: PortFailure | undefined): void {
    if (this.#connection !== connection) return;
    const sentence = failure?.sentence ?? 'The port was closed.';
    this.#end(connection, new ContractError('unavailable', sentence));
    this.#note(`lost: ${sentence}`);
    this.#status.update({ phase: failure === undefined ? 'closed' : 'lost', failure });
  }

  #end({ line }: Connection, reason: ContractError): void {
    this.#connection = undefined;
    line.end(reason);
    this.#status.clearBanners();
  }

  #names(): Pick<PortState, 'cableId' | 'stationId' | 'isLinked'> {
    return portNames(this.path, this.#status.facts.identity, this.#around.stationsWithSerial);
  }

  #note(words: string): void {
    this.#around.recorder.append({
      at: Date.now(),
      stationId: this.#names().stationId,
      kind: 'note',
      direction: 'in',
      raw: `Service port ${this.path} ${words}`,
      issues: [],
    });
  }
}
