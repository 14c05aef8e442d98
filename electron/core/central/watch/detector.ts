import type { Json, JsonObject } from '../../../../shared/json.ts';
import type { OcppVersion, Transport } from '../../../../shared/ocpp/version.ts';
import type { Finding } from '../../../../shared/station/finding.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';

/** How a connection began: its record, what was wrong with the handshake, and what was agreed in it. */
export interface ConnectionOpening {
  seq: number;
  issues: readonly Issue[];
  /** The request target as sent. */
  path?: string;
  /** Whether permessage-deflate was agreed on. */
  isCompressed?: boolean;
}

/** Something that happened with a station. `at` is epoch ms, `seq` the number of its record where it has one. */
export type StationEvent =
  | ({
      type: 'connected';
      at: number;
      version: OcppVersion;
      transport: Transport;
    } & Partial<ConnectionOpening>)
  /** `isReplaced`: a newer connection of the same station came while this one seemed alive. */
  | {
      type: 'disconnected';
      at: number;
      by: 'station' | 'kerbside' | 'network';
      code: number;
      isReplaced?: boolean;
      seq?: number;
    }
  /** A ping of ours that was answered, or was not. */
  | { type: 'ping'; at: number; rttMs?: number }
  /** A command of ours leaves. */
  | { type: 'sent'; at: number; action: string; seq: number }
  /** A BootNotification after it was answered; `answer` is absent where it got a CALLERROR or nothing. */
  | { type: 'answered'; at: number; action: string; payload: Json; answer?: JsonObject }
  /** The station sent an error about an answer of ours. `answer` is the frame that it is about. */
  | { type: 'protest'; at: number; answer: string; code: string; description: string; seq: number }
  /** A call or SEND of the station, before it is recorded. */
  | { type: 'call'; at: number; action: string; payload: Json }
  /** A command of ours that has ended. `payload` is what was sent, where it was JSON. */
  | { type: 'outcome'; at: number; payload: Json | undefined; outcome: Outcome };

/** What a detector has to say. Issues go onto the record of a call; findings stand by themselves. */
export interface Detection {
  issues?: readonly Issue[];
  findings?: readonly NewFinding[];
}

/** A finding as a detector sees it; the same `code` and `subject` again only counts it up. */
export type NewFinding = Pick<Finding, 'code' | 'severity' | 'message' | 'remedy' | 'clause' | 'proposal'> & {
  /** What it is about where a station can have several of a kind: a connector, an action, a transaction. */
  subject?: string;
};

/** Looks at one habit of a station, in the light of what it did before. One instance per station. */
export interface Detector {
  /** Nothing for what does not concern it: this is called for each frame. */
  observe(event: StationEvent): Detection | undefined;
}

export type DetectorFactory = () => Detector;
