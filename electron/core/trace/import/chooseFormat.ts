import { ContractError } from '../../../../shared/contract/failure.ts';
import type { TextFormat } from '../../../../shared/trace/import/found.ts';
import type { FormatChoice } from '../../../../shared/trace/import/importReport.ts';
import { IMPORT_FORMAT_IDS } from './importFormatIds.ts';
import { BINARY_FORMATS, TEXT_FORMATS } from './importFormats.ts';
import type { ChosenFormat } from './readItems.ts';
import type { SourceFile } from './sourceFile.ts';
import { detectEncoding, TextDecoding } from './textDecoding.ts';
import { unreadableKind } from './unreadableKind.ts';

export interface FormatChoices {
  chosen: ChosenFormat;
  /** All that fit, best first. */
  fitting: FormatChoice[];
}

/** Nothing else fits better than text in which frames stand anywhere: it reads what the others leave. */
const LEAST_SCORE = 0.02;

/** Chooses the format by what is in the file; `wanted` is the technician's choice. Fails with `invalid-params`. */
export function chooseFormat(source: SourceFile, wanted?: string): FormatChoices {
  const { head } = source;
  const binary = BINARY_FORMATS.find((format) => format.matches(head));
  const sample = sampleOf(head);
  const scored = binary === undefined ? scores(sample) : [];
  const fitting =
    binary === undefined
      ? scored.map(({ format: { id, name }, score }) => ({ id, name, score }))
      : [{ id: binary.id, name: binary.name, score: 1 }];
  if (wanted !== undefined) return { chosen: wantedFormat(wanted), fitting };
  if (binary !== undefined) return { chosen: { kind: 'binary', format: binary }, fitting };
  const [best] = scored;
  const unreadable = unreadableKind(source, sample);
  if (unreadable !== undefined && (best === undefined || best.score < 0.5)) throw unreadable;
  const format = best?.format ?? TEXT_FORMATS.at(-1);
  if (format === undefined) throw new Error('there is no format to import');
  return { chosen: { kind: 'text', format }, fitting };
}

function wantedFormat(id: string): ChosenFormat {
  const text = TEXT_FORMATS.find((format) => format.id === id);
  if (text !== undefined) return { kind: 'text', format: text };
  const binary = BINARY_FORMATS.find((format) => format.id === id);
  if (binary !== undefined) return { kind: 'binary', format: binary };
  throw new ContractError('invalid-params', `There is no import format “${id.slice(0, 60)}”.`, {
    hint: `Choose one of ${IMPORT_FORMAT_IDS.join(', ')}, or none: Kerbside looks for itself.`,
  });
}

function sampleOf(head: Buffer): string {
  const decoding = new TextDecoding(detectEncoding(head));
  return decoding.decode(head);
}

function scores(sample: string): Array<{ format: TextFormat; score: number }> {
  return TEXT_FORMATS.map((format) => ({ format, score: safeScore(format, sample) }))
    .filter(({ score }) => score >= LEAST_SCORE)
    .sort((a, b) => b.score - a.score);
}

/** A reader that stumbles over a sample is not the one that the file needs. */
function safeScore(format: TextFormat, sample: string): number {
  try {
    return format.score(sample);
  } catch {
    // Scores are guesses; the other formats are still there.
    return 0;
  }
}
