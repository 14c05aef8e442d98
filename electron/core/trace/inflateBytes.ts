import { unzipSync } from 'node:zlib';

/** gzip or zlib unpacked, or nothing where it is damaged or would be larger than `maxBytes`. */
export function inflateBytes(bytes: Uint8Array, maxBytes: number): Uint8Array | undefined {
  try {
    return unzipSync(bytes, { maxOutputLength: maxBytes });
  } catch {
    // Bytes that only begin like gzip, or a bomb: they stay as they are.
    return undefined;
  }
}
