/** No station has more; what stands above is memory that was never set. */
export const MOST_CONNECTORS = 64;

/** The number of connectors that a station tells, as far as it can be true; nothing for garbage. */
export function plausibleConnectorCount(value: string | number | undefined): number | undefined {
  const count = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof count !== 'number' || !Number.isInteger(count)) return undefined;
  return count >= 1 && count <= MOST_CONNECTORS ? count : undefined;
}
