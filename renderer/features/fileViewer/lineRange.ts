/** Lines that are chosen: from where the choice began to the line that keys move. Both count from 1. */
export interface LineRange {
  anchor: number;
  line: number;
}

/** Within the text; `isExtending` keeps where the choice began. */
export function chosenRange(
  before: LineRange | undefined,
  wanted: number,
  { lines, isExtending }: { lines: number; isExtending: boolean },
): LineRange {
  const line = Math.max(1, Math.min(wanted, lines));
  return { anchor: isExtending ? (before?.anchor ?? line) : line, line };
}

export function endsOf({ anchor, line }: LineRange): { from: number; to: number } {
  return { from: Math.min(anchor, line), to: Math.max(anchor, line) };
}

/** Where a key leads; nothing where it leads nowhere. `page` is how many lines are in view. */
export function lineOfKey(
  key: string,
  line: number | undefined,
  { lines, page }: { lines: number; page: number },
): number | undefined {
  const step = Math.max(1, page - 2);
  switch (key) {
    case 'ArrowDown':
      return (line ?? 0) + 1;
    case 'ArrowUp':
      return (line ?? 2) - 1;
    case 'PageDown':
      return (line ?? 1) + step;
    case 'PageUp':
      return (line ?? 1) - step;
    case 'Home':
      return 1;
    case 'End':
      return lines;
    default:
      return undefined;
  }
}
