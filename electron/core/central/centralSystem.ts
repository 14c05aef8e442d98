import { ContractError } from '../../../shared/contract/failure.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';
import type { Station } from '../../../shared/station/station.ts';
import type { Recorder } from '../trace/newRecord.ts';
import { checkCommand, commandFailure } from './calls/commandCheck.ts';
import type { Schemas } from './schemas/schemas.ts';
import type { StationArrival } from './stationArrival.ts';
import { StationHandle } from './station/stationHandle.ts';
import { JsonSession, type SessionSurroundings } from './json/jsonSession.ts';
import { createTransactionIds, type MetaStore, type TransactionIds } from './transactionIds.ts';

export interface CentralSystemOptions {
  recorder: Recorder;
  schemas: Schemas;
  meta: MetaStore;
  /** The stations of the file. */
  stations: readonly Station[];
  saveStation: (station: Station) => void;
  /** A line for the log of the host: defects and tolerated errors. */
  log: (line: string) => void;
  callTimeoutMs?: number;
  heartbeatIntervalS?: number;
}

export interface CallOptions {
  /** The text goes out even if it is not valid for the action. */
  sendAnyway?: boolean | undefined;
  timeoutMs?: number | undefined;
  signal?: AbortSignal | undefined;
}

const CALL_TIMEOUT_MS = 30_000;
const HEARTBEAT_INTERVAL_S = 300;
/** A screen shows sixty changes a second at most. */
const ANNOUNCE_MS = 16;
/** Records are the truth; the saved state only spares reading them all again. */
const SAVE_MS = 1000;
const CLOSE_MS = 300;
const NORMAL_CLOSURE = 1000;
const GOING_AWAY = 1001;

/** The stations that were seen, connected or not, and the commands to them. */
export class CentralSystem {
  readonly #options: CentralSystemOptions;
  readonly #transactionIds: TransactionIds;
  readonly #stations = new Map<string, StationHandle>();
  readonly #listeners = new Set<(station: Station) => void>();
  readonly #toAnnounce = new Set<StationHandle>();
  readonly #toSave = new Set<StationHandle>();
  /** Sessions whose sockets are not closed yet, replaced ones too. */
  readonly #sessions = new Set<JsonSession>();
  #announceTimer: NodeJS.Timeout | undefined;
  #saveTimer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: CentralSystemOptions) {
    this.#options = options;
    this.#transactionIds = createTransactionIds(options.meta);
    for (const station of options.stations) {
      const handle = StationHandle.restored(station, (changed) => this.#changed(changed));
      this.#stations.set(station.id, handle);
    }
  }

  list(): Station[] {
    return [...this.#stations.values()].map((handle) => handle.station);
  }

  find(stationId: string): Station | undefined {
    return this.#stations.get(stationId)?.station;
  }

  /** At most one change per station and frame of a screen. */
  onChange(listener: (station: Station) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes over a connection. The newest of an identity wins: chargers come back before they notice that they left. */
  connect(arrival: StationArrival): void {
    if (this.#isClosed) {
      arrival.socket.terminate();
      return;
    }
    let handle = this.#stations.get(arrival.stationId);
    if (handle === undefined) {
      handle = StationHandle.unseen(arrival, (changed) => this.#changed(changed));
      this.#stations.set(arrival.stationId, handle);
    }
    handle.session?.retire(NORMAL_CLOSURE, 'replaced by a newer connection');
    const session = new JsonSession(arrival, this.#surroundings(handle));
    this.#sessions.add(session);
    arrival.socket.once('close', () => this.#sessions.delete(session));
    handle.connected(session, Date.now());
    this.#provideSchemas(session, arrival);
  }

  /** Closes a station's connection; it may come back by itself. */
  disconnect(stationId: string): void {
    this.#known(stationId).session?.close(NORMAL_CLOSURE, 'closed by the technician');
  }

  /** Sends a call and waits for its outcome. `payloadText` goes out as it is written. */
  async call(
    stationId: string,
    action: string,
    payloadText: string,
    { sendAnyway = false, timeoutMs, signal }: CallOptions = {},
  ): Promise<Outcome> {
    const handle = this.#known(stationId);
    const { version } = handle.station;
    const issues =
      version === undefined
        ? []
        : checkCommand(version, await this.#options.schemas.load(version), action, payloadText);
    if (version !== undefined && issues.length > 0 && !sendAnyway) {
      throw commandFailure(version, action, issues);
    }
    // The station may have come or gone while the schemas were read.
    const { session } = handle;
    if (session === undefined) {
      return { outcome: 'disconnected', action, description: `Not sent. ${stationId} is not connected.` };
    }
    const timeout = timeoutMs ?? this.#options.callTimeoutMs ?? CALL_TIMEOUT_MS;
    return session.call({ action, payloadText, timeoutMs: timeout, issues }, signal);
  }

  /** Closes all connections and writes down what was not saved yet. New connections are refused from now on. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const sessions = [...this.#sessions];
    const closed = sessions.map(
      (session) => new Promise<void>((resolve) => session.arrival.socket.once('close', () => resolve())),
    );
    for (const session of sessions) session.close(GOING_AWAY, 'Kerbside was closed');
    const timer = setTimeout(() => {
      for (const session of sessions) session.terminate();
    }, CLOSE_MS);
    await Promise.all(closed);
    clearTimeout(timer);
    clearTimeout(this.#announceTimer);
    clearTimeout(this.#saveTimer);
    this.#announce();
    this.#save();
  }

  #known(stationId: string): StationHandle {
    const handle = this.#stations.get(stationId);
    if (handle !== undefined) return handle;
    const ids = [...this.#stations.keys()];
    const shown = ids.slice(0, 10).join(', ') + (ids.length > 10 ? ` and ${ids.length - 10} more` : '');
    throw new ContractError('not-found', `No station ${stationId} has connected yet.`, {
      hint: ids.length === 0 ? 'No station has been seen at all.' : `Known stations: ${shown}.`,
    });
  }

  #surroundings(handle: StationHandle): SessionSurroundings {
    const { recorder, log, heartbeatIntervalS = HEARTBEAT_INTERVAL_S } = this.#options;
    return {
      recorder,
      log,
      responding: { heartbeatIntervalS, transactionIds: this.#transactionIds },
      events: handle.sessionEvents(),
    };
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

  #changed(handle: StationHandle): void {
    this.#toAnnounce.add(handle);
    this.#toSave.add(handle);
    if (this.#isClosed) return;
    this.#announceTimer ??= setTimeout(() => this.#announce(), ANNOUNCE_MS).unref();
    this.#saveTimer ??= setTimeout(() => this.#save(), SAVE_MS).unref();
  }

  #announce(): void {
    this.#announceTimer = undefined;
    const handles = [...this.#toAnnounce];
    this.#toAnnounce.clear();
    for (const handle of handles) {
      const { station } = handle;
      for (const listener of this.#listeners) listener(station);
    }
  }

  #save(): void {
    this.#saveTimer = undefined;
    for (const handle of this.#toSave) this.#options.saveStation(handle.station);
    this.#toSave.clear();
  }
}
