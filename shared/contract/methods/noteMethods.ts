import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { stationId, traceId } from './params.ts';

const seq = z.number().int();
const text = z.string().max(LIMITS.noteChars);
/** Record numbers, first and last of each range. */
const ranges = z.array(z.tuple([seq.min(1), seq.min(1)])).max(LIMITS.selectionRanges);
const view = z.number().int();

/**
 * Marks and notes of the technician, and what is done with a selection. Notes and marks are records: nothing is taken
 * out of the file again. What adds to the file fails with `unavailable` where the session is read-only, as opened
 * traces are.
 */
export const NOTE_METHODS = {
  /**
   * Adds a note, at the time of now. `aboutSeq` is the record that it belongs to, which also gives the station. Fails
   * with `not-found` where there is no such record and with `invalid-params` for a note without words.
   */
  'note.add': {
    params: z.object({ text, aboutSeq: seq.optional(), stationId: stationId.optional(), trace: traceId }),
    result: z.object({ seq }),
  },
  /** Replaces a note by a later one; both stay. Fails with `conflict` for what is no note or was replaced already. */
  'note.correct': { params: z.object({ seq, text, trace: traceId }), result: z.object({ seq }) },
  /** The notes about a record, each followed by what replaced it; of a note, what replaced it. The newest if many. */
  'note.list': {
    params: z.object({ seq, trace: traceId }),
    result: z.object({
      isMarked: z.boolean(),
      notes: z.array(z.object({ seq, at: z.number(), text: z.string(), correctedBySeq: seq.optional() })),
    }),
  },
  /**
   * Marks records or takes their marks back; `seqs` are the records that this added, none where all were so already.
   * At most `LIMITS.marksAtOnce` records, else `invalid-params`. What sets a mark is not marked itself.
   */
  'mark.set': {
    params: z.object({ ranges, isMarked: z.boolean(), trace: traceId }),
    result: z.object({ seqs: z.array(seq) }),
  },

  /** The next (`step` 1) or previous (-1) marked row of a view, starting beside `from`. */
  'view.nextMark': {
    params: z.object({ view, from: z.number().int(), step: z.union([z.literal(1), z.literal(-1)]) }),
    result: z.object({ index: z.number().int().optional() }),
  },
  /**
   * The record numbers of rows of a view. Fails with `invalid-params` where they fall into more than
   * `LIMITS.selectionRanges` ranges.
   */
  'view.ranges': {
    params: z.object({
      view,
      rows: z.array(z.tuple([z.number().int().min(0), z.number().int().min(0)])).max(LIMITS.selectionRanges),
    }),
    result: z.object({ ranges: z.array(z.tuple([seq, seq])), count: z.number().int() }),
  },

  /** Makes the sequence diagram of at most `LIMITS.sequenceRecords` records ready as an SVG file; see `export.prepare`. */
  'sequence.prepare': {
    params: z.object({ ranges, trace: traceId }),
    result: z.object({ ticket: z.string(), fileName: z.string() }),
  },
} as const;
