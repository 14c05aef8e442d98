import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { longIntegersAsText } from '../../ocpp/longIntegers.ts';
import { parseFrame } from '../../ocpp/parseFrame.ts';
import type { RecordKind } from '../record.ts';
import type { TransactionSpan } from './timeline.ts';

/** Actions that begin, carry on or end a transaction. */
export const TRANSACTION_ACTIONS = ['StartTransaction', 'StopTransaction', 'TransactionEvent'] as const;

const MAX_SPANS = 1000;
/** Calls of StartTransaction that wait for the answer with their number. */
const MAX_OPEN_STARTS = 200;

export interface SpanInput {
  seq: number;
  at: number;
  stationId: string;
  kind: RecordKind;
  action?: string | undefined;
  pairSeq?: number | undefined;
  /** The payload as JSON text where the raw is not JSON itself (SOAP). */
  payload?: string | undefined;
  raw: string;
}

/**
 * Finds the transactions of a trace. In 1.5 and 1.6 the answer to StartTransaction names a transaction and StopTransaction
 * ends it; in 2.x TransactionEvent does both (OCPP 1.6 §4.8, §4.10; 2.0.1 part 2 E).
 */
export class TransactionSpans {
  readonly #spans = new Map<string, TransactionSpan>();
  readonly #openStarts = new Map<number, number>();
  #isCut = false;
  #version = 0;

  /** Changes with every change. */
  get version(): number {
    return this.#version;
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  /** In order of their beginning. */
  list(): TransactionSpan[] {
    return [...this.#spans.values()].sort((a, b) => a.startAt - b.startAt).map((span) => ({ ...span }));
  }

  /** Takes over what was found in an earlier part of the trace. */
  takeOver(spans: readonly TransactionSpan[], isCut: boolean): void {
    for (const span of spans) this.#keep({ ...span });
    this.#isCut ||= isCut;
  }

  add(input: SpanInput): void {
    if (input.action === undefined || !(TRANSACTION_ACTIONS as readonly string[]).includes(input.action))
      return;
    const payload = payloadOf(input);
    if (payload === undefined) return;
    if (input.action === 'TransactionEvent') this.#event(input, payload);
    else if (input.action === 'StopTransaction') this.#stop(input, payload);
    else this.#start(input, payload);
  }

  #start(input: SpanInput, payload: JsonObject): void {
    if (input.kind === 'call') {
      const connectorId = payload['connectorId'];
      if (typeof connectorId === 'number') this.#openStarts.set(input.seq, connectorId);
      const oldest = this.#openStarts.keys().next();
      if (this.#openStarts.size > MAX_OPEN_STARTS && oldest.done !== true)
        this.#openStarts.delete(oldest.value);
      return;
    }
    const transactionId = idText(payload['transactionId']);
    if (input.kind !== 'result' || transactionId === undefined) return;
    const connectorId = input.pairSeq === undefined ? undefined : this.#openStarts.get(input.pairSeq);
    if (input.pairSeq !== undefined) this.#openStarts.delete(input.pairSeq);
    this.#begin(input, transactionId, connectorId);
  }

  #stop(input: SpanInput, payload: JsonObject): void {
    const transactionId = idText(payload['transactionId']);
    if (input.kind !== 'call' || transactionId === undefined) return;
    this.#end(input, transactionId);
  }

  #event(input: SpanInput, payload: JsonObject): void {
    if (input.kind !== 'call') return;
    const { eventType, transactionInfo, evse } = payload;
    const transactionId = isJsonObject(transactionInfo)
      ? idText(transactionInfo['transactionId'])
      : undefined;
    if (transactionId === undefined) return;
    const connectorId = isJsonObject(evse) ? evse['connectorId'] : undefined;
    this.#begin(input, transactionId, typeof connectorId === 'number' ? connectorId : undefined);
    if (eventType === 'Ended') this.#end(input, transactionId);
  }

  /** The first that is heard of it. */
  #begin(input: SpanInput, transactionId: string, connectorId: number | undefined): void {
    if (this.#spans.has(spanKey(input.stationId, transactionId))) return;
    this.#keep({
      stationId: input.stationId,
      transactionId,
      ...(connectorId === undefined || !Number.isInteger(connectorId) ? {} : { connectorId }),
      startAt: input.at,
      startSeq: input.seq,
    });
  }

  #keep(span: TransactionSpan): void {
    this.#version += 1;
    this.#spans.set(spanKey(span.stationId, span.transactionId), span);
    const oldest = this.#spans.keys().next();
    if (this.#spans.size <= MAX_SPANS || oldest.done === true) return;
    this.#spans.delete(oldest.value);
    this.#isCut = true;
  }

  #end(input: SpanInput, transactionId: string): void {
    const span = this.#spans.get(spanKey(input.stationId, transactionId));
    // Its beginning is not in the trace: the end alone is no span.
    if (span === undefined) return;
    span.endAt = Math.max(span.startAt, input.at);
    this.#version += 1;
  }
}

function spanKey(stationId: string, transactionId: string): string {
  return JSON.stringify([stationId, transactionId]);
}

function idText(value: Json | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function payloadOf({ kind, payload, raw }: SpanInput): JsonObject | undefined {
  if (payload !== undefined) return parsedObject(payload);
  if (kind !== 'call' && kind !== 'result') return undefined;
  const frame = parseFrame(longIntegersAsText(raw));
  return 'payload' in frame && isJsonObject(frame.payload) ? frame.payload : undefined;
}

function parsedObject(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(longIntegersAsText(text)) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    // A payload that another program wrote: it tells of no transaction.
    return undefined;
  }
}
