import { TextMender } from './textMender.ts';
import type { RepairedText } from './repairedText.ts';

/** Longer texts are not repaired: nobody could look at them. */
const MAX_CHARS = 4 * 1024 * 1024;

/**
 * Mends a text that is nearly JSON: cut off, commas too many or too few, brackets that do not match, NULs and other
 * control characters, a byte order mark, something after the end. Nothing where no JSON can be made of it. A text that
 * is JSON comes back as it is, without repairs. Never throws.
 */
export function repairText(text: string): RepairedText | undefined {
  if (isJson(text)) return { text, repairs: [], isCertain: true };
  if (text.length > MAX_CHARS || !/[[{]/.test(text.slice(0, 200))) return undefined;
  const mended = new TextMender(text).mend();
  return mended === undefined || !isJson(mended.text) ? undefined : mended;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // The question is asked because it may be none.
    return false;
  }
}
