const UNITS: Readonly<Record<string, number>> = { KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

/** `500MB` or `1.5 GB` in bytes; nothing where it is no size, or none at all. */
export function parseSize(text: string): number | undefined {
  const [, amount, unit = ''] = /^\s*(\d+(?:[.,]\d+)?)\s*(KB|MB|GB|TB)\s*$/i.exec(text) ?? [];
  const bytes = Math.round(Number(amount?.replace(',', '.')) * (UNITS[unit.toUpperCase()] ?? 0));
  return bytes >= 1 && Number.isSafeInteger(bytes) ? bytes : undefined;
}
