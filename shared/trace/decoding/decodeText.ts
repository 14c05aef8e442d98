import type { Json } from '../../json.ts';
import { repairText } from '../../ocpp/asMeant/repairText.ts';
import { jsonNesting } from '../../ocpp/jsonNesting.ts';
import { DECODING_LIMITS, type DecodingStep, type DecodingTools } from './decoded.ts';
import { isOcmf, readOcmf } from './readOcmf.ts';
import { readQuery } from './readQuery.ts';
import { base64Bytes, hexBytes, isDeflated, readableText } from './textBytes.ts';
import { xmlAsJson } from './xmlAsJson.ts';

/** What a text holds: `json` is its content as JSON text, `bytes` the size of what cannot be read. */
export interface DecodedText {
  steps: DecodingStep[];
  json?: string;
  bytes?: number;
}

/** Shorter texts hold nothing that is worth unpacking, and too many words look like base64. */
const MIN_PACKED_CHARS = 16;
/** Longer ids and words of one alphabet hardly ever come. */
const MIN_BINARY_CHARS = 64;

/** Unpacks what a text holds, within `DECODING_LIMITS`; nothing where it is just text. Never throws. */
export function decodeText(text: string, tools: DecodingTools): DecodedText | undefined {
  const found = unpack(text, tools, []);
  return found?.json !== undefined && found.json.length > DECODING_LIMITS.chars ? undefined : found;
}

type Unpack = (text: string, tools: DecodingTools, steps: readonly DecodingStep[]) => DecodedText | undefined;

const unpack: Unpack = (text, tools, steps) => {
  if (text.length > DECODING_LIMITS.chars || steps.length >= DECODING_LIMITS.steps) return undefined;
  const trimmed = text.trim();
  if (trimmed.length < 2) return undefined;
  return (
    unpackJson(trimmed, tools, steps) ??
    unpackMarked(trimmed, tools, steps) ??
    unpackQuery(trimmed, steps) ??
    unpackHex(trimmed, tools, steps) ??
    unpackBase64(trimmed, tools, steps)
  );
};

/** JSON in a text; JSON in a text in a text counts as one more step. */
const unpackJson: Unpack = (text, tools, steps) => {
  if (!/^[[{"]/.test(text) || jsonNesting(text).deepest > DECODING_LIMITS.depth) return undefined;
  const mended = repairText(text);
  if (mended?.isCertain !== true) return undefined;
  const value = JSON.parse(mended.text) as Json;
  const taken: DecodingStep[] = [
    ...steps,
    'json',
    ...(mended.repairs.length > 0 ? ['repaired' as const] : []),
  ];
  if (typeof value === 'string') return unpack(value, tools, taken);
  if (typeof value !== 'object' || value === null) return undefined;
  const isEmpty = Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
  return isEmpty ? undefined : { steps: taken, json: mended.text };
};

/** Texts that say by their first characters what they are. */
const unpackMarked: Unpack = (text, tools, steps) => {
  if (isOcmf(text)) return ofJson(readOcmf(text), [...steps, 'ocmf']);
  if (text.startsWith('-----BEGIN ')) return ofJson(tools.readPem(text), [...steps, 'pem']);
  return text.startsWith('<') ? ofJson(xmlAsJson(text), [...steps, 'xml']) : undefined;
};

function unpackQuery(text: string, steps: readonly DecodingStep[]): DecodedText | undefined {
  return ofJson(readQuery(text), [...steps, 'query']);
}

/** Numbers are made of hexadecimal digits, too: a letter has to be among them. */
const unpackHex: Unpack = (text, tools, steps) => {
  if (text.length < MIN_PACKED_CHARS || !/[a-f]/i.test(text)) return undefined;
  const bytes = hexBytes(text);
  return bytes === undefined ? undefined : unpackBytes(bytes, tools, [...steps, 'hex']);
};

const unpackBase64: Unpack = (text, tools, steps) => {
  if (text.length < MIN_PACKED_CHARS) return undefined;
  const bytes = base64Bytes(text);
  if (bytes === undefined) return undefined;
  const found = unpackBytes(bytes, tools, [...steps, 'base64']);
  if (found !== undefined) return found;
  const isMixed = /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text);
  return text.length >= MIN_BINARY_CHARS && isMixed
    ? { steps: [...steps, 'base64'], bytes: bytes.length }
    : undefined;
};

function unpackBytes(
  bytes: Uint8Array,
  tools: DecodingTools,
  steps: readonly DecodingStep[],
): DecodedText | undefined {
  if (isDeflated(bytes) && steps.length < DECODING_LIMITS.steps) {
    const inflated = tools.inflate(bytes, DECODING_LIMITS.chars);
    return inflated === undefined ? undefined : unpackBytes(inflated, tools, [...steps, 'gzip']);
  }
  const text = readableText(bytes);
  if (text === undefined) return undefined;
  return unpack(text, tools, steps) ?? { steps: [...steps, 'text'], json: JSON.stringify(text) };
}

function ofJson(json: string | undefined, steps: DecodingStep[]): DecodedText | undefined {
  return json === undefined ? undefined : { steps, json };
}
