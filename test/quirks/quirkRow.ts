import type { Json, JsonObject } from '../../shared/json.ts';
import type { OcppVersion } from '../../shared/ocpp/version.ts';
import type { Severity } from '../../shared/trace/issue.ts';
import type { RecordKind } from '../../shared/trace/record.ts';

/**
 * `warning value-spaces`, or with what the sentence must say and where the specification says it. Codes of the list are
 * all there are, in any order.
 */
export type ExpectedIssue =
  `${Severity} ${string}` | { issue: `${Severity} ${string}`; says?: string | RegExp; clause?: string };

/** What a record is as it was meant: the codes of the repairs in any order, and parts of the payload. */
export interface ExpectedMeaning {
  payload?: object;
  /** Parts of the JSON text, for digits that JavaScript cannot hold. */
  text?: string;
  repairs: readonly string[];
  /** `context=Sample.Periodic`: what holds because it is absent. */
  assumed?: readonly string[];
}

interface ExpectedRecord {
  issues: readonly ExpectedIssue[];
  kind?: RecordKind;
  meant?: ExpectedMeaning;
}

/** `result`: any CALLRESULT; `same`: the very answer of the step before; `none`: the station gets nothing for it. */
export type ExpectedAnswer =
  'result' | 'same' | 'none' | { result: object } | { error: string; says?: string };

/** The station sends a text; the record keeps it exactly, and the answer goes out. */
export interface SendStep extends ExpectedRecord {
  send: string;
  answer: ExpectedAnswer;
}

/** The station writes bytes onto an open WebSocket, which ends it. */
export interface WireStep extends ExpectedRecord {
  wire: Uint8Array;
}

/** Kerbside sends a command, and the station answers with a text in which `$ID` is its message id. */
export interface CommandStep extends ExpectedRecord {
  command: { action: string; payload: JsonObject };
  reply: string;
  outcome: object;
}

/** The technician takes the last record for a CALL. */
export interface TreatStep {
  treatAsCall: ExpectedAnswer;
}

export type QuirkStep = SendStep | WireStep | CommandStep | TreatStep;

/** One row of the catalogue of quirks: a real misbehaviour, and what Kerbside makes of it. */
export interface QuirkRow {
  row: number;
  title: string;
  /** 1.6 where it is absent. */
  version?: OcppVersion;
  steps: readonly QuirkStep[];
  /** The codes of the findings in the end, in any order; none where it is absent. */
  findings?: readonly string[];
  /** Parts of the station's state in the end. */
  station?: object;
}

/** A proper CALL, as text. */
export function call(action: string, payload: Json, id = '1'): string {
  return JSON.stringify([2, id, action, payload]);
}

/** A step in which nothing is wrong. */
export function fine(send: string): SendStep {
  return { send, answer: 'result', issues: [] };
}
