import type { BinaryFormat, TextFormat } from '../../../../shared/trace/import/found.ts';
import { LOG_FORMATS } from '../../../../shared/trace/import/logs/logFormats.ts';
import { STRUCTURED_FORMATS } from '../../../../shared/trace/import/structured/structuredFormats.ts';
import { CAPTURE_FORMATS } from './pcap/captureFormats.ts';

/** Every format of text files. Where two fit alike, the one that stands first is taken; the last one reads any text. */
export const TEXT_FORMATS: readonly TextFormat[] = [...STRUCTURED_FORMATS, ...LOG_FORMATS];

/** Every format of binary files. */
export const BINARY_FORMATS: readonly BinaryFormat[] = CAPTURE_FORMATS;
