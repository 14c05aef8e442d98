import { isJsonObject, type Json } from '../json.ts';

/** A value as the text that it should have been, and a sentence where it was something else. */
export interface ToldText {
  text?: string;
  note?: string;
}

/**
 * Values come as numbers, booleans, lists and null, too, though the specification has text only (OCPP 1.6 §7.29, OCPP
 * 2.0.1 part 2 §2.51).
 */
export function toldText(value: Json | undefined): ToldText {
  if (value === undefined) return {};
  if (typeof value === 'string') return { text: value };
  if (value === null) return { note: 'The charger sent null instead of a value.' };
  if (Array.isArray(value) || isJsonObject(value)) {
    return {
      text: JSON.stringify(value),
      note: `The charger sent ${Array.isArray(value) ? 'a list' : 'an object'} instead of a text.`,
    };
  }
  const text = String(value);
  return { text, note: `The charger sent the ${typeof value} ${text} instead of a text.` };
}
