import { UsageError } from './usageError.ts';

const FORM = /^([+-]?)(\d{1,2})(?::?(\d{2}))?$/;

/** `+02:00`, `-0530`, `2` or `Z` as ms that local times are ahead of UTC. */
export function readOffset(text: string): number {
  if (/^z|utc$/i.test(text)) return 0;
  const match = FORM.exec(text);
  const hours = Number(match?.[2] ?? NaN);
  const minutes = Number(match?.[3] ?? 0);
  if (match === null || hours > 15 || minutes > 59) {
    throw new UsageError(`--offset takes a zone such as +02:00, -05:30 or Z, not "${text}".`);
  }
  const ms = (hours * 60 + minutes) * 60_000;
  return match[1] === '-' ? -ms : ms;
}
