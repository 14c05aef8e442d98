import type { ContentAlignment } from '../../../../shared/files/contents/contentAlignment.ts';

/** Frames of one exchange are written down within so much of each other, if the clocks run alike. */
const WINDOW_MS = 5000;
const SURE = { frames: 20, share: 0.8 };
const GOOD = { frames: 5, share: 0.6 };
const SMALL_MS = 500;

/** What differences of times (ms, session minus log) say of the two clocks: the one on which most agree. */
export function judgeOffsets(differences: readonly number[]): ContentAlignment {
  const sorted = [...differences].sort((a, b) => a - b);
  const agreeing = densest(sorted);
  const matched = sorted.length;
  if (agreeing.length === 0) {
    return {
      matched,
      agreeing: 0,
      confidence: 'none',
      sentence:
        'No frame of this file is in the session too, so its clock cannot be compared: it may be from another time, or from before Kerbside was connected.',
    };
  }
  const offsetMs = Math.round(agreeing[agreeing.length >> 1] ?? 0);
  const spreadMs = Math.round(
    (agreeing[(agreeing.length * 3) >> 2] ?? 0) - (agreeing[agreeing.length >> 2] ?? 0),
  );
  const share = agreeing.length / matched;
  const confidence = isAtLeast(SURE, agreeing.length, share)
    ? 'sure'
    : isAtLeast(GOOD, agreeing.length, share)
      ? 'good'
      : 'weak';
  return {
    offsetMs,
    spreadMs,
    matched,
    agreeing: agreeing.length,
    confidence,
    sentence: `${clockWords(offsetMs)} ${howSure(matched, agreeing.length, spreadMs)}`,
  };
}

function densest(sorted: readonly number[]): readonly number[] {
  let best: readonly number[] = [];
  let start = 0;
  for (let end = 0; end < sorted.length; end += 1) {
    while ((sorted[end] ?? 0) - (sorted[start] ?? 0) > WINDOW_MS) start += 1;
    if (end - start + 1 > best.length) best = sorted.slice(start, end + 1);
  }
  return best;
}

function isAtLeast(least: { frames: number; share: number }, frames: number, share: number): boolean {
  return frames >= least.frames && share >= least.share;
}

function clockWords(offsetMs: number): string {
  if (Math.abs(offsetMs) < SMALL_MS) return 'The clock of the log and that of this computer agree.';
  const how = offsetMs > 0 ? 'behind' : 'ahead of';
  return `The clock of the log is ${durationWords(Math.abs(offsetMs))} ${how} that of this computer.`;
}

function howSure(matched: number, agreeing: number, spreadMs: number): string {
  const within = spreadMs < 1000 ? `${spreadMs} ms` : `${(spreadMs / 1000).toFixed(1)} s`;
  if (agreeing === matched) {
    return matched === 1
      ? 'That is by one frame alone, so be careful.'
      : `All ${matched} frames that are in both say so; the middle half of them lies within ${within}.`;
  }
  return `${agreeing} of the ${matched} frames that are in both say so; for the others the clock was another one, or an id was used twice.`;
}

function durationWords(ms: number): string {
  const s = ms / 1000;
  if (s < 60) return `${s.toFixed(1)} s`;
  const parts: [number, string][] = [
    [Math.floor(s / 86_400), 'd'],
    [Math.floor(s / 3600) % 24, 'h'],
    [Math.floor(s / 60) % 60, 'min'],
    [Math.round(s) % 60, 's'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}
