const MINUTE_MS = 60_000;

/** A time as a field of the type `datetime-local` wants it, by the clock of this machine. */
export function toLocalDateTime(iso: string | undefined): string {
  if (iso === undefined) return '';
  const date = new Date(iso);
  const shifted = date.getTime() - date.getTimezoneOffset() * MINUTE_MS;
  return Number.isFinite(shifted) ? new Date(shifted).toISOString().slice(0, 16) : '';
}

/** Nothing where the field is empty. */
export function fromLocalDateTime(text: string): string | null {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
