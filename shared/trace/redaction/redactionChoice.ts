import { z } from 'zod';

/**
 * What a redaction replaces. `credentials`: passwords, keys, PINs, tokens; `idTags`: id tags, tokens and other names of
 * a driver or car; `sim`: ICCID, IMSI, IMEI; `network`: IP and MAC addresses, names of radio networks; `contacts`:
 * e-mail addresses and phone numbers; `stations`: ids and serial numbers of stations and meters.
 */
export const REDACTION_CATEGORIES = [
  'credentials',
  'idTags',
  'sim',
  'network',
  'contacts',
  'stations',
] as const;
export type RedactionCategory = (typeof REDACTION_CATEGORIES)[number];

/**
 * Which categories are replaced; what is absent is as in `DEFAULT_REDACTION`. Stations stay readable unless asked for:
 * whoever shall help needs to tell them apart.
 */
export const redactionChoiceSchema = z.object({
  credentials: z.boolean().optional(),
  idTags: z.boolean().optional(),
  sim: z.boolean().optional(),
  network: z.boolean().optional(),
  contacts: z.boolean().optional(),
  stations: z.boolean().optional(),
});
export type RedactionChoice = z.infer<typeof redactionChoiceSchema>;

export const DEFAULT_REDACTION: Readonly<Record<RedactionCategory, boolean>> = {
  credentials: true,
  idTags: true,
  sim: true,
  network: true,
  contacts: true,
  stations: false,
};

/** The categories that a choice replaces, in their order. */
export function chosenCategories(choice: RedactionChoice): RedactionCategory[] {
  return REDACTION_CATEGORIES.filter((category) => choice[category] ?? DEFAULT_REDACTION[category]);
}

/** What a redaction did. `found` counts different values, not places. */
export const redactionSummarySchema = z.object({
  categories: z.array(z.enum(REDACTION_CATEGORIES)),
  found: z.record(z.enum(REDACTION_CATEGORIES), z.number().int()),
});
export type RedactionSummary = z.infer<typeof redactionSummarySchema>;

const WORDS: Readonly<Record<RedactionCategory, readonly [one: string, many: string]>> = {
  credentials: ['password or key', 'passwords and keys'],
  idTags: ['id tag', 'id tags'],
  sim: ['SIM number', 'SIM numbers'],
  network: ['network address', 'network addresses'],
  contacts: ['contact', 'contacts'],
  stations: ['station id or serial number', 'station ids and serial numbers'],
};

/** What a redacted file says of itself, in plain words. */
export function redactionSentence({ categories, found }: RedactionSummary): string {
  const counted = categories
    .filter((category) => found[category] > 0)
    .map((category) => `${found[category]} ${WORDS[category][found[category] === 1 ? 0 : 1]}`);
  const looked = categories.map((category) => WORDS[category][1]).join(', ');
  if (counted.length === 0) return `Redacted: it was looked for ${looked}; none were found.`;
  return (
    `Redacted: ${counted.join(', ')} replaced by stand-ins, the same value by the same one everywhere, so that ` +
    `messages still belong together. It was looked for ${looked}.`
  );
}
