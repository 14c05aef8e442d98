import type { Json } from '../../../shared/json.ts';

/** A field's text as a setting: nothing removes it, and what is no number goes to the core, which says what is wrong. */
export function numberOrText(text: string): Json {
  if (text === '') return null;
  const number = Number(text.replace(',', '.'));
  return Number.isFinite(number) ? number : text;
}
