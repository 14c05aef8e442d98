/** The name that a slip of the finger most likely meant, or nothing where none is near. */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  let nearest: string | undefined;
  // Two letters that changed places are two steps, so a word of four may be two steps off.
  let least = (typed.length < 4 ? 1 : Math.max(2, Math.floor(typed.length / 3))) + 1;
  for (const name of names) {
    // So many letters have to come or go at the least.
    if (Math.abs(typed.length - name.length) >= least && !name.startsWith(typed)) continue;
    const steps = name.startsWith(typed) && typed.length > 1 ? 1 : editDistance(typed, name);
    if (steps < least) {
      least = steps;
      nearest = name;
    }
  }
  return nearest;
}

/** Levenshtein: insertions, deletions and replacements between two words. */
function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (above[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[to.length] ?? 0;
}
