import { z } from 'zod';
import { exportFormatSchema, type ExportFormatId } from '../../../../shared/trace/exportFormat.ts';
import {
  DEFAULT_REDACTION,
  REDACTION_CATEGORIES,
  redactionChoiceSchema,
  type RedactionCategory,
} from '../../../../shared/trace/redaction/redactionChoice.ts';
import { saveText, savedText } from '../../../state/savedText.ts';

/** How the technician exported last. */
export interface ExportChoice {
  format: ExportFormatId;
  isRedacted: boolean;
  categories: Readonly<Record<RedactionCategory, boolean>>;
}

const KEY = 'kerbside.export';
const savedSchema = z.object({
  format: exportFormatSchema,
  isRedacted: z.boolean(),
  categories: redactionChoiceSchema,
});

const FIRST_CHOICE: ExportChoice = { format: 'html', isRedacted: true, categories: DEFAULT_REDACTION };

export function savedExportChoice(): ExportChoice {
  const text = savedText('localStorage', KEY);
  if (text === undefined) return FIRST_CHOICE;
  try {
    const { data } = savedSchema.safeParse(JSON.parse(text));
    if (data === undefined) return FIRST_CHOICE;
    const chosen = REDACTION_CATEGORIES.map((category): [RedactionCategory, boolean] => [
      category,
      data.categories[category] ?? DEFAULT_REDACTION[category],
    ]);
    const categories: Record<RedactionCategory, boolean> = {
      ...DEFAULT_REDACTION,
      ...Object.fromEntries(chosen),
    };
    return { ...data, categories };
  } catch {
    // Written by another version: then nothing is remembered.
    return FIRST_CHOICE;
  }
}

export function saveExportChoice(choice: ExportChoice): void {
  saveText('localStorage', KEY, JSON.stringify(choice));
}
