/** What a note in the making is for. */
export type NoteTarget =
  | { type: 'about'; seq: number }
  | { type: 'correction'; seq: number; text: string }
  | { type: 'free'; stationId: string | undefined };

const drafts = new Map<string, string>();

export function draftKey(target: NoteTarget): string {
  return target.type === 'free' ? `free ${target.stationId ?? ''}` : `${target.type} ${target.seq}`;
}

/** Numbers of records count in each session anew. */
function keyIn(session: string, target: NoteTarget): string {
  return `${session} ${draftKey(target)}`;
}

/** What was typed for a target and not saved yet: nothing typed is lost when the technician looks elsewhere. */
export function noteDraft(session: string, target: NoteTarget): string {
  return drafts.get(keyIn(session, target)) ?? (target.type === 'correction' ? target.text : '');
}

export function keepNoteDraft(session: string, target: NoteTarget, text: string): void {
  drafts.set(keyIn(session, target), text);
}

export function dropNoteDraft(session: string, target: NoteTarget): void {
  drafts.delete(keyIn(session, target));
}
