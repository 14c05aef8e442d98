import { useState } from 'react';
import { recentSpeed, withSample, type SpeedSample } from './transferSpeed.ts';

export interface TransferSpeed {
  /** Of the last seconds; the average until there is one. */
  bytesPerS: number | undefined;
  /** When there were more bytes than before for the last time, epoch ms. */
  grewAt: number;
}

/** How fast bytes come; `movedAt` is when they were counted (epoch ms), or when something else was last heard. */
export function useTransferSpeed(
  movedAt: number,
  bytes: number,
  averagePerS: number | undefined,
): TransferSpeed {
  const [samples, setSamples] = useState<readonly SpeedSample[]>([]);
  const last = samples.at(-1);
  const isOther = last === undefined || last.bytes !== bytes;
  const next = isOther ? withSample(samples, { at: movedAt, bytes }) : samples;
  if (isOther) setSamples(next);
  return { bytesPerS: recentSpeed(next) ?? averagePerS, grewAt: next.at(-1)?.at ?? movedAt };
}
