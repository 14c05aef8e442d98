import { rapiItem, type RapiItemSpec } from './rapiItem.ts';

export interface RapiMcuId {
  /** As it is shown: its six characters where all can be printed, else all of it in hex. */
  text: string;
  /** Of the 328P nobody knows whether it is unique: then it is no serial number. */
  isUnique: boolean;
}

const CHARACTERS = 6;

/**
 * The id of the chip: six characters of any value and four to eight hex digits (AVR), or 32 hex digits (SAMD). On the 328P the digits begin
 * with FF, and the firmware sets a blank before it.
 */
export function parseRapiMcuId(rest: string): RapiMcuId | undefined {
  if (/^[0-9A-Fa-f]{32}$/.test(rest)) return { text: rest.toUpperCase(), isUnique: true };
  // The firmware's own blank comes only before ids of the one chip; a blank may be a character of the id, too.
  const fits = [rest, rest.replace(/^ /, '')].find((text) => /^[^]{6}(?:[0-9A-Fa-f]{2}){2,4}$/.test(text));
  if (fits === undefined) return undefined;
  const characters = fits.slice(0, CHARACTERS);
  const digits = fits.slice(CHARACTERS).toUpperCase();
  const head = /^[!-~]+$/.test(characters)
    ? characters
    : Array.from(characters, (character) => character.charCodeAt(0).toString(16).padStart(2, '0'))
        .join('')
        .toUpperCase();
  return { text: `${head}${digits}`, isUnique: !digits.startsWith('FF') };
}

export const RAPI_MCU_ID: RapiItemSpec = {
  item: rapiItem('mcuId', 'Chip id', {
    group: 'Device',
    meaning: 'Unique for the 328PB and SAMD only; on the 328P (its digits begin with FF) nobody knows.',
  }),
  read: {
    command: 'GI',
    value: ({ rest }) => {
      const id = parseRapiMcuId(rest);
      return id === undefined ? undefined : { value: id.text };
    },
  },
};
