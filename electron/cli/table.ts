/** Rows in aligned columns, two blanks apart; the last column runs as it is. An absent cell is a dash. */
export function table(
  heads: readonly string[],
  rows: ReadonlyArray<ReadonlyArray<string | undefined>>,
): string[] {
  const all = [heads, ...rows.map((row) => row.map((cell) => cell ?? '-'))];
  const widths = heads.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
