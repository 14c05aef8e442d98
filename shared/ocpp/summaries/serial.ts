import { readSerialPayload, type SerialPayload } from '../../service-port/serialPayload.ts';
import { maskedText, secretBytes } from '../../service-port/serialSecrets.ts';

/** What of a record's bytes is written in hex. */
const MOST_BYTES = 48;
/** Colours and cursor movements of terminals: they are in the raw text. */
const ESCAPE = String.fromCharCode(0x1b);
const TERMINAL_SEQUENCES = new RegExp(String.raw`${ESCAPE}(?:\[[0-?]*[ -/]*[@-~]|[@-Z\-_])`, 'g');
const CONTROL_PICTURES = 0x2400;
const DELETE = 0x7f;

/**
 * What crossed a service port in one line: what the driver understood, else the text with its control characters made visible and its
 * secrets masked, else the bytes in hex, `**` for those of secrets. `raw` is text, or base64 of bytes that are none.
 */
export function saySerial(raw: string, rawEncoding: 'text' | 'base64', payload: string | undefined): string {
  const beside = readSerialPayload(payload);
  if (beside?.meaning !== undefined) return beside.meaning;
  return rawEncoding === 'base64' ? hex(raw, beside) : visible(maskedText(raw, beside));
}

function visible(text: string): string {
  return text.replaceAll(TERMINAL_SEQUENCES, '').replaceAll(/\p{Cc}/gu, picture);
}

/** ␍ for CR. Those beyond ASCII have no sign of their own. */
function picture(control: string): string {
  const code = control.charCodeAt(0);
  if (code === DELETE) return '␡';
  return code > DELETE ? '·' : String.fromCharCode(CONTROL_PICTURES + code);
}

function hex(base64: string, beside: SerialPayload | undefined): string {
  let bytes: string;
  try {
    bytes = atob(base64);
  } catch {
    // A damaged file: its bytes are nobody's.
    return 'unreadable bytes';
  }
  const secrets = beside === undefined ? [] : secretBytes(beside, MOST_BYTES);
  const isSecret = (at: number): boolean =>
    secrets.some(([offset, length]) => at >= offset && at < offset + length);
  const shown = Array.from(bytes.slice(0, MOST_BYTES), (char, at) =>
    isSecret(at) ? '**' : char.charCodeAt(0).toString(16).padStart(2, '0'),
  );
  const more = bytes.length > MOST_BYTES ? ` … ${bytes.length} bytes` : '';
  return shown.join(' ').toUpperCase() + more;
}
