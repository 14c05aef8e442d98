import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { UnansweredCall } from '../../../shared/trace/pairer.ts';
import type { Policies } from '../central/answering/policy/policies.ts';
import type { CentralSystem } from '../central/centralSystem.ts';
import type { Profiles } from '../central/profiles/profiles.ts';
import type { FindingLog } from '../central/watch/findingLog.ts';
import type { AttemptLog } from '../front-door/attemptLog.ts';
import type { OpenTraces } from '../trace/open/openTraces.ts';
import type { ServicePorts } from '../service-port/session/servicePorts.ts';
import type { Recording } from '../trace/recording.ts';
import type { Trace } from '../trace/trace.ts';
import { beginNote, endNote, knownNote, leftReason, unansweredNote } from './changeWords.ts';
import { openNextSession, type NextSession, type WantedSession } from './nextSession.ts';
import type { RecentFiles } from './recentFiles.ts';
import type { Sessions } from './sessions.ts';

/** What is made for one session file, since it refers to its records. */
export interface SessionParts {
  /** Work with a station that another session would tear apart, as a sentence; nothing where there is none. */
  hindrance(): string | undefined;
  /** Ends what is under way, before the file is closed. */
  end(): Promise<void>;
}

export interface SessionChangeOptions<P extends SessionParts> {
  recording: Recording;
  first: P;
  /** Makes what belongs to a session; nobody is told of it yet. */
  make: (trace: Trace) => P;
  /** Stations and clients have to do with these parts from here on. Called at the end of the turn in which the file changes. */
  use: (parts: P) => void;
  central: CentralSystem;
  findings: FindingLog;
  policies: Policies;
  profiles: Profiles;
  attempts: AttemptLog;
  traces: OpenTraces;
  ports: Pick<ServicePorts, 'leaveFile'>;
  sessions: Sessions;
  recent: RecentFiles;
  log: (line: string) => void;
}

/** The open calls of each connected station. */
type OpenCalls = ReadonlyMap<string, readonly UnansweredCall[]>;

/**
 * Begins another session while Kerbside runs. Between two turns of the event loop everything that was said is committed
 * to the one file, and all that follows goes into the other; ports and connections know nothing of it.
 */
export class SessionChange<P extends SessionParts = SessionParts> {
  readonly #options: Omit<SessionChangeOptions<P>, 'first'>;
  #parts: P;
  #changing: Promise<unknown> | undefined;
  #isClosed = false;

  constructor({ first, ...options }: SessionChangeOptions<P>) {
    this.#options = options;
    this.#parts = first;
  }

  get parts(): P {
    return this.#parts;
  }

  /**
   * Answers with the path of the session that is recorded into from here on. Fails, while the present one goes on, with
   * `busy` during work with a station, with `conflict`, `permission`, `io` and `invalid-params` of the file, and with `io` where the present
   * one cannot be written.
   */
  async begin(wanted: WantedSession): Promise<{ path: string }> {
    if (this.#changing !== undefined || this.#isClosed) {
      throw new ContractError('busy', 'Another session is being begun already.');
    }
    const changing = this.#begin(wanted);
    this.#changing = changing.catch(() => undefined);
    try {
      return await changing;
    } finally {
      this.#changing = undefined;
    }
  }

  /** Waits for a change that is under way, and begins no other. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#changing;
  }

  async #begin(wanted: WantedSession): Promise<{ path: string }> {
    this.#requireIdle();
    const { recording, sessions, recent, log, traces } = this.#options;
    const before = recording.trace;
    if (wanted.path !== undefined && realPath(wanted.path) === realPath(before.path)) {
      throw new ContractError('conflict', `${before.path} is being recorded into already.`);
    }
    const firstView = traces.takeFirstView();
    const next = await openNextSession(wanted, { folder: sessions.folder, firstView, log });
    const partsBefore = this.#parts;
    let parts: P | undefined;
    try {
      this.#requireIdle();
      parts = this.#options.make(next.trace);
      this.#leave(before, next.trace.name);
    } catch (error) {
      await discard(next, parts, log);
      throw error;
    }
    this.#enter(before, next.trace, parts);
    recent.add(before.path);
    recent.add(next.trace.path);
    await this.#finish(before, partsBefore);
    await sessions.look();
    return { path: next.trace.path };
  }

  #requireIdle(): void {
    const hindrance = this.#parts.hindrance();
    if (hindrance === undefined) return;
    throw new ContractError('busy', `${hindrance} So no other session was begun.`, {
      hint: 'Wait until that has ended, or stop it. Then begin the session again.',
    });
  }

  /** Everything is in the file that is left, or nothing is left. */
  #leave(before: Trace, next: string): void {
    const { central, findings, policies, ports } = this.#options;
    if (!before.store.settle()) throw unwritten(before);
    if (before.store.recording === 'read-only') return;
    findings.leaveFile();
    policies.leaveFile();
    central.leaveFile(leftReason(next));
    ports.leaveFile(next);
    for (const [stationId, calls] of this.#openCalls(before)) {
      if (calls.length > 0) note(before, stationId, unansweredNote(next, calls));
    }
    note(before, '', endNote(next, this.#connected()));
    if (before.store.settle()) return;
    note(before, '', 'The session goes on after all: what was to be its end could not be written.');
    throw unwritten(before);
  }

  /** In one turn: what comes afterwards is for the session that is entered. */
  #enter(before: Trace, next: Trace, parts: P): void {
    const { recording, central, findings, policies, profiles, attempts, use } = this.#options;
    const connected = this.#connected();
    const open = this.#openCalls(before);
    const callbacks = central.callbacks.kept(connected);
    const isConnected = (stationId: string): boolean => central.isConnected(stationId);
    const { maxBytes } = before.session();
    recording.switchTo(next);
    for (const [key, value] of callbacks) recording.set(key, value);
    next.attempts.startAfter(before.attempts.lastId);
    attempts.enter(next.attempts, next.attempts.latest(Infinity), next.attempts.lastId);
    findings.enterFile(next.findings, next.findings.load(), isConnected);
    policies.enterFile(isConnected);
    profiles.enterFile(isConnected);
    this.#parts = parts;
    note(next, '', beginNote(before.name, connected));
    central.enterFile(next.stations.load(), before.name, (station) => {
      const calls = open.get(station.id) ?? [];
      const known = knownNote(station, before.name, calls);
      if (known !== undefined) recording.carry(station.id, calls, note(next, station.id, known));
    });
    next.limitTo(maxBytes);
    // Last: whoever asks from here on is shown the session as it begins.
    use(parts);
  }

  /** The file that was left is closed in order. What fails here concerns nobody who works with the other one. */
  async #finish(before: Trace, parts: P): Promise<void> {
    const { traces, recording, log } = this.#options;
    try {
      await traces.enter(recording.trace);
      await parts.end();
      await before.close();
    } catch (error) {
      log(`${before.path} was not closed in order: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }

  #connected(): string[] {
    return this.#options.central.list().flatMap(({ id, connected }) => (connected ? [id] : []));
  }

  #openCalls(trace: Trace): OpenCalls {
    return new Map(this.#connected().map((stationId) => [stationId, trace.store.unanswered(stationId)]));
  }
}

/** A note of the tool's own: it goes in, while those of the technician go out. */
function note(trace: Trace, stationId: string, raw: string): number {
  return trace.store.append({ at: Date.now(), stationId, kind: 'note', direction: 'in', raw, issues: [] })
    .seq;
}

function unwritten({ path, store }: Trace): ContractError {
  const problem = store.problem ?? 'It cannot be written.';
  return new ContractError(
    'io',
    `No other session was begun, since ${path} does not have all of its records yet. ${problem}`,
    { hint: 'The present session goes on. Begin the other one once recording works again.' },
  );
}

async function discard(
  next: NextSession,
  parts: SessionParts | undefined,
  log: (line: string) => void,
): Promise<void> {
  try {
    await parts?.end();
    await next.trace.close();
    await next.remove();
  } catch (error) {
    log(`${next.trace.path} was not taken away: ${String(error)}`);
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // A file that is not there yet is compared by its name.
    return resolve(path);
  }
}
