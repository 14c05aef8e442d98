/** What a note in the making is for. */
export type NoteTarget =
  | { type: 'about'; seq: number }
  | { type: 'correction'; seq: number; text: string }
  | { type: 'free'; stationId: string | undefined };

const drafts = new Map<string, string>();

export function draftKey(target: NoteTarget): string {
  return target.type === 'free' ? `free ${target.stationId ?? ''}` : `${target.type} ${target.seq}`;
}

/** What was typed for a target and not saved yet: nothing typed is lost when the technician looks elsewhere. */
export function noteDraft(target: NoteTarget): string {
  return drafts.get(draftKey(target)) ?? (target.type === 'correction' ? target.text : '');
}

export function keepNoteDraft(target: NoteTarget, text: string): void {
  drafts.set(draftKey(target), text);
}

export function dropNoteDraft(target: NoteTarget): void {
  drafts.delete(draftKey(target));
}
