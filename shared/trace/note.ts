import { isJsonObject, type Json } from '../json.ts';
import type { NoteRole } from './record.ts';

/** The payload of a note that is more than text. A note without a role has none. */
export function notePayload(role: Exclude<NoteRole, 'line'>): string {
  return role === 'correction' ? '{"correction":true}' : `{"mark":${role === 'mark'}}`;
}

/** The payload of a note that is text of an imported file, not of the technician; `line` counts from 1. */
export function lineNotePayload(line: number): string {
  return `{"line":${line}}`;
}

/** What a note's payload makes of it; nothing for plain text, also where another program wrote the payload. */
export function noteRole(payload: string | undefined): NoteRole | undefined {
  if (payload === undefined) return undefined;
  let parsed: Json;
  try {
    parsed = JSON.parse(payload) as Json;
  } catch {
    // Another program's payload: the note is still a note.
    return undefined;
  }
  if (!isJsonObject(parsed)) return undefined;
  if (parsed['correction'] === true) return 'correction';
  if (typeof parsed['line'] === 'number') return 'line';
  const { mark } = parsed;
  return typeof mark === 'boolean' ? (mark ? 'mark' : 'unmark') : undefined;
}
