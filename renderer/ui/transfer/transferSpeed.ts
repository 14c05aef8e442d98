/** How many bytes there were at a time (epoch ms). */
export interface SpeedSample {
  at: number;
  bytes: number;
}

/** Long enough to be calm, short enough to follow a line that gets slower. */
const WINDOW_MS = 8000;
/** With less between the first and the last sample nothing can be said. */
const SHORTEST_MS = 500;
/** Longer without a byte, and what was fast before says nothing about the rest. */
export const QUIET_MS = 5000;

/** The samples of the last seconds, with one more. Fewer bytes than before mean that a transfer has begun anew. */
export function withSample(samples: readonly SpeedSample[], sample: SpeedSample): readonly SpeedSample[] {
  const last = samples.at(-1);
  if (last === undefined || sample.bytes < last.bytes || sample.at < last.at) return [sample];
  if (sample.at === last.at) return [...samples.slice(0, -1), sample];
  const from = sample.at - WINDOW_MS;
  // One from before the window stays, so that the window is filled also where samples are rare.
  const first = samples.findLastIndex(({ at }) => at <= from);
  return [...samples.slice(Math.max(0, first)), sample];
}

/** Bytes per second over the samples; nothing where they are too few. */
export function recentSpeed(samples: readonly SpeedSample[]): number | undefined {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.at - first.at < SHORTEST_MS) return undefined;
  return ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
}

/** How long the rest takes at this speed, in ms; nothing where size or speed are not known, or all is there. */
export function timeLeftMs(
  bytes: number,
  totalBytes: number | undefined,
  bytesPerS: number | undefined,
): number | undefined {
  if (totalBytes === undefined || bytesPerS === undefined || bytesPerS <= 0) return undefined;
  const leftBytes = totalBytes - bytes;
  return leftBytes <= 0 ? undefined : (leftBytes * 1000) / bytesPerS;
}
