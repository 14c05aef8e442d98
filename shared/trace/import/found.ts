import type { Json } from '../../json.ts';
import type { OcppVersion, Transport } from '../../ocpp/version.ts';
import type { Direction, RecordKind } from '../record.ts';
import type { Issue } from '../issue.ts';

/**
 * A time that stands beside a frame in a foreign file. `at` is epoch ms; of a time without a zone (`local`) it is what
 * the clock on the wall showed, taken as if it were UTC: the importer adds the offset once it is known. Where the year is
 * `missing`, it lies in 1972; where the date is, it is the time of the day alone, in milliseconds from midnight: good for
 * distances between neighbours, no time of a record unless a date can be learnt elsewhere.
 */
export interface FoundTime {
  at: number;
  clock: 'explicit' | 'local';
  missing?: 'year' | 'date';
}

/**
 * One frame, whole or damaged, as a reader found it. `line` counts from 1: the line, packet or entry where it begins.
 * `direction` is stated where the file leaves no doubt; `word` is what the writer of the log said, who may be either
 * side. `raw` is the text as it stands in the file, or bytes; bytes of a text file that are no UTF-8 are lone
 * surrogates U+DC80 to U+DCFF, one for each byte.
 */
export interface FoundFrame {
  type: 'frame';
  line: number;
  time?: FoundTime;
  stationId?: string;
  direction?: Direction;
  word?: 'sent' | 'received';
  version?: OcppVersion;
  /** Absent for JSON over WebSocket. */
  transport?: Transport;
  raw: string | Uint8Array;
  /** The raw text as JSON, where the reader had to parse it anyway. */
  value?: Json;
  /** What is known beside the raw frame, from formats that carry it; it outweighs what the raw frame tells. */
  known?: FoundKnowledge;
}

/**
 * Of a format that holds records rather than text. `seq`, `pairSeq` and `aboutSeq` are numbers in that file. Where
 * `issues` are there, also none, the frame was checked when it was recorded and is not checked again.
 */
export interface FoundKnowledge {
  kind?: RecordKind;
  action?: string;
  messageId?: string;
  payload?: string;
  issues?: readonly Issue[];
  seq?: number;
  pairSeq?: number;
  latencyMs?: number;
  aboutSeq?: number;
  isMarked?: boolean;
}

/** Text without a frame. It becomes a note, so that nothing of the file is dropped. */
export interface FoundNote {
  type: 'note';
  line: number;
  time?: FoundTime;
  stationId?: string;
  text: string;
  /** How many copies of what is told elsewhere the note stands for. */
  copies?: number;
}

export type FoundItem = FoundFrame | FoundNote;

/** Takes a text file in pieces of any size and tells what it finds, in the order of the file. Never throws. */
export interface TextReader {
  text(piece: string): void;
  /** The file is over: what was begun is told now. */
  end(): void;
}

/** Takes a binary file in pieces of any size. Never throws. */
export interface BinaryReader {
  bytes(piece: Uint8Array): void;
  end(): void;
}

/** Which side wrote a log decides what its word for *send* means; of some formats it is known. */
export type Writer = 'central-system' | 'station' | 'unknown';

/** A format of text files. `id` is stable, `name` is for the technician. */
export interface TextFormat {
  id: string;
  name: string;
  writer: Writer;
  /** Each frame states its time with a zone, its direction and its station: nothing has to be learnt beforehand. */
  isExplicit?: true;
  /** How sure this is the format, from 0 to 1, by the first some hundred kilobytes. */
  score(sample: string): number;
  open(emit: (item: FoundItem) => void): TextReader;
}

/** A format of binary files, known by its first bytes. */
export interface BinaryFormat {
  id: string;
  name: string;
  matches(head: Uint8Array): boolean;
  open(emit: (item: FoundItem) => void): BinaryReader;
}
