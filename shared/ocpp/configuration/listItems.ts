import { PHASES } from './measurands.ts';
import type { ValueShape } from './valueShape.ts';

/**
 * The items of a list value, without the spaces and empty places that people and chargers leave. Where the words of the
 * list are known, other separators are understood, too, since no word of OCPP has one in it.
 */
export function listItems(value: string, shape: ValueShape | undefined): string[] {
  const hasWords = shape?.values !== undefined;
  const separator = hasWords && shape.isOpen !== true ? /[,;|\s]+/ : /[,;|\n]/;
  return value
    .split(separator)
    .map((item) => (hasWords ? item.replace(/^[\s"'[]+|[\s"'\]]+$/g, '') : item.trim()))
    .filter((item) => item !== '');
}

/** A word in the spelling of the specification, where it is one of `words` in another case. */
export function wordAmong(word: string, words: readonly string[]): string | undefined {
  return words.find((known) => known === word) ?? words.find((known) => sameWord(known, word));
}

function sameWord(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** An item of a list taken apart: its word, and what hangs on it. */
export interface ItemParts {
  word: string;
  /** The phase behind a measurand, the connector before a phase rotation. */
  extra?: string;
}

export function itemParts(item: string, shape: ValueShape): ItemParts {
  if (shape.itemForm === 'phase-rotation') {
    const [, connector, rotation] = /^(\d+)\s*[.:=]\s*(.+)$/.exec(item) ?? [];
    return rotation === undefined || connector === undefined
      ? { word: item }
      : { word: rotation, extra: connector };
  }
  if (shape.itemForm !== 'measurand' || wordAmong(item, shape.values ?? []) !== undefined)
    return { word: item };
  const dot = item.lastIndexOf('.');
  const word = item.slice(0, Math.max(dot, 0));
  const isPhase = wordAmong(item.slice(dot + 1), PHASES) !== undefined;
  const isKnown = wordAmong(word, shape.values ?? []) !== undefined;
  return isPhase || isKnown ? { word, extra: item.slice(dot + 1) } : { word: item };
}

/** An item as the specification spells it; as it stands where the specification has no such word. */
export function mendedItem(item: string, shape: ValueShape): string {
  const { word, extra } = itemParts(item, shape);
  const known = wordAmong(word, shape.values ?? []) ?? word;
  if (extra === undefined) return known;
  return shape.itemForm === 'phase-rotation'
    ? `${Number(extra)}.${known}`
    : `${known}.${wordAmong(extra, PHASES) ?? extra}`;
}
