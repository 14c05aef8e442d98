/** What the keyboard can ask for on every screen. */
export type Shortcut =
  | { kind: 'start' }
  | { kind: 'messages' }
  | { kind: 'tab'; index: number }
  | { kind: 'station'; step: 1 | -1 }
  | { kind: 'help' }
  | { kind: 'close' };

export interface ShortcutStep {
  shortcut?: Shortcut;
  /** The first key of a sequence, to be handed in with the next key. */
  pending?: 'g';
}

/** Reads one key; `g` waits for a second one. */
export function readKey(key: string, pending: 'g' | undefined): ShortcutStep {
  if (pending === 'g') {
    if (key === 's') return { shortcut: { kind: 'start' } };
    if (key === 'm') return { shortcut: { kind: 'messages' } };
  }
  if (/^[1-9]$/.test(key)) return { shortcut: { kind: 'tab', index: Number(key) - 1 } };
  switch (key) {
    case 'g':
      return { pending: 'g' };
    case '[':
      return { shortcut: { kind: 'station', step: -1 } };
    case ']':
      return { shortcut: { kind: 'station', step: 1 } };
    case '?':
      return { shortcut: { kind: 'help' } };
    case 'Escape':
      return { shortcut: { kind: 'close' } };
    default:
      return {};
  }
}

/** The station before or after the shown one, around the ends; the first where none is shown. */
export function neighbour(
  ids: readonly string[],
  current: string | undefined,
  step: 1 | -1,
): string | undefined {
  const index = current === undefined ? -1 : ids.indexOf(current);
  if (index === -1) return ids.at(step === 1 ? 0 : -1);
  return ids.at((index + step) % ids.length);
}
