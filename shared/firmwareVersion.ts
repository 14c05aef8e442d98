/** `V1.4.12-beta2` is 1, 4, 12: the first row of numbers that are joined by points. */
export function versionNumbers(version: string): bigint[] {
  const found = /\d+(?:[._]\d+)*/.exec(version)?.[0];
  return found === undefined ? [] : found.split(/[._]/).map(BigInt);
}

/** -1, 0 or 1, as the first is older than, like or newer than the other. 1.4 is 1.4.0. */
export function compareVersionNumbers(one: readonly bigint[], other: readonly bigint[]): number {
  for (let index = 0; index < Math.max(one.length, other.length); index += 1) {
    const [left, right] = [one[index] ?? 0n, other[index] ?? 0n];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/**
 * As `compareVersionNumbers`. Only the numbers count: letters before and behind them mean something else with every maker. Nothing
 * where one of them has none, or where only the letters tell them apart.
 */
export function compareFirmware(one: string, other: string): number | undefined {
  const [first, second] = [versionNumbers(one), versionNumbers(other)];
  if (first.length === 0 || second.length === 0) return undefined;
  const order = compareVersionNumbers(first, second);
  return order === 0 && one.trim().toLowerCase() !== other.trim().toLowerCase() ? undefined : order;
}
