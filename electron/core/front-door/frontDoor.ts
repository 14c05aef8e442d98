import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server as HttpServer,
  type ServerResponse,
} from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Listening } from '../../../shared/session/listening.ts';
import type { SoapArrival } from '../central/soap/soapArrival.ts';
import { NO_QUIRKS } from '../../../shared/station/quirkProfile.ts';
import type { StationArrival } from '../central/stationArrival.ts';
import type { AttemptLog } from './attemptLog.ts';
import type { FileRoute } from '../files/http/fileArrival.ts';
import { fileArrivalOf, targetOf } from './fileRequest.ts';
import { firstWordsVerdict, plainOnTlsVerdict, silentVerdict } from './firstWordsVerdict.ts';
import { httpFault } from './httpFault.ts';
import { listen } from './listen.ts';
import { listeningAddresses } from './listeningAddresses.ts';
import { normaliseHead } from './normaliseHead.ts';
import { answerPageRequest, methodVerdict } from './pageRequest.ts';
import { plainAnswer } from './plainAnswer.ts';
import { hexDump, isPageHead, maskCredentials, showHead } from './rawHead.ts';
import { readHead, type FirstWords, type HeadTimes } from './readHead.ts';
import { showFirstWords } from './showFirstWords.ts';
import { SoapDoor } from './soapRequest.ts';
import { TlsDoor, type TlsSettings } from './tlsDoor.ts';
import { Upgrader, type UpgradeOptions } from './upgrade.ts';
import { Visit, type Verdict } from './visit.ts';
import { WAITING_LIMITS, WaitingRoom, type WaitingLimits } from './waitingRoom.ts';

export interface FrontDoorOptions {
  host: string;
  port: number;
  attempts: AttemptLog;
  /** Takes over a WebSocket connection whose identity and version are settled. */
  onStation: (arrival: StationArrival) => void;
  /** Takes over a request that may be SOAP. */
  onSoap: (arrival: SoapArrival) => void;
  /** Takes over requests for files. */
  files?: FileRoute;
  /** How long the body of such a request may take, in ms. */
  soapBodyMs?: number;
  /** A line for the log of the host. */
  log: (line: string) => void;
  profileOf?: UpgradeOptions['profileOf'];
  passwordOf?: UpgradeOptions['passwordOf'];
  /** Without it the door takes plain connections only. */
  tls?: Omit<TlsSettings, 'log'>;
  times?: HeadTimes;
  waiting?: WaitingLimits;
}

export interface FrontDoor {
  readonly listening: Listening;
  /** Looks at the network cards again: cables are plugged while the program runs. */
  readAddresses(): Listening;
  /** Stops listening and ends every connection. Stations are to be closed by their owner first. */
  close(): Promise<void>;
}

const TIMES: HeadTimes = { silentMs: 10_000, headMs: 60_000 };
const TCP_KEEP_ALIVE_MS = 30_000;

/** How long a connection of SOAP may wait for its next message. */
const SOAP_IDLE_MS = 75_000;

/** Fatal alert handshake_failure (RFC 8446 §6): what a TLS client understands best as "not here". */
const TLS_ALERT = Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x28]);

/**
 * The one listening port. socket -> first bytes -> [TLS | HTTP head, mended -> HTTP server -> page | upgrade | …].
 * Fails with `ContractError` where the port cannot be had.
 */
export async function createFrontDoor(options: FrontDoorOptions): Promise<FrontDoor> {
  const door = new Door(options);
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => door.accept(socket));
  const port = await listen(server, options.host, options.port);
  // A listener that breaks later (file descriptors used up) goes on with the connections that it has.
  server.on('error', (error) => options.log(`front door: ${error.message}`));
  const readAddresses = (): Listening => ({
    host: options.host,
    port,
    addresses: listeningAddresses(options.host),
    ...(options.tls === undefined ? {} : { tls: options.tls.mode }),
  });
  return { listening: readAddresses(), readAddresses, close: () => door.close(server) };
}

class Door {
  readonly #attempts: AttemptLog;
  readonly #times: HeadTimes;
  readonly #upgrader: Upgrader;
  readonly #soap: SoapDoor;
  readonly #files: FileRoute | undefined;
  readonly #tls: TlsDoor | undefined;
  readonly #http: HttpServer;
  readonly #waiting: WaitingRoom;
  /** By the connection that bytes are read from: the encrypted one, where there is one. */
  readonly #visits = new Map<Socket, Visit>();

  constructor(options: FrontDoorOptions) {
    const { attempts, times, tls, log, onStation, profileOf, passwordOf, waiting } = options;
    this.#attempts = attempts;
    this.#times = times ?? TIMES;
    this.#waiting = new WaitingRoom(waiting ?? WAITING_LIMITS);
    this.#tls = tls === undefined ? undefined : new TlsDoor({ ...tls, log });
    this.#upgrader = new Upgrader({
      onStation,
      profileOf: profileOf ?? (() => NO_QUIRKS),
      passwordOf: passwordOf ?? (() => undefined),
    });
    this.#soap = new SoapDoor({
      onSoap: options.onSoap,
      ...(options.soapBodyMs === undefined ? {} : { bodyMs: options.soapBodyMs }),
    });
    this.#files = options.files;
    this.#http = this.#createHttp();
  }

  accept(socket: Socket): void {
    const visit = new Visit(socket, this.#attempts, () => this.#waiting.leave(visit));
    // A peer whose power or cable is gone is noticed by the system, not only by what it does not say.
    socket.setKeepAlive(true, TCP_KEEP_ALIVE_MS);
    // What a broken connection was is told by its 'close'; without a listener it would end the program.
    socket.on('error', () => undefined);
    socket.once('close', () => this.#waiting.leave(visit));
    this.#keep(socket, visit);
    this.#waiting.enter(visit);
    void this.#receive(visit);
  }

  async close(server: Server): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    for (const socket of this.#visits.keys()) socket.destroy();
    this.#http.close();
    await closed;
  }

  #keep(socket: Socket, visit: Visit): void {
    this.#visits.set(socket, visit);
    socket.once('close', () => this.#visits.delete(socket));
  }

  async #receive(visit: Visit): Promise<void> {
    const onSilent = (): void => visit.judge(silentVerdict());
    const words = await readHead(visit.socket, this.#times, onSilent);
    if (words.spoken !== 'tls' || this.#tls === undefined) {
      this.#greet(visit, words);
      return;
    }
    visit.head = hexDump(words.bytes);
    const secured = await this.#tls.secure(visit, words.bytes);
    if (secured === undefined) return;
    visit.socket = secured;
    this.#keep(secured, visit);
    this.#greet(visit, await readHead(secured, this.#times, onSilent));
  }

  #greet(visit: Visit, words: FirstWords): void {
    const { socket } = visit;
    if (words.spoken === 'http') {
      const head = words.bytes.subarray(0, words.headBytes);
      visit.head = showHead(head);
      const { bytes, issues } = normaliseHead(head);
      visit.mends = [...visit.mends, ...issues];
      if (this.#tls?.isRequired === true && visit.encryption === undefined && !this.#isPlainTaken(bytes)) {
        this.#turnAway(visit, words, plainOnTlsVerdict());
        return;
      }
      socket.unshift(
        issues.length === 0 ? words.bytes : Buffer.concat([bytes, words.bytes.subarray(head.length)]),
      );
      this.#http.emit('connection', socket);
      // readHead left it paused, and the HTTP server does not start a stream that was stopped on purpose.
      socket.resume();
      return;
    }
    visit.head = showFirstWords(words);
    this.#turnAway(visit, words, firstWordsVerdict(words, visit.encryption !== undefined));
  }

  /** What need not come encrypted: pages, and files, whose updaters often know no TLS (QUIRKS 137). */
  #isPlainTaken(head: Buffer): boolean {
    return isPageHead(head) || this.#files?.isFilePath(targetOf(head)) === true;
  }

  #turnAway(visit: Visit, words: FirstWords, verdict: Verdict): void {
    const { socket } = visit;
    visit.judge(verdict);
    if (words.spoken === 'tls') socket.end(TLS_ALERT);
    else if (words.spoken === 'too-long') plainAnswer(socket, 431, verdict.sentence);
    else if (words.spoken === 'http') plainAnswer(socket, 426, verdict.sentence, ['Upgrade: TLS/1.2']);
    else if (words.spoken === 'other') socket.end();
    else socket.destroy();
    // Whatever else it sends is of no interest, and a client that never hangs up is not waited for.
    socket.resume();
    socket.setTimeout(1000, () => socket.destroy());
  }

  #createHttp(): HttpServer {
    const http = createHttpServer({
      shouldUpgradeCallback: (request: IncomingMessage) =>
        request.headers.upgrade?.toLowerCase() === 'websocket',
    });
    const answer = (request: IncomingMessage, response: ServerResponse, isWaiting: boolean): void => {
      const visit = this.#visitOf(request);
      if (this.#files?.isFilePath(request.url ?? '/') === true) {
        // Who has the address of a file is known.
        visit.settled();
        this.#files.take(fileArrivalOf(request, response, visit, isWaiting));
        return;
      }
      // Only of a POST may the body be of interest.
      if (isWaiting && request.method === 'POST') response.writeContinue();
      answerPageRequest(request, response, visit, { soap: this.#soap, authority: this.#tls });
    };
    const answerPage = (request: IncomingMessage, response: ServerResponse): void =>
      answer(request, response, false);
    // Stations that speak SOAP keep their connection for the next message; all other answers close theirs.
    http.keepAliveTimeout = SOAP_IDLE_MS;
    http.on('request', answerPage);
    http.on('checkContinue', (request: IncomingMessage, response: ServerResponse) =>
      answer(request, response, true),
    );
    // A file takes as long as its line needs; what stalls is given up by who waits for it.
    http.requestTimeout = 0;
    // An `Expect` that Node does not know: it would be answered without a word of ours.
    http.on('checkExpectation', answerPage);
    http.on('connect', (request: IncomingMessage, socket: Duplex) => {
      const verdict = methodVerdict('CONNECT');
      this.#visitOf(request).judge(verdict);
      plainAnswer(socket, 405, verdict.sentence, ['Allow: GET, HEAD']);
    });
    http.on('upgrade', (request: IncomingMessage, _socket, rest: Buffer) => {
      this.#upgrader.upgrade(request, rest, this.#visitOf(request));
    });
    http.on('clientError', (error, socket) => {
      const visit = this.#visits.get(socket as Socket);
      const { status, verdict } = httpFault(error);
      if (visit !== undefined && !visit.isJudged) visit.judge(verdict);
      plainAnswer(socket, status, verdict.sentence);
    });
    return http;
  }

  /** The visit behind a request; its head is that of this request, should the connection have carried others before. */
  #visitOf(request: IncomingMessage): Visit {
    const visit = this.#visits.get(request.socket) ?? new Visit(request.socket, this.#attempts);
    if (visit.isJudged) visit.head = headOf(request);
    return visit;
  }
}

function headOf({ method, url, httpVersion, rawHeaders }: IncomingMessage): string {
  const lines = [`${method ?? ''} ${url ?? ''} HTTP/${httpVersion}`];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
  return maskCredentials(`${lines.join('\r\n')}\r\n\r\n`);
}
