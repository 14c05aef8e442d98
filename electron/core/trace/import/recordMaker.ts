import { lineNotePayload } from '../../../../shared/trace/note.ts';
import { Pairer, type Pairing } from '../../../../shared/trace/pairer.ts';
import type { FoundFrame, FoundItem, FoundNote, Writer } from '../../../../shared/trace/import/found.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import type { OcppVersion } from '../../../../shared/ocpp/version.ts';
import { noteRecord, sizeOf, type StoredRecord } from '../store/storedRecord.ts';
import { DirectionResolver } from './directionResolver.ts';
import type { FileLearning } from './fileLearning.ts';
import { readFacts, type FrameFacts } from './frameFacts.ts';
import type { CountedRecord } from './importCounts.ts';
import type { ImportClock } from './importClock.ts';
import { ASSUMED_TIME, GUESSED_DIRECTION } from './importIssues.ts';
import type { FrameInspector } from './inspectImported.ts';
import { recordedRaw } from './textDecoding.ts';
import { SeqMap } from './seqMap.ts';

export interface RecordMakerOptions {
  writer: Writer;
  learning: FileLearning;
  clock: Pick<ImportClock, 'of'>;
  inspector: FrameInspector;
  /** Stands for the station where the file names none; it never outweighs the file. */
  defaultStation: string;
  /** Whose notes are that name no station: the only one of the file, or nobody's. */
  noteStation: string;
  /** The first number to give. */
  firstSeq: number;
}

/** A record, and what is counted of it. `marked` is for the table of marks. */
export interface MadeRecord {
  record: StoredRecord;
  counted: CountedRecord;
  marked: boolean;
}

/** Makes records of what a reader finds, in order: direction, version, time, pair, and the checks of live frames. */
export class RecordMaker {
  readonly #options: RecordMakerOptions;
  readonly #pairer = new Pairer();
  readonly #directions: DirectionResolver;
  readonly #seqs = new SeqMap();
  #seq: number;

  constructor(options: RecordMakerOptions) {
    this.#options = options;
    this.#directions = new DirectionResolver(options.writer, options.learning, (version, action, answer) =>
      options.inspector.fits(version, action, answer),
    );
    this.#seq = options.firstSeq;
  }

  make(item: FoundItem): MadeRecord {
    const seq = this.#seq;
    this.#seq += 1;
    return item.type === 'note' ? this.#note(item, seq) : this.#frame(item, seq);
  }

  #note(item: FoundNote, seq: number): MadeRecord {
    const { at, isAssumed } = this.#options.clock.of(item);
    const raw = recordedRaw(item.text);
    const stationId = item.stationId ?? this.#options.noteStation;
    const record = noteRecord({ seq, at, stationId, raw, payload: lineNotePayload(item.line) });
    return { record, marked: false, counted: counted(item, record, false, isAssumed) };
  }

  #frame(item: FoundFrame, seq: number): MadeRecord {
    const { learning, clock, defaultStation, inspector } = this.#options;
    const { facts, text } = readFacts(item);
    const stationId = item.stationId ?? facts.stationId ?? defaultStation;
    const isKnown = item.known?.issues !== undefined;
    if (!isKnown) learning.observe(item, facts, stationId);
    const version = isKnown ? item.version : (item.version ?? facts.version ?? learning.versionOf(stationId));
    const { direction, isGuess } = this.#direction(item, facts, stationId, version);
    const { at, isAssumed } = clock.of(item, facts);
    const { kind, messageId } = facts;
    const pairing = isKnown
      ? this.#knownPair(item, seq)
      : this.#pairer.add({ seq, at, stationId, kind, direction, messageId, action: facts.action });
    const askedAction = pairing.action;
    const issues = isKnown
      ? facts.issues
      : withNotes(
          inspector.inspect({ facts, text, direction, version, askedAction, at }),
          isGuess,
          isAssumed,
        );
    const record: StoredRecord = {
      seq,
      at,
      stationId,
      version,
      kind,
      direction,
      action: facts.action ?? pairing.action,
      messageId,
      pairSeq: pairing.pairSeq,
      latencyMs: pairing.latencyMs,
      issues,
      sizeBytes: sizeOf(facts.raw),
      transport: item.transport === 'soap' ? 'soap' : undefined,
      payload: facts.payloadText,
      aboutSeq: this.#about(item),
      raw: facts.raw,
    };
    const isMarked = item.known?.isMarked === true;
    return { record, marked: isMarked, counted: counted(item, record, isGuess, isAssumed) };
  }

  #direction(
    item: FoundFrame,
    facts: FrameFacts,
    stationId: string,
    version: OcppVersion | undefined,
  ): ReturnType<DirectionResolver['resolve']> {
    // What is known as a whole need not take part in the search for the calls of answers.
    if (item.direction !== undefined && item.known?.issues !== undefined) {
      return { direction: item.direction, isGuess: false };
    }
    return this.#directions.resolve(item, facts, stationId, version);
  }

  #knownPair({ known }: FoundFrame, seq: number): Pairing {
    if (known?.seq !== undefined) this.#seqs.add(known.seq, seq);
    if (known?.pairSeq === undefined) return {};
    const pairSeq = this.#seqs.find(known.pairSeq);
    // The other half comes later: it will name this one.
    if (pairSeq === undefined) return {};
    return { pairSeq, latencyMs: known.latencyMs ?? 0 };
  }

  #about({ known }: FoundFrame): number | undefined {
    return known?.aboutSeq === undefined ? undefined : this.#seqs.find(known.aboutSeq);
  }
}

function withNotes(issues: readonly Issue[], isGuess: boolean, isAssumed: boolean): readonly Issue[] {
  if (!isGuess && !isAssumed) return issues;
  return [...issues, ...(isGuess ? [GUESSED_DIRECTION] : []), ...(isAssumed ? [ASSUMED_TIME] : [])];
}

function counted(
  item: FoundItem,
  record: StoredRecord,
  isGuess: boolean,
  isTimeAssumed: boolean,
): CountedRecord {
  const { kind, direction, stationId, at, pairSeq } = record;
  const isPaired = pairSeq !== undefined && (kind === 'result' || kind === 'error');
  return { item, kind, direction, stationId, at, isGuess, isTimeAssumed, isPaired };
}
