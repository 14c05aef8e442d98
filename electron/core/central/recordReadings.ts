import { ContractError } from '../../../shared/contract/failure.ts';
import type { Result } from '../../../shared/contract/methods.ts';
import { isJsonObject, type Json } from '../../../shared/json.ts';
import { asCallText } from '../../../shared/ocpp/asMeant/asCallText.ts';
import { asMeantPayload } from '../../../shared/ocpp/asMeant/asMeantPayload.ts';
import { assumedDefaults } from '../../../shared/ocpp/asMeant/assumed.ts';
import type { Repair } from '../../../shared/ocpp/asMeant/repair.ts';
import { repairText } from '../../../shared/ocpp/asMeant/repairText.ts';
import { markLongNumbers, mayHaveLongIntegers, writeLongNumbers } from '../../../shared/ocpp/longIntegers.ts';
import { parseFrame } from '../../../shared/ocpp/parseFrame.ts';
import { isAnswer, isFrame, type TraceRecord } from '../../../shared/trace/record.ts';
import type { TraceReading } from '../trace/traceReading.ts';
import { inflateFrame } from './json/inflateFrame.ts';
import type { Schemas } from './schemas/schemas.ts';

type Reading = Result<'record.asMeant'>;

const NOTHING: Reading = { repairs: [], assumed: [], canBeCall: false };

/** What can be made of records that are not as they should be. */
export class RecordReadings {
  readonly #trace: TraceReading;
  readonly #schemas: Schemas;

  constructor(trace: TraceReading, schemas: Schemas) {
    this.#trace = trace;
    this.#schemas = schemas;
  }

  /** The record as it was meant. Fails with `not-found`. */
  async asMeant(seq: number): Promise<Reading> {
    const record = this.#trace.record(seq);
    if (record.isRawCut || record.kind === 'serial' || !isFrame(record.kind)) return NOTHING;
    if (record.rawEncoding === 'base64') return inflatedReading(record.raw);
    // Where the raw is not JSON itself (SOAP), the payload is there as JSON.
    if (record.payload !== undefined) return this.#payloadReading(record, parsed(record.payload), []);
    const mended = repairText(record.raw);
    if (mended === undefined) return NOTHING;
    const frame = parseFrame(exact(mended.text));
    if (!('payload' in frame)) {
      return {
        ...(mended.repairs.length === 0 ? {} : { text: mended.text }),
        repairs: [...mended.repairs],
        assumed: [],
        canBeCall: record.direction === 'in' && asCallText(record.raw) !== undefined,
      };
    }
    return this.#payloadReading(record, frame.payload, mended.repairs);
  }

  /** What `treatAsCall` needs of a record. Fails with `not-found`, and with `conflict` for what Kerbside sent itself. */
  asked(seq: number): Pick<TraceRecord, 'stationId' | 'raw'> {
    const { stationId, raw, direction } = this.#trace.record(seq);
    if (direction === 'in') return { stationId, raw };
    throw new ContractError('conflict', `Record ${seq} was sent by Kerbside, so there is nothing to answer.`);
  }

  async #payloadReading(
    record: TraceRecord,
    payload: Json,
    textRepairs: readonly Repair[],
  ): Promise<Reading> {
    const { version, action, kind } = record;
    if (action === undefined || kind === 'error' || kind === 'resultError') {
      return { ...NOTHING, text: writeLongNumbers(payload), repairs: [...textRepairs] };
    }
    const part = isAnswer(kind) ? 'response' : 'request';
    const schema =
      version === undefined ? undefined : (await this.#schemas.load(version)).schema(action, part);
    const input = {
      version: version ?? '1.6',
      action,
      schema,
      payload,
      areLongMarked: true,
      isForView: true,
    } as const;
    const meant = asMeantPayload(input);
    return {
      text: writeLongNumbers(meant.payload),
      repairs: [...textRepairs, ...meant.repairs],
      assumed:
        isJsonObject(meant.payload) && part === 'request'
          ? assumedDefaults(meant.payload, action, input.version)
          : [],
      canBeCall: false,
    };
  }
}

/** A frame that was compressed without agreement: its text can still be looked at. */
function inflatedReading(base64: string): Reading {
  const text = inflateFrame(Buffer.from(base64, 'base64'));
  if (text === undefined) return NOTHING;
  const why = 'The bytes are a compressed frame; they were unpacked.';
  const mended = repairText(text);
  return {
    ...NOTHING,
    text: mended?.text ?? JSON.stringify(text),
    repairs: [{ path: '', code: 'inflated', why }],
  };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(exact(text)) as Json;
  } catch {
    // Another program wrote this payload; it is shown as the text that it is.
    return text;
  }
}

function exact(text: string): string {
  return mayHaveLongIntegers(text) ? markLongNumbers(text) : text;
}
