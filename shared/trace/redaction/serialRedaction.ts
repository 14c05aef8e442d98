import { readSerialPayload, type SerialPayload } from '../../service-port/serialPayload.ts';
import { secretBytes, secretRanges } from '../../service-port/serialSecrets.ts';
import { applySpans, type Span } from './span.ts';
import type { StandIns } from './standIns.ts';

/** Of a shorter piece, as of one letter that was typed, the same stand-in everywhere would tell which letters are the same. */
const FEWEST_CHARS = 4;
const PIECE = '***';

/** What of a record of a service port was found to be secret when it came; nothing where that is nothing. */
export function secretPlaces(payload: string | undefined): SerialPayload | undefined {
  if (payload?.includes('"secrets":[') !== true) return undefined;
  return readSerialPayload(payload);
}

/** What gave these secrets away may be in an earlier record, so they are replaced where they are, and all else as in any text. */
export function redactSerial(
  raw: string | Uint8Array,
  places: SerialPayload,
  redact: (raw: string | Uint8Array) => string | Uint8Array,
  standIns: StandIns,
): string | Uint8Array {
  const text = typeof raw === 'string' ? raw : latin1(raw);
  const ranges =
    typeof raw === 'string'
      ? secretRanges(raw, places)
      : secretBytes(places, raw.length).map(([start, length]) => ({ start, end: start + length }));
  const spans = ranges.map(({ start, end }): Span => {
    const value = text.slice(start, end);
    return { start, end, text: value.length < FEWEST_CHARS ? PIECE : standIns.of(value, 'secret') };
  });
  const replaced = applySpans(text, spans);
  if (typeof raw === 'string') return redact(replaced);
  return redact(Uint8Array.from(replaced, (char) => char.charCodeAt(0) & 0xff));
}

/** The places are not those of what stands there afterwards. */
export function withoutPlaces(payload: string): string {
  const { secrets: _places, chunks, ...rest } = readSerialPayload(payload) ?? {};
  return JSON.stringify({ ...rest, chunks: (chunks ?? []).slice(0, 1) });
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
