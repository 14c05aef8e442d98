import { z } from 'zod';

/**
 * One thing that was done to read a message as it was meant. `path` is its place in the payload (of the text: empty),
 * `code` names the kind of repair and is stable, `why` is a sentence for the technician.
 */
export const repairSchema = z.object({ path: z.string(), code: z.string(), why: z.string() });
export type Repair = z.infer<typeof repairSchema>;

export type Note = (path: string, code: string, why: string) => void;

/** `meterValue` and `2` under `/a` is `/a/meterValue/2` (RFC 6901). */
export function childPath(path: string, key: string | number): string {
  return `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

const SHOWN_CHARS = 40;

/** A value in quotation marks, cut where it is long. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  const short = text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS).toWellFormed()}…` : text;
  return `“${short}”`;
}
