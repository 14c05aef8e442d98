export type Change = 'same' | 'added' | 'removed' | 'changed';

/** One line of a comparison. `left` is absent where it was added, `right` where it was removed. */
export interface DiffLine {
  change: Change;
  depth: number;
  /** Of an object's member, as written, with its quotation marks. */
  key?: string;
  left?: string;
  right?: string;
  /** Lines between `open` and `close` belong to them. */
  role: 'value' | 'open' | 'close';
}

export function countChanges(lines: readonly DiffLine[]): Record<Exclude<Change, 'same'>, number> {
  const counts = { added: 0, removed: 0, changed: 0 };
  // A bracket that closes says nothing of its own.
  for (const { change, role } of lines) if (change !== 'same' && role !== 'close') counts[change] += 1;
  return counts;
}

/** What differs, and the lines around it that say where it stands. */
export function onlyDifferences(lines: readonly DiffLine[]): DiffLine[] {
  const isKept = new Set<number>();
  const openings: number[] = [];
  lines.forEach((line, index) => {
    if (line.change !== 'same') for (const kept of [...openings, index]) isKept.add(kept);
    if (line.role === 'open') openings.push(index);
    if (line.role === 'close') {
      const opening = openings.pop();
      if (opening !== undefined && isKept.has(opening)) isKept.add(index);
    }
  });
  return lines.filter((_, index) => isKept.has(index));
}
