import { createHash } from 'node:crypto';
import { basename, extname } from 'node:path';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { FoundItem, Writer } from '../../../../shared/trace/import/found.ts';
import type { ImportReport } from '../../../../shared/trace/import/importReport.ts';
import { isSessionFile } from '../file/sessionHeader.ts';
import { chooseFormat, type FormatChoices } from './chooseFormat.ts';
import { FileLearning } from './fileLearning.ts';
import { headNote } from './headNote.ts';
import { ImportClock, type OffsetSource } from './importClock.ts';
import { ImportCounts } from './importCounts.ts';
import type { FrameInspector } from './inspectImported.ts';
import { ItemSpool } from './itemSpool.ts';
import { readItems, type ReadResult } from './readItems.ts';
import { RecordMaker, type MadeRecord } from './recordMaker.ts';
import { SessionBuilder, unfinishedPath } from './sessionBuilder.ts';
import { openSource, type SourceFile } from './sourceFile.ts';
import { surveyFile, type Survey } from './surveyFile.ts';
import { detectEncoding } from './textDecoding.ts';
import { wrongLabel } from './wrongLabel.ts';

/** What a technician may choose. `offsetMs` is how far local times of the file are ahead of UTC. */
export interface ImportOptions {
  format?: string | undefined;
  offsetMs?: number | undefined;
  /** The station of frames whose file names none; the name of the file without it. */
  stationId?: string | undefined;
}

export interface ImportWork {
  path: string;
  options: ImportOptions;
  inspector: FrameInspector;
  signal?: AbortSignal | undefined;
  /** A share of the work, from 0 to 1. */
  onProgress?: (share: number) => void;
}

/** What a preview looks at: enough to know the file, little enough to be there at once. */
const PREVIEW_BYTES = 64 * 1024 * 1024;
const FIRST_SEQ = 1;

interface Prepared {
  source: SourceFile;
  choices: FormatChoices;
  writer: Writer;
  survey: Survey;
  clock: ImportClock;
  counts: ImportCounts;
  maker: RecordMaker;
}

/** Looks at the beginning of a file, at most 64 MB, and reports as an import would. Nothing is written. */
export async function previewTrace(work: ImportWork): Promise<ImportReport> {
  const prepared = await prepare(work, PREVIEW_BYTES);
  const { source, choices, maker, counts } = prepared;
  let lines = 0;
  const read = await readItems(
    source,
    choices.chosen,
    (item) => {
      lines = Math.max(lines, item.line);
      counts.add(maker.make(item).counted);
    },
    { limitBytes: PREVIEW_BYTES, signal: work.signal, onProgress: progressOf(work, source) },
  );
  return report(prepared, read, lines);
}

/**
 * Imports a file into a new session file, which is there as a whole at the end or not at all. Fails with
 * `ContractError`: what cannot be read, what cannot be written, `cancelled`.
 */
export async function importTrace(work: ImportWork, out: string): Promise<ImportReport> {
  const builder = new SessionBuilder(out);
  try {
    const prepared = await prepare(work, PREVIEW_BYTES);
    const hash = createHash('sha256');
    const { read, lines } = await importItems(work, prepared, builder, (bytes) => hash.update(bytes));
    const done: ImportReport = { ...report(prepared, read, lines), sha256: hash.digest('hex') };
    const { at, record } = headNote(done, FIRST_SEQ, prepared.source.changedAt);
    await builder.finish(record, new Map([['import', JSON.stringify({ ...done, at })]]));
    return done;
  } catch (error) {
    await builder.discard();
    throw work.signal?.aborted === true ? cancelled(error) : error;
  }
}

async function importItems(
  work: ImportWork,
  prepared: Prepared,
  builder: SessionBuilder,
  onDiskBytes: (bytes: Buffer) => void,
): Promise<{ read: ReadResult; lines: number }> {
  const { source, choices, maker, counts, survey } = prepared;
  let lines = 0;
  const take = ({ record, counted, marked }: MadeRecord): void => {
    counts.add(counted);
    builder.add(record, marked);
  };
  const options = { signal: work.signal, onProgress: progressOf(work, source), onDiskBytes };
  const room = (): Promise<void> => builder.room();
  if (!survey.isNewestFirst) {
    const each = (item: FoundItem): void => {
      if (item.line > lines) lines = item.line;
      take(maker.make(item));
    };
    return { read: await readItems(source, choices.chosen, each, { ...options, room }), lines };
  }
  const spool = new ItemSpool(`${unfinishedPath(builder.path)}.spool`);
  try {
    const each = (item: FoundItem): void => {
      if (item.line > lines) lines = item.line;
      spool.add(item);
    };
    const read = await readItems(source, choices.chosen, each, options);
    let count = 0;
    for (const item of spool.oldestFirst()) {
      take(maker.make(item));
      count += 1;
      if (count % 1000 === 0) {
        await new Promise((resolve) => setImmediate(resolve));
        await room();
      }
      work.signal?.throwIfAborted();
    }
    return { read, lines };
  } finally {
    spool.close();
  }
}

async function prepare(work: ImportWork, limitBytes: number): Promise<Prepared> {
  const { path, options, inspector, signal } = work;
  const source = await openSource(path);
  if (isSessionFile(source.head)) {
    throw new ContractError('invalid-params', `${source.path} is a session file already.`, {
      hint: 'Open it as it is: there is nothing to import.',
    });
  }
  const choices = chooseFormat(source, options.format);
  const learning = new FileLearning();
  const survey = await surveyFile(source, choices.chosen, { learning, limitBytes, signal });
  const { chosen } = choices;
  const writer = chosen.kind === 'text' ? chosen.format.writer : 'unknown';
  const offsetMs = options.offsetMs ?? survey.offsetMs;
  const clock = new ImportClock(offsetMs, survey.start ?? source.changedAt);
  if (survey.firstTime !== undefined) clock.startAt(clock.absolute(survey.firstTime));
  const maker = new RecordMaker({
    writer,
    learning,
    clock,
    inspector,
    defaultStation: options.stationId ?? survey.onlyStation ?? fileStation(source.name),
    noteStation: survey.onlyStation ?? '',
    firstSeq: FIRST_SEQ + 1,
  });
  return { source, choices, writer, survey, clock, counts: new ImportCounts(learning), maker };
}

function report(prepared: Prepared, read: ReadResult, lines: number): ImportReport {
  const { source, choices, survey, counts } = prepared;
  const { chosen, fitting } = choices;
  const { id, name } = chosen.format;
  const found = counts.result();
  const encoding = chosen.kind === 'binary' ? 'binary' : detectEncoding(source.head).encoding;
  const hint = hintOf(source, { id, name }, found.frames + found.damaged);
  return {
    fileName: source.name,
    sizeBytes: source.sizeBytes,
    isCompressed: source.isCompressed,
    format: { id, name },
    alternatives: fitting.filter((choice) => choice.id !== id),
    encoding,
    escapedBytes: read.escapedBytes,
    lines,
    ...found,
    ...offsetOf(prepared, found.clock),
    namesNoStation: survey.namesNoStation && found.stations.length <= 1,
    isReversed: survey.isNewestFirst,
    isPartial: read.isPartial,
    ...(hint === undefined ? {} : { hint }),
  };
}

function hintOf(
  source: SourceFile,
  format: { id: string; name: string },
  frames: number,
): string | undefined {
  const label = wrongLabel(source.name, format);
  if (frames > 0) return label;
  const none = 'No OCPP frame was found: every line becomes a note. Perhaps another format fits better.';
  return label === undefined ? none : `${label} ${none}`;
}

function offsetOf(
  { survey, choices: _choices, clock }: Prepared,
  kind: ImportReport['clock'],
): { offsetMs?: number; offsetFrom?: OffsetSource } {
  if (kind !== 'local' && kind !== 'mixed') return {};
  if (clock.offsetMs === undefined) return { offsetFrom: 'machine' };
  return { offsetMs: clock.offsetMs, offsetFrom: clock.offsetMs === survey.offsetMs ? 'learnt' : 'chosen' };
}

/** The name of the file says more about its station than nothing does. */
function fileStation(fileName: string): string {
  const bare = fileName.replace(/\.gz$/i, '');
  return basename(bare, extname(bare)) || bare;
}

function progressOf({ onProgress }: ImportWork, { sizeBytes }: SourceFile): (read: number) => void {
  return (read) => onProgress?.(sizeBytes === 0 ? 1 : Math.min(1, read / sizeBytes));
}

function cancelled(cause: unknown): ContractError {
  return new ContractError('cancelled', 'The import was cancelled; nothing was written.', { cause });
}
