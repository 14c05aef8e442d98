import type { Json, JsonObject } from '../../../../shared/json.ts';
import type { OcppVersion, Transport } from '../../../../shared/ocpp/version.ts';
import type { Finding } from '../../../../shared/station/finding.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';

/** What was agreed on at the beginning of a connection. */
export interface ConnectionTraits {
  /** Whether permessage-deflate was agreed on. */
  isCompressed?: boolean;
  /** The request target as sent. */
  path?: string;
}

/** Something that happened with a station. `at` is epoch ms, `seq` the number of its record where it has one. */
export type StationEvent =
  /** `issues` are those of the handshake; `seq` is the record of the connection, where it has one. */
  | ({
      type: 'connected';
      at: number;
      version: OcppVersion;
      transport: Transport;
      issues?: readonly Issue[];
      seq?: number;
    } & ConnectionTraits)
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
  /** The station sent an error about an answer of ours. `answer` is the frame that it is about. */
  | { type: 'protest'; at: number; answer: string; code: string; description: string; seq: number }
  /** A call or SEND of the station, before it is recorded. */
  | { type: 'call'; at: number; action: string; payload: Json }
  /** A call of the station after it was answered; `answer` is absent where it got a CALLERROR or nothing. */
  | { type: 'answered'; at: number; action: string; payload: Json; answer?: JsonObject }
  /** A command of ours that has ended. `payload` is what was sent, where it was JSON; `sentAt` when it was given. */
  | { type: 'outcome'; at: number; payload: Json | undefined; outcome: Outcome; sentAt?: number }
  /** About a second has passed while the station is connected: for what shows by nothing happening. */
  | { type: 'tick'; at: number };

/** What a detector has to say. Issues go onto the record of a call; findings stand by themselves. */
export interface Detection {
  issues?: readonly Issue[];
  findings?: readonly NewFinding[];
}

/** A finding as a detector sees it; the same `code` and `subject` again only counts it up. */
export type NewFinding = Pick<
  Finding,
  'code' | 'severity' | 'message' | 'remedy' | 'clause' | 'proposal' | 'offer'
> & {
  /** What it is about where a station can have several of a kind: a connector, an action, a transaction. */
  subject?: string;
};

/** Events that are not about one action. */
export const PLAIN_EVENTS = ['connected', 'disconnected', 'ping', 'sent', 'protest', 'tick'] as const;
export type PlainEventType = (typeof PLAIN_EVENTS)[number];

/** The events that a detector wants to see, so that a frame costs only those whom it concerns. */
export interface Interest {
  /** Actions of the station. */
  calls?: readonly string[] | 'all';
  /** Actions of the station, once they are answered. */
  answered?: readonly string[] | 'all';
  /** Actions of ours. */
  outcomes?: readonly string[] | 'all';
  others?: readonly PlainEventType[];
}

/** Looks at one habit of a station, in the light of what it did before. One instance per station. */
export interface Detector {
  /** The same for every instance of a kind. */
  readonly interest: Interest;
  /** Nothing for what does not concern it. */
  observe(event: StationEvent): Detection | undefined;
}

export type DetectorFactory = () => Detector;
