import { z } from 'zod';
import { contentAlignmentSchema } from '../../files/contents/contentAlignment.ts';
import { contentEntrySchema, extractionSchema } from '../../files/contents/contentEntry.ts';
import { textEncodingSchema } from '../../files/contents/contentKind.ts';
import {
  contentHitSchema,
  contentLineSchema,
  contentRowSchema,
  matchPlaceSchema,
} from '../../files/contents/contentLine.ts';
import { contentInsideSchema, contentSourceSchema } from '../../files/contents/contentState.ts';
import { importJobSchema, importOptionsSchema } from '../../trace/import/importJob.ts';
import { importReportSchema } from '../../trace/import/importReport.ts';
import { LIMITS } from '../limits.ts';
import { none } from './params.ts';

const content = z.number().int();
const search = z.number().int();
const from = z.number().int().min(0);
const line = z.number().int().min(1);
const count = z.number().int().min(1).max(LIMITS.rowsPerRead);
const ticket = z.object({ ticket: z.string(), fileName: z.string() });

/**
 * Files of stations, looked at: archives, texts, tables. Nothing is unpacked but what is opened, and that into a private folder that is
 * removed at the end. Lines count from 1.
 */
export const CONTENT_METHODS = {
  /**
   * Opens a file, or what is inside of it. Answers at once; how it goes on is the topic `content`. It is closed with its link. Only a
   * client on this computer may name a path (else `permission`).
   */
  'content.open': {
    params: z.object({
      source: contentSourceSchema,
      inside: contentInsideSchema.optional(),
      /** Where the recognised one is wrong. */
      encoding: textEncodingSchema.optional(),
      /** JSON set out in lines, as a text of its own. */
      isPretty: z.boolean().optional(),
    }),
    result: z.object({ content }),
  },
  'content.close': { params: z.object({ content }), result: none },

  /** Entries of an archive; `query` keeps those whose name holds it. `total` is how many there are of them. */
  'content.entries': {
    params: z.object({ content, from, count, query: z.string().max(200).optional() }),
    result: z.object({
      from: z.number().int(),
      total: z.number().int(),
      entries: z.array(contentEntrySchema),
    }),
  },
  /** Fewer at the end, and where lines are not counted yet. */
  'content.lines': {
    params: z.object({ content, from: line, count }),
    result: z.object({ lines: z.array(contentLineSchema) }),
  },
  /** More of a long line, beginning at a byte of the file. */
  'content.lineRest': {
    params: z.object({ content, offset: from }),
    result: z.object({
      text: z.string(),
      restBytes: z.number().optional(),
      restOffset: z.number().optional(),
    }),
  },
  /** The text of lines as it stands in the file, with its control characters; `isCut` where it is too much for a clipboard. */
  'content.text': {
    params: z.object({ content, from: line, to: line }),
    result: z.object({ text: z.string(), isCut: z.boolean() }),
  },
  /** Rows of a table, counted from 0. `isEnd`: there are no more behind them. */
  'content.rows': {
    params: z.object({ content, from, count }),
    result: z.object({ rows: z.array(contentRowSchema), total: z.number().int(), isCounted: z.boolean() }),
  },
  /** Bytes as base64. */
  'content.bytes': {
    params: z.object({ content, offset: from, count: z.number().int().min(1).max(65_536) }),
    result: z.object({ offset: z.number(), base64: z.string() }),
  },

  /** Looks for lines; a new search of a content ends the one before. How it goes on is the topic `contentSearch`. */
  'content.search': {
    params: z.object({
      content,
      query: z.string().min(1).max(1000),
      isRegex: z.boolean().optional(),
      isCaseSensitive: z.boolean().optional(),
    }),
    result: z.object({ search }),
  },
  'content.endSearch': { params: z.object({ search }), result: none },
  'content.hits': {
    params: z.object({ search, from, count }),
    result: z.object({ hits: z.array(contentHitSchema) }),
  },
  /**
   * Where it matches in lines `from` and following, as `content.lines` shows them; lines without a match are left out. A pattern that
   * takes too long marks nothing.
   */
  'content.marks': {
    params: z.object({ search, from: line, count }),
    result: z.object({ lines: z.array(z.object({ line, places: z.array(matchPlaceSchema) })) }),
  },
  /** The next (`step` 1) or previous (-1) line with a match beside `line`, and the how manieth it is (from 0). */
  'content.nextHit': {
    params: z.object({ search, line: z.number().int().min(0), step: z.union([z.literal(1), z.literal(-1)]) }),
    result: z.object({ line: z.number().int().optional(), index: z.number().int().optional() }),
  },

  /** The OCPP frames in it, by the first 64 MB. Fails with `invalid-params` where it is nothing that could hold any. */
  'content.frames': { params: z.object({ content }), result: importReportSchema },
  /** Imports it into a session file of its own; progress is the topic `imports`. */
  'content.openAsTrace': {
    params: z.object({ content, options: importOptionsSchema.optional() }),
    result: importJobSchema,
  },
  /** Compares its clock with that of the session, by frames that are in both. Takes as long as an import. */
  'content.alignment': { params: z.object({ content }), result: contentAlignmentSchema },
  /**
   * The moment of a line: the time that it, or the nearest line before it, tells; the same by this computer's clock where they were
   * compared; and the record of the session that is nearest to it.
   */
  'content.moment': {
    params: z.object({ content, line }),
    result: z.object({
      at: z.number().optional(),
      sessionAt: z.number().optional(),
      seq: z.number().int().optional(),
      /** How far that record is away, ms. */
      distanceMs: z.number().optional(),
    }),
  },
  /**
   * The first line that is not before `at` (epoch ms by this computer's clock), else the last one that tells a time; `distanceMs` is how
   * far its time is behind `at`. Nothing where lines tell no times. Waits until all lines are counted.
   */
  'content.lineAt': {
    params: z.object({ content, at: z.number() }),
    result: z.object({ line: z.number().int().optional(), distanceMs: z.number().optional() }),
  },

  /** Its bytes as a ticket for the host: all of them, some lines, or one entry of an archive. */
  'content.save': {
    params: z.object({
      content,
      from: line.optional(),
      to: line.optional(),
      entry: z.string().min(1).max(4096).optional(),
    }),
    result: ticket,
  },
  /**
   * Extracts an archive, or some entries of it (with all below them), into a folder; nothing is ever written outside of it, and no file
   * there is overwritten. Only for clients on this computer.
   */
  'content.extract': {
    params: z.object({
      content,
      folder: z.string().min(1).max(4096),
      entries: z.array(z.string().min(1).max(4096)).max(1000).optional(),
    }),
    result: extractionSchema,
  },
} as const;
