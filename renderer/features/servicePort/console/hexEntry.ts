/** What was typed as bytes: pairs of digits, with or without blanks, commas and `0x`. */
export interface HexEntry {
  bytes: number;
  /** As the contract takes it: pairs with a blank between; nothing where it is no hex. */
  hex?: string;
  /** The part that is no byte. */
  wrong?: string;
}

export function readHex(text: string): HexEntry {
  const words = text.split(/[\s,;:-]+/).filter((word) => word !== '');
  const pairs: string[] = [];
  for (const word of words) {
    const digits = word.replace(/^0x/i, '').replace(/h$/i, '');
    const whole = digits.length === 1 ? `0${digits}` : digits;
    if (!/^(?:[0-9a-f]{2})+$/i.test(whole)) return { bytes: pairs.length, wrong: word };
    pairs.push(...(whole.match(/../g) ?? []));
  }
  return { bytes: pairs.length, hex: pairs.join(' ') };
}
