/** JSON of the service port with times as ISO texts, as everywhere at the edge. */
export function portJson(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) =>
    typeof part === 'number' && /^at$|At$/.test(key) ? new Date(part).toISOString() : part,
  );
}
