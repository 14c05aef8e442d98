/** A station that takes more than this at once has no limit that matters. */
const MOST = 10_000;

/**
 * `GetConfigurationMaxKeys` (OCPP 1.6 §9.1.9) as a number of keys for one request. Nothing for what cannot be a limit:
 * stations say 0, "true" or an empty text, and still answer.
 */
export function maxKeysOf(value: string | undefined): number | undefined {
  const text = value?.trim() ?? '';
  if (!/^\d+(\.0*)?$/.test(text)) return undefined;
  const keys = Number(text);
  return keys >= 1 && keys <= MOST ? keys : undefined;
}
