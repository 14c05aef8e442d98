import type { DiffLine } from './diffLine.ts';

/** Beyond this many comparisons two texts are not aligned line by line any more. */
const MAX_CELLS = 2_000_000;

/**
 * What differs between two texts, line by line: the longest common sequence of lines. Very long texts that have little
 * in common are shown as one that went and one that came.
 */
export function textDiff(left: readonly string[], right: readonly string[]): DiffLine[] {
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start += 1;
  let end = 0;
  const most = Math.min(left.length, right.length) - start;
  while (end < most && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  const middleLeft = left.slice(start, left.length - end);
  const middleRight = right.slice(start, right.length - end);
  return [
    ...left.slice(0, start).map(same),
    ...paired(middle(middleLeft, middleRight)),
    ...left.slice(left.length - end).map(same),
  ];
}

function same(text: string): DiffLine {
  return { change: 'same', depth: 0, left: text, right: text, role: 'value' };
}

function removed(text: string): DiffLine {
  return { change: 'removed', depth: 0, left: text, role: 'value' };
}

function added(text: string): DiffLine {
  return { change: 'added', depth: 0, right: text, role: 'value' };
}

function middle(left: readonly string[], right: readonly string[]): DiffLine[] {
  const width = right.length + 1;
  if (left.length * right.length > MAX_CELLS) return [...left.map(removed), ...right.map(added)];
  // Length of the longest common sequence of what is behind each pair of places.
  const lengths = new Uint32Array((left.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        left[row] === right[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: DiffLine[] = [];
  let row = 0;
  let column = 0;
  while (row < left.length || column < right.length) {
    const [one, other] = [left[row], right[column]];
    if (one !== undefined && one === other) {
      lines.push(same(one));
      row += 1;
      column += 1;
    } else if (other === undefined || (one !== undefined && at(row + 1, column) >= at(row, column + 1))) {
      lines.push(removed(one ?? ''));
      row += 1;
    } else {
      lines.push(added(other));
      column += 1;
    }
  }
  return lines;
}

/** Lines that went and lines that came in their place stand side by side. */
function paired(lines: readonly DiffLine[]): DiffLine[] {
  const result: DiffLine[] = [];
  for (let at = 0; at < lines.length;) {
    const from = at;
    while (lines[at]?.change === 'removed') at += 1;
    const went = lines.slice(from, at);
    const cameFrom = at;
    while (lines[at]?.change === 'added') at += 1;
    const came = lines.slice(cameFrom, at);
    for (let i = 0; i < Math.max(went.length, came.length); i += 1) {
      const [one, other] = [went[i], came[i]];
      if (one?.left !== undefined && other?.right !== undefined) {
        result.push({ change: 'changed', depth: 0, left: one.left, right: other.right, role: 'value' });
      } else if (one !== undefined) result.push(one);
      else if (other !== undefined) result.push(other);
    }
    const next = lines[at];
    if (next !== undefined && went.length === 0 && came.length === 0) {
      result.push(next);
      at += 1;
    }
  }
  return result;
}
