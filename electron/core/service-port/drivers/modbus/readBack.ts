import { flagsOf, masked, rawText, shownItem, type RawItem } from './itemValue.ts';
import type { Exchange } from './question.ts';
import type { MappedItem } from './registerMap.ts';

/** Whether an item can show what was written to another one: “start” is never what a state says, 16 A may be. */
export function canShow(shownAt: MappedItem, written: MappedItem, value: string): boolean {
  if (shownAt === written) return true;
  const words = shownAt.profile.enum;
  if (words !== undefined) return Object.values(words).includes(value);
  return written.profile.enum === undefined;
}

/** Whether what was read back is what was written: bit for bit in the same register, else as shown. */
export function isSameItem(
  shownAt: MappedItem,
  written: MappedItem,
  after: RawItem,
  wanted: { raw: RawItem; value: string },
): boolean {
  if (shownAt === written && isSameRaw(written, after, wanted.raw)) return true;
  if (shownAt.profile.scale === written.profile.scale && isSameRaw(shownAt, after, wanted.raw)) return true;
  const shown = shownItem(shownAt, after);
  if (!('value' in shown)) return false;
  // Where the value is shown by another item, words or a coarser scale may stand between the two.
  if (shownAt === written) return shown.value === wanted.value;
  const wantedShown = shownItem(written, wanted.raw);
  const said = 'value' in wantedShown ? wantedShown.value : wanted.value;
  const tolerance = Math.max(shownAt.profile.scale ?? 0, written.profile.scale ?? 0) / 2;
  return shown.value === said || Math.abs(Number(shown.value) - Number(said)) <= tolerance;
}

function isSameRaw({ profile, coding }: MappedItem, first: RawItem, second: RawItem): boolean {
  if (profile.mask === undefined || coding === undefined || 'bit' in first || 'bit' in second)
    return rawText(first) === rawText(second);
  const values = [first, second].map(({ registers }) => masked(flagsOf(registers, coding), profile.mask));
  return values[0] === values[1];
}

/** What the answer to a write says by itself. */
export function outcomeWords(exchange: Exclude<Exchange, { kind: 'exception' }>, hasEcho: boolean): string {
  switch (exchange.kind) {
    case 'answer':
      return hasEcho ? 'The device acknowledged it, after the echo.' : 'The device acknowledged it.';
    case 'silent':
      return `The write was not acknowledged: ${exchange.sentence}`;
    default:
      return `The acknowledgement could not be read: ${exchange.sentence}`;
  }
}
