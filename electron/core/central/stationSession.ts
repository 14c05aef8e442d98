import type { OcppVersion, Transport } from '../../../shared/ocpp/version.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';
import type { QuirkProfile } from '../../../shared/station/quirkProfile.ts';
import type { Issue } from '../../../shared/trace/issue.ts';
import type { Recorder } from '../trace/store/newRecord.ts';
import type { Answerer } from './answering/answerer.ts';
import type { HandledCall } from './station/stationState.ts';
import type { ConnectionTraits } from './watch/detector.ts';
import type { StationWatch } from './watch/stationWatch.ts';

/** What a session needs of its surroundings. All but the recorder is of this one station. */
export interface SessionSurroundings {
  recorder: Recorder;
  log: (line: string) => void;
  events: SessionEvents;
  answerer: Answerer;
  watch: StationWatch;
  profile: () => QuirkProfile;
  /** Moves the session to the station of this identity, which it told after it had connected without one. */
  identify?: (stationId: string) => SessionSurroundings;
}

/** What a session tells of itself. `at` is epoch ms. */
export interface SessionEvents {
  received: (at: number) => void;
  called: (call: HandledCall) => void;
  openCallsChanged: () => void;
  /** A ping of ours was answered after `rttMs`, or was not. */
  pinged: (rttMs: number | undefined) => void;
  ended: (at: number, sentence: string) => void;
}

/** A command on its way to a session. */
export interface SessionCall {
  action: string;
  payloadText: string;
  timeoutMs: number;
  issues: readonly Issue[];
}

/** Who is at the other end of a session. */
export interface SessionPeer {
  stationId: string;
  version: OcppVersion;
  transport: Transport;
  remoteAddress: string;
  /** The address of ours that its connection came to. */
  localAddress: string;
  traits?: ConnectionTraits;
}

/** The conversation with one station, over a WebSocket or by SOAP exchanges. */
export interface StationSession {
  readonly peer: SessionPeer;
  readonly openCalls: number;
  /** The record that its connection began with, and what was wrong with the handshake. */
  readonly opening?: { seq: number; issues: readonly Issue[] };
  call(call: SessionCall, signal?: AbortSignal): Promise<Outcome>;
  /** Sends a text as it is. Answers with the number of its record. */
  sendRaw(text: string): number;
  /**
   * Answers a text as the CALL that it was meant to be, whatever its message type says; `askedSeq` is its record. The
   * number of the answer's record, or nothing where it has no form of a CALL. Absent where messages have no type.
   */
  treatAsCall?(text: string, askedSeq: number): number | undefined;
  /**
   * Another session file is recorded into: it gets a record of this connection, with an issue that says where it comes
   * from. Answers with its number.
   */
  enterFile(issue: Issue): number;
  /** Closes with a reason of at most 123 bytes; a peer that does not answer is cut off. */
  close(code: number, reason: string): void;
  /** Ends at once what others see of this session, while its connection may still go through a closing handshake. */
  retire(code: number, reason: string): void;
  /** Cuts the connection off. */
  terminate(): void;
  /** Told once, when no connection is left. */
  onClosed(listener: () => void): void;
}
