import { sizeText } from '../../../shared/files/sizeText.ts';

/** Bytes on their way: those that are there, all of them where that is known, bytes per second, and seconds left. */
export interface BytesOnTheirWay {
  bytes: number;
  sizeBytes?: number | undefined;
  bytesPerS?: number | undefined;
  leftS?: number | undefined;
  /** Words of its own behind the bytes. */
  more?: readonly string[];
}

/** `3.2 MB of 12 MB (27 %), 410 kB/s, 22 s left` */
export function bytesWords({
  bytes,
  sizeBytes = 0,
  bytesPerS = 0,
  leftS,
  more = [],
}: BytesOnTheirWay): string {
  const share =
    sizeBytes === 0 ? '' : ` of ${sizeText(sizeBytes)} (${Math.floor((bytes / sizeBytes) * 100)} %)`;
  return [
    `${sizeText(bytes)}${share}`,
    ...more,
    ...(bytesPerS > 0 ? [`${sizeText(bytesPerS)}/s`] : []),
    ...(leftS === undefined ? [] : [`${Math.ceil(leftS)} s left`]),
  ].join(', ');
}
