import { closeSync, openSync, statSync } from 'node:fs';
import { BoundedFile } from '../archives/boundedFile.ts';
import { extractEntries } from '../archives/extractEntries.ts';
import { bytesAt, filePieces } from '../archives/filePieces.ts';
import { gzipEntry, gzipHead } from '../archives/gzipFile.ts';
import type { ListedEntry, Listing, ListingHooks } from '../archives/listedEntry.ts';
import { listTar } from '../archives/listTar.ts';
import { listZip } from '../archives/listZip.ts';
import { unpackEntry } from '../archives/unpackEntry.ts';
import { HEAD_BYTES, recognise } from '../recognise.ts';
import { countLines } from '../text/countLines.ts';
import { decodeText } from '../text/decodeText.ts';
import { markLines } from '../text/markLines.ts';
import { PrettyJson } from '../text/prettyJson.ts';
import { searchLines } from '../text/searchLines.ts';
import { unitBytes } from '../text/textShape.ts';
import type { ContentJobName, JobHooks, JobParams, JobResult } from './contentJobs.ts';

type Work<J extends ContentJobName> = (
  params: JobParams<J>,
  hooks: JobHooks<J>,
) => JobResult<J> | Promise<JobResult<J>>;

const TELL_MS = 80;
const ENTRIES_AT_ONCE = 500;
const TAR_BLOCK = 512;

/** Every job of the thread. */
export const contentWork: { [J in ContentJobName]: Work<J> } = {
  recognise: recogniseFile,
  list: listArchive,
  unpack({ archive, place, out, limits }, { share }) {
    const { size } = statSync(archive.path);
    const onInput = (read: number): void => share(Math.min(1, read / Math.max(1, packedSize(place, size))));
    return unpackEntry(archive, place, { path: out, limits, onInput });
  },
  extract({ archive, folder, wanted, limits }, { share }) {
    return extractEntries(archive, folder, wanted, { limits, onShare: share });
  },
  count({ path, shape }, { part }) {
    const tell = slowed(part, (a, b) => ({ ...b, marks: a.marks.concat(b.marks) }));
    const lines = countLines(path, shape, tell.tell);
    tell.flush();
    return { lines };
  },
  search(search, { part }) {
    const tell = slowed(part, (a, b) => ({
      share: b.share,
      lines: a.lines.concat(b.lines),
      places: a.places.concat(b.places),
    }));
    searchLines(search, tell.tell);
    tell.flush();
    return {};
  },
  mark({ texts, query }, { share }) {
    // A pattern that never ends is silent from here on.
    share(0);
    return { places: markLines(texts, query) };
  },
  pretty: prettyFile,
  async align(params) {
    const { alignClocks } = await import('./alignClocks.ts');
    return alignClocks(params);
  },
};

async function recogniseFile({ path, name }: JobParams<'recognise'>): Promise<JobResult<'recognise'>> {
  const { size, mtimeMs } = statSync(path);
  const file = openSync(path, 'r');
  let head: Buffer;
  try {
    head = bytesAt(file, 0, Math.min(HEAD_BYTES, size));
  } finally {
    closeSync(file);
  }
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  const recognised = recognise(head, name, isGzip ? await gzipHead(path, TAR_BLOCK) : undefined);
  return { recognised, sizeBytes: size, changedAt: mtimeMs };
}

async function listArchive(
  { archive, name, limits }: JobParams<'list'>,
  { part, share }: JobHooks<'list'>,
): Promise<Listing> {
  let batch: ListedEntry[] = [];
  const flush = (): void => {
    if (batch.length > 0) part(batch);
    batch = [];
  };
  const hooks: ListingHooks = {
    onShare: share,
    found(entry) {
      batch.push(entry);
      if (batch.length >= ENTRIES_AT_ONCE) flush();
    },
  };
  const { path, kind } = archive;
  let listing: Listing = { notes: [] };
  if (kind === 'zip') listing = await listZip(path, limits, hooks);
  else if (kind === 'gzip') hooks.found(gzipEntry(path, name));
  else listing = await listTar(path, kind === 'tar.gz', limits, hooks);
  flush();
  return listing;
}

function packedSize(place: JobParams<'unpack'>['place'], size: number): number {
  return place.type === 'zip' ? (place.packedBytes ?? size) : size;
}

function prettyFile(
  { path, shape, out, limits }: JobParams<'pretty'>,
  { share }: JobHooks<'pretty'>,
): JobResult<'pretty'> {
  const { size } = statSync(path);
  const file = new BoundedFile(out, { ...limits, ratio: Infinity });
  let hasRoom = true;
  const pretty = new PrettyJson((text) => {
    hasRoom &&= file.write(Buffer.from(text));
  });
  try {
    let rest: Buffer = Buffer.alloc(0);
    let at = 0;
    for (const piece of filePieces(path, shape.startBytes)) {
      const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      const end = bytes.length - danglingBytes(bytes, shape);
      pretty.text(decodeText(bytes.subarray(0, end), shape.encoding).text);
      rest = bytes.subarray(end);
      at += piece.length;
      share(at / Math.max(1, size));
      if (!hasRoom) break;
    }
    pretty.text(decodeText(rest, shape.encoding).text);
    const problem = pretty.end();
    return { isCut: !hasRoom, ...(problem === undefined ? {} : { problem }) };
  } finally {
    file.close();
  }
}

/** Bytes at the end of a piece that belong to a character which goes on in the next one. */
function danglingBytes(bytes: Buffer, shape: JobParams<'pretty'>['shape']): number {
  if (unitBytes(shape) === 2) return bytes.length % 2;
  if (shape.encoding !== 'UTF-8') return 0;
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

/** Tells at most some times a second; what came between is told together. */
function slowed<T>(
  part: (part: T) => void,
  join: (a: T, b: T) => T,
): { tell: (one: T) => void; flush: () => void } {
  let waiting: T | undefined;
  let toldAt = -Infinity;
  const flush = (): void => {
    if (waiting !== undefined) part(waiting);
    waiting = undefined;
    toldAt = performance.now();
  };
  return {
    flush,
    tell(one) {
      waiting = waiting === undefined ? one : join(waiting, one);
      if (performance.now() - toldAt >= TELL_MS) flush();
    },
  };
}
