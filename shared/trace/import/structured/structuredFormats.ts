import type { TextFormat } from '../found.ts';
import { bareFramesFormat } from './bareFramesFormat.ts';
import { csvFormat } from './csvFormat.ts';
import { harFormat } from './harFormat.ts';
import { jsonArrayFormat } from './jsonArrayFormat.ts';
import { jsonLinesFormat } from './jsonLinesFormat.ts';
import { openOcppTraceFormat } from './openOcppTraceFormat.ts';

/** Formats with a structure of their own, as opposed to logs. */
export const STRUCTURED_FORMATS: readonly TextFormat[] = [
  openOcppTraceFormat,
  harFormat,
  csvFormat,
  jsonArrayFormat,
  bareFramesFormat,
  jsonLinesFormat,
];
