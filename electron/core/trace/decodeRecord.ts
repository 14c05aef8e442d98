import type { Json } from '../../../shared/json.ts';
import { longIntegersAsText } from '../../../shared/ocpp/longIntegers.ts';
import { parseFrame } from '../../../shared/ocpp/parseFrame.ts';
import type { Decoded, DecodingTools } from '../../../shared/trace/decoding/decoded.ts';
import { decodeValues } from '../../../shared/trace/decoding/decodeValues.ts';
import { isFrame, type TraceRecord } from '../../../shared/trace/record.ts';

/** What is packed into the texts of a record; paths are those of its payload. Never throws. */
export function decodeRecord(record: TraceRecord, tools: DecodingTools): Decoded[] {
  const payload = payloadOf(record);
  return payload === undefined ? [] : decodeValues(payload, tools);
}

/** The part of the frame that is shown as its content. */
function payloadOf({ kind, raw, rawEncoding, isRawCut, payload }: TraceRecord): Json | undefined {
  if (isRawCut || !isFrame(kind) || kind === 'serial') return undefined;
  if (payload !== undefined) return parsed(payload);
  if (rawEncoding === 'base64') return undefined;
  const frame = parseFrame(longIntegersAsText(raw));
  switch (frame.kind) {
    case 'call':
    case 'send':
    case 'result':
      return frame.payload;
    case 'error':
    case 'resultError':
      return frame.details;
    default:
      return parsed(raw);
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(longIntegersAsText(text)) as Json;
  } catch {
    // What is no JSON has no texts to look into.
    return undefined;
  }
}
