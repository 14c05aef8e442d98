import type { OcppVersion } from '../../../ocpp/version.ts';
import type { Direction } from '../../record.ts';
import type { FoundKnowledge, FoundTime } from '../found.ts';
import type { Transport } from '../../../ocpp/version.ts';

/** What the text around a frame tells of it. */
export interface LineFacts {
  time?: FoundTime;
  stationId?: string;
  word?: 'sent' | 'received';
  direction?: Direction;
  version?: OcppVersion;
}

/** A message of a log that holds no frame but its parts. */
export interface MadeFrame {
  raw: string;
  transport?: Transport;
  known?: FoundKnowledge;
}

/** A frame that another logger of the same program shows, maybe without its middle. */
export interface ShownCopy {
  raw: string;
  /** Its size in bytes, as the logger says; the text is shorter where the middle was left out. */
  bytes: number;
}

/** A line that a dialect knows. */
export interface LineHead extends LineFacts {
  /** Where a frame surely begins, even if it is broken; a bracket stands there. */
  frameAt?: number;
  /** What the writer had before he escaped it for this line; `frameAt` counts in it. */
  text?: string;
  /** Nothing in this line is a frame, whatever it looks like. */
  isProse?: true;
  /** The line goes on from the one before. */
  goesOn?: true;
  /** What this line says is about the frame in the next one, of which it is a part. */
  isAboutNext?: true;
  /** The message of this line, where it holds no array. */
  made?: MadeFrame;
  copy?: ShownCopy;
}

/** The knowledge of one writer of logs. Each reader has one of its own, so it may remember what earlier lines said. */
export interface LogDialect {
  /** It knows no lines of its own. */
  readonly isAnyText?: true;
  /** The start of a line as this writer prints it; nothing of a line that is not his or goes on from the one before. */
  head(line: string): LineHead | undefined;
  /** Where lines begin that a monitor glued to this one. */
  glued?(line: string): readonly number[];
  /** The rest of a frame that goes on in this line, without what the writer repeats before it. */
  continued?(line: string): string | undefined;
  /** The text of a frame where the writer encoded it. */
  decoded?(raw: string): string;
}

/** The facts of a head alone. Asked of every frame, so without the objects that spreading makes. */
export function factsOf({ time, stationId, word, direction, version }: LineFacts): LineFacts {
  const facts: LineFacts = {};
  if (time !== undefined) facts.time = time;
  if (stationId !== undefined) facts.stationId = stationId;
  if (word !== undefined) facts.word = word;
  if (direction !== undefined) facts.direction = direction;
  if (version !== undefined) facts.version = version;
  return facts;
}
