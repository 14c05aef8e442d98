import type { BinaryFormat, FoundItem, TextFormat } from '../../../../shared/trace/import/found.ts';
import { detectEncoding, TextDecoding } from './textDecoding.ts';
import type { SourceFile } from './sourceFile.ts';

export type ChosenFormat = { kind: 'text'; format: TextFormat } | { kind: 'binary'; format: BinaryFormat };

export interface ReadOptions {
  /** Unpacked bytes after which to stop; the file is read to its end without it. */
  limitBytes?: number;
  signal?: AbortSignal | undefined;
  /** Bytes on the disk that are read. */
  onProgress?: (read: number) => void;
  /** Waited for between pieces, so that who takes the items is not left behind. */
  room?: () => Promise<void>;
  /** Every byte of the file as it is on the disk. */
  onDiskBytes?: (bytes: Buffer) => void;
}

export interface ReadResult {
  /** The limit ended the reading. */
  isPartial: boolean;
  escapedBytes: number;
  /** Unpacked. */
  bytes: number;
}

/** Reads a file in one format and tells what is found, in the order of the file. Memory stays flat. */
export async function readItems(
  source: SourceFile,
  { kind, format }: ChosenFormat,
  emit: (item: FoundItem) => void,
  options: ReadOptions = {},
): Promise<ReadResult> {
  const { limitBytes = Infinity, signal } = options;
  const decoding = new TextDecoding(detectEncoding(source.head));
  const reader = kind === 'text' ? format.open(emit) : format.open(emit);
  let bytes = 0;
  let isPartial = false;
  for await (const chunk of source.chunks(options.onDiskBytes)) {
    signal?.throwIfAborted();
    if ('text' in reader) reader.text(decoding.decode(chunk.bytes));
    else reader.bytes(chunk.bytes);
    bytes += chunk.bytes.length;
    options.onProgress?.(chunk.read);
    await options.room?.();
    if (bytes >= limitBytes) {
      isPartial = chunk.read < source.sizeBytes;
      break;
    }
  }
  // What a limit cut off is no damage of the file.
  if (!isPartial) {
    if ('text' in reader) reader.text(decoding.end());
    reader.end();
  }
  return { isPartial, escapedBytes: decoding.escapedBytes, bytes };
}
