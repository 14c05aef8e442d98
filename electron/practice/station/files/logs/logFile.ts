import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { StationBase } from '../../stationBase.ts';
import type { FileHabits, LogForm } from '../fileHabits.ts';
import type { LoggedFrame } from './frameLog.ts';
import { logLines, securityLines, type Period } from './logLines.ts';
import { settingsText, summaryText } from './summaryText.ts';
import { TAR_END, tarHead, tarPadding } from './tarHead.ts';

export const LOG_KINDS = ['DiagnosticsLog', 'SecurityLog', 'DataCollectorLog'] as const;
export type LogKind = (typeof LOG_KINDS)[number];

export interface LogWish {
  kind: LogKind;
  period: Period;
  frames: readonly LoggedFrame[];
}

const ENDINGS: Readonly<Record<LogForm, string>> = { 'tar.gz': '.tar.gz', gz: '.log.gz', text: '.log' };

/** Diagnostics come as an archive unless they are to be large or of another form; other logs are plain text. */
export function logFormOf(kind: LogKind, { logForm, logBytes }: FileHabits): LogForm {
  return logForm ?? (kind === 'DiagnosticsLog' && logBytes === undefined ? 'tar.gz' : 'text');
}

export function logFileName(station: StationBase, kind: LogKind, habits: FileHabits): string {
  const { identity, clock } = station;
  const time = clock.iso().replaceAll(/[:.-]/g, '');
  return `${kind}-${identity.serialNumber}-${time}${ENDINGS[logFormOf(kind, habits)]}`;
}

/** A folder that is gone when the work is done. */
export async function inOwnFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kerbside-practice-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes the log into a folder, in one pass over the disk and with flat memory at any size. */
export async function writeLog(
  station: StationBase,
  wish: LogWish,
  habits: FileHabits,
  folder: string,
): Promise<{ path: string; sizeBytes: number }> {
  const form = logFormOf(wish.kind, habits);
  const textPath = join(folder, 'ocpp.log');
  await pipeline(
    Readable.from(inChunks(textOf(station, wish, habits)), { objectMode: false }),
    createWriteStream(textPath),
  );
  const path = form === 'text' ? textPath : join(folder, 'packed');
  if (form === 'gz') await pipeline(createReadStream(textPath), createGzip(), createWriteStream(path));
  if (form === 'tar.gz')
    await pipeline(Readable.from(archive(station, textPath)), createGzip(), createWriteStream(path));
  const { size } = await stat(path);
  return { path, sizeBytes: size };
}

function* textOf(station: StationBase, wish: LogWish, { logBytes }: FileHabits): Generator<string> {
  if (wish.kind === 'SecurityLog') {
    yield* securityLines(station, wish.period);
    return;
  }
  // A plain text is all there is: the summary stands on top of it.
  for (const line of summaryText(station).trimEnd().split('\n')) yield `# ${line}`;
  yield* logLines(station, wish.period, wish.frames, logBytes);
}

const CHUNK_LENGTH = 64_000;

function* inChunks(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

async function* archive(station: StationBase, textPath: string): AsyncGenerator<Buffer> {
  const at = station.clock.now();
  const small = { 'diagnostics.txt': summaryText(station), 'settings.csv': settingsText(station) };
  for (const [name, text] of Object.entries(small)) {
    const bytes = Buffer.from(text);
    yield tarHead(name, bytes.length, at);
    yield bytes;
    yield tarPadding(bytes.length);
  }
  const { size } = await stat(textPath);
  yield tarHead('logs/ocpp.log', size, at);
  for await (const chunk of createReadStream(textPath)) yield chunk as Buffer;
  yield tarPadding(size);
  yield TAR_END;
}
