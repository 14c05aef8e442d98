import { ContractError } from '../../../shared/contract/failure.ts';
import type { Json } from '../../../shared/json.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';
import { NO_QUIRKS, type QuirkProfile } from '../../../shared/station/quirkProfile.ts';
import type { Station } from '../../../shared/station/station.ts';
import type { Recorder } from '../trace/store/newRecord.ts';
import type { AnswerPolicy } from './answering/answerer.ts';
import { checkCommand, commandFailure } from './calls/commandCheck.ts';
import { JsonSession } from './json/jsonSession.ts';
import { connectionGoesOn } from './sessionIssue.ts';
import { isSchemaIssue } from './schemas/schemaIssue.ts';
import { LateNames } from './lateNames.ts';
import type { Schemas } from './schemas/schemas.ts';
import { StationRegister } from './station/stationRegister.ts';
import type { StationObserver } from './stationObserver.ts';
import { Callbacks } from './soap/callbacks.ts';
import type { SoapArrival } from './soap/soapArrival.ts';
import { SoapService } from './soap/soapService.ts';
import { SoapSession } from './soap/soapSession.ts';
import type { StationArrival } from './stationArrival.ts';
import type { SessionPeer, SessionSurroundings, StationSession } from './stationSession.ts';
import { StationSurroundings } from './stationSurroundings.ts';
import { createTransactionIds, type MetaStore } from './transactionIds.ts';
import { FindingLog } from './watch/findingLog.ts';

export interface CentralSystemOptions {
  recorder: Recorder;
  schemas: Schemas;
  meta: MetaStore;
  /** The stations of the file. */
  stations: readonly Station[];
  saveStation: (station: Station) => void;
  /** A line for the log of the host: defects and tolerated errors. */
  log: (line: string) => void;
  findings?: FindingLog;
  observers?: readonly StationObserver[];
  /** How a station has to be treated; asked again whenever it matters, so that a change holds at once. */
  profileOf?: (stationId: string) => QuirkProfile;
  /** The technician's say in the answers to a station. */
  policyOf?: (stationId: string) => AnswerPolicy | undefined;
  /** Whether the technician set a password for a station. */
  hasPassword?: (stationId: string) => boolean;
  callTimeoutMs?: number;
  heartbeatIntervalS?: number;
  /** How long a station that speaks SOAP may be silent at least before it counts as gone. */
  soapSilenceMs?: number;
}

export interface CallOptions {
  /** The text goes out even if it is not valid for the action. */
  sendAnyway?: boolean | undefined;
  timeoutMs?: number | undefined;
  signal?: AbortSignal | undefined;
}

const CALL_TIMEOUT_MS = 30_000;
const HEARTBEAT_INTERVAL_S = 300;
const CLOSE_MS = 300;
const SOAP_SILENCE_MS = 5 * 60_000;
const TICK_MS = 1000;
const NORMAL_CLOSURE = 1000;
const GOING_AWAY = 1001;

/** The stations that were seen, connected or not, and the commands to them. */
export class CentralSystem {
  /** Where commands of stations go that speak SOAP. */
  readonly callbacks: Callbacks;
  readonly #options: CentralSystemOptions;
  readonly #register: StationRegister;
  readonly #soap: SoapService;
  readonly #lateNames = new LateNames();
  readonly #surroundings: StationSurroundings;
  /** Sessions whose connections are not closed yet, replaced ones too. */
  readonly #sessions = new Set<StationSession>();
  readonly #ticker: NodeJS.Timeout;
  #isClosed = false;

  constructor(options: CentralSystemOptions) {
    this.#options = options;
    this.#register = new StationRegister(options);
    this.#surroundings = new StationSurroundings({
      recorder: options.recorder,
      log: options.log,
      findings: options.findings ?? new FindingLog(),
      observers: options.observers ?? [],
      transactionIds: createTransactionIds(options.meta),
      heartbeatIntervalS: options.heartbeatIntervalS ?? HEARTBEAT_INTERVAL_S,
      profileOf: (stationId) => this.profileOf(stationId),
      policyOf: options.policyOf,
    });
    this.callbacks = new Callbacks({
      meta: options.meta,
      profileOf: (stationId) => this.profileOf(stationId),
      stationOf: (stationId) => this.#register.known(stationId).station,
    });
    this.#soap = this.#createSoap();
    this.#ticker = setInterval(() => this.#tick(), TICK_MS).unref();
  }

  list(): Station[] {
    return this.#register.list();
  }

  find(stationId: string): Station | undefined {
    return this.#register.find(stationId)?.station;
  }

  /** Fails with `not-found` for one that was never seen. */
  station(stationId: string): Station {
    return this.#register.known(stationId).station;
  }

  isConnected(stationId: string): boolean {
    return this.#register.find(stationId)?.session !== undefined;
  }

  /** Writes the state of every station down for a file that is left; `reason` is why none is connected there any more. */
  leaveFile(reason: string): void {
    this.#register.leaveFile(reason, Date.now());
  }

  /**
   * The recorder writes into another session file from here on, which has these stations. Connections go on: `began` is
   * told of the record that each of them begins with there.
   */
  enterFile(
    stations: readonly Station[],
    fileBefore: string,
    began: (station: Station, seq: number) => void,
  ): void {
    const isConnected = (stationId: string): boolean => this.isConnected(stationId);
    this.#register.enterFile(stations);
    this.#surroundings.enterFile(isConnected);
    this.#lateNames.enterFile(isConnected);
    this.callbacks.enterFile(isConnected);
    for (const { station, session } of this.#register.connected()) {
      if (session === undefined) continue;
      began(station, session.enterFile(connectionGoesOn(station.connectedAt, fileBefore)));
    }
  }

  /** The address of ours that a station came to; nothing where it is not connected. */
  localAddressOf(stationId: string): string | undefined {
    return this.#register.find(stationId)?.session?.peer.localAddress;
  }

  /** How a station has to be treated. */
  profileOf(stationId: string): QuirkProfile {
    return this.#options.profileOf?.(stationId) ?? NO_QUIRKS;
  }

  /** To be told when a password was set or cleared. */
  passwordChanged(stationId: string): void {
    this.#register.passwordChanged(stationId);
  }

  /** At most one change per station and frame of a screen. */
  onChange(listener: (station: Station) => void): () => void {
    return this.#register.onChange(listener);
  }

  /** Takes over a connection. The newest of an identity wins: chargers come back before they notice that they left. */
  connect(arrival: StationArrival): void {
    if (this.#isClosed) {
      arrival.socket.terminate();
      return;
    }
    const known = this.#lateNames.nameOf(arrival, (stationId) => this.isConnected(stationId));
    const session: JsonSession = this.#begin(known, (surroundings) => {
      const identify = (stationId: string): SessionSurroundings =>
        this.#identify(session, arrival, stationId);
      return new JsonSession(known, known.isUnnamed === true ? { ...surroundings, identify } : surroundings);
    });
    this.#provideSchemas(session, arrival);
  }

  /** Takes an HTTP request that may be a SOAP message of a station. */
  takeSoap(arrival: SoapArrival): void {
    if (this.#isClosed) arrival.drop();
    else this.#soap.take(arrival);
  }

  /** Closes a station's connection; it may come back by itself. */
  disconnect(stationId: string): void {
    this.#register.known(stationId).session?.close(NORMAL_CLOSURE, 'closed by the technician');
  }

  /** Sends a call and waits for its outcome. `payloadText` goes out as it is written. */
  async call(
    stationId: string,
    action: string,
    payloadText: string,
    { sendAnyway = false, timeoutMs, signal }: CallOptions = {},
  ): Promise<Outcome> {
    const handle = this.#register.known(stationId);
    const { version } = handle.station;
    const issues =
      version === undefined
        ? []
        : checkCommand(version, await this.#options.schemas.load(version), action, payloadText).filter(
            ({ code }) => this.#isChecked(stationId) || !isSchemaIssue(code),
          );
    if (version !== undefined && issues.length > 0 && !sendAnyway) {
      throw commandFailure(version, action, issues);
    }
    // The station may have come or gone while the schemas were read.
    const { session } = handle;
    if (session === undefined) {
      return { outcome: 'disconnected', action, description: `Not sent. ${stationId} is not connected.` };
    }
    const sentAt = Date.now();
    const timeout = timeoutMs ?? this.#options.callTimeoutMs ?? CALL_TIMEOUT_MS;
    const payload = parsedOrNothing(payloadText);
    this.#surroundings.asking(stationId, action, payload);
    const outcome = await session.call({ action, payloadText, timeoutMs: timeout, issues }, signal);
    handle.ended(outcome, sentAt);
    this.#surroundings.asked(stationId, payload, outcome, sentAt);
    return outcome;
  }

  /**
   * Resolves with true when the station takes commands that nobody clicked: after its boot was accepted, or ten seconds
   * without one. With false where it is not connected, or leaves before that.
   */
  whenReady(stationId: string): Promise<boolean> {
    return this.#surroundings.readiness.whenReady(stationId);
  }

  /** Sends a text as it is; answers with the number of its record. Fails with `unavailable` without a connection. */
  sendRaw(stationId: string, text: string): number {
    const { session } = this.#register.known(stationId);
    if (session !== undefined) return session.sendRaw(text);
    throw new ContractError('unavailable', `${stationId} is not connected, so nothing was sent.`);
  }

  /**
   * Answers a record of the station as a CALL. Fails with `unavailable` without a connection, with `conflict` where
   * the text cannot be one.
   */
  treatAsCall(stationId: string, text: string, askedSeq: number): number {
    const { session } = this.#register.known(stationId);
    if (session === undefined) {
      throw new ContractError('unavailable', `${stationId} is not connected, so it cannot be answered.`);
    }
    const seq = session.treatAsCall?.(text, askedSeq);
    if (seq !== undefined) return seq;
    throw new ContractError(
      'conflict',
      `Record ${askedSeq} has not the form of a CALL, so it was not answered.`,
    );
  }

  /** Closes all connections and writes down what was not saved yet. New connections are refused from now on. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#ticker);
    this.#surroundings.readiness.close();
    const sessions = [...this.#sessions];
    const closed = sessions.map((session) => new Promise<void>((resolve) => session.onClosed(resolve)));
    for (const session of sessions) session.close(GOING_AWAY, 'Kerbside was closed');
    const timer = setTimeout(() => {
      for (const session of sessions) session.terminate();
    }, CLOSE_MS);
    await Promise.all(closed);
    clearTimeout(timer);
    this.#register.close();
  }

  #begin<S extends StationSession>(
    peer: Pick<SessionPeer, 'stationId' | 'remoteAddress'>,
    make: (surroundings: SessionSurroundings) => S,
  ): S {
    const handle = this.#register.handleOf(peer);
    handle.session?.retire(NORMAL_CLOSURE, 'replaced by a newer connection');
    const session = make(this.#surroundings.of(peer.stationId, handle));
    this.#sessions.add(session);
    session.onClosed(() => this.#sessions.delete(session));
    const at = Date.now();
    handle.connected(session, at);
    this.#surroundings.connected(session, at);
    return session;
  }

  #createSoap(): SoapService {
    const { recorder, schemas, log, soapSilenceMs: silenceMs = SOAP_SILENCE_MS } = this.#options;
    return new SoapService({
      recorder,
      schemas,
      log,
      sessionOf: (stationId) => {
        const session = this.#register.find(stationId)?.session;
        return session instanceof SoapSession ? session : undefined;
      },
      stationsAt: (remoteAddress) =>
        this.list()
          .filter((it) => it.connected && it.transport === 'soap' && it.remoteAddress === remoteAddress)
          .map(({ id }) => id),
      begin: (request, who) => {
        const peer = { stationId: who.stationId, remoteAddress: request.arrival.remoteAddress };
        const options = { ...who, silenceMs, callbacks: this.callbacks };
        return this.#begin(peer, (surroundings) => new SoapSession(request, options, surroundings));
      },
    });
  }

  /** A session whose station has told its identity moves to that station; the newest of an identity wins here too. */
  #identify(session: JsonSession, arrival: StationArrival, stationId: string): SessionSurroundings {
    const at = Date.now();
    const before = session.peer;
    this.#register.find(before.stationId)?.sessionEvents().ended(at, `It is listed as ${stationId} now.`);
    this.#lateNames.remember(arrival, stationId);
    const handle = this.#register.handleOf({ stationId, remoteAddress: before.remoteAddress });
    handle.session?.retire(NORMAL_CLOSURE, 'replaced by a newer connection');
    handle.connected(session, at);
    const { version, transport } = before;
    const { issues, seq } = session.opening;
    this.#surroundings.watchOf(stationId).note({ type: 'connected', at, version, transport, issues, seq });
    arrival.onNamed?.(stationId);
    const identify = (next: string): SessionSurroundings => this.#identify(session, arrival, next);
    return { ...this.#surroundings.of(stationId, handle), identify };
  }

  #tick(): void {
    const at = Date.now();
    for (const handle of this.#register.connected()) {
      handle.tick(at);
      this.#surroundings.watchOf(handle.station.id).note({ type: 'tick', at });
    }
  }

  /** Whether payloads of a station and to it are held against their schemas. */
  #isChecked(stationId: string): boolean {
    return this.profileOf(stationId).validate !== false;
  }

  /** Nothing is read from the socket before the schemas are there, which is once per version and start. */
  #provideSchemas(session: JsonSession, { socket, version }: StationArrival): void {
    const { schemas, log } = this.#options;
    const loaded = schemas.loaded(version);
    if (loaded !== undefined) {
      session.useSchemas(loaded);
      return;
    }
    socket.pause();
    schemas
      .load(version)
      .then((ready) => session.useSchemas(ready))
      .catch((error: unknown) => log(`schemas of OCPP ${version} cannot be read: ${String(error)}`))
      .finally(() => socket.resume());
  }
}

function parsedOrNothing(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // Sent anyway, as broken as the technician wanted it: there is nothing to look at.
    return undefined;
  }
}
