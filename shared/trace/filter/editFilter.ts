import { chipsOf, isOnePart, queryOf, type FilterChip } from './filterChips.ts';
import { parseFilter } from './parseFilter.ts';
import { pathTerm, termText } from './termText.ts';

/**
 * Changes to the text of a query, for screens whose controls and values edit it. Only parts at the top are looked at:
 * what stands in brackets or beside an `or` was written by hand and stays. A query that cannot be read is given up for
 * what is added: a screen hands in the last one that could be.
 */
export interface TermOptions {
  /** Add what shall not match. */
  not?: boolean;
}

/** The values of a key that the query asks for; several terms of one key are one list. */
export function valuesOf(query: string, key: string): string[] {
  return chipsOf(query).flatMap((chip) => (isOf(chip, key) ? (chip.values ?? []) : []));
}

export function hasTerm(query: string, key: string, value = ''): boolean {
  const wanted = value.toLowerCase();
  return chipsOf(query).some(
    (chip) =>
      isOf(chip, key) &&
      (chip.values === undefined || chip.values.some((one) => one.toLowerCase() === wanted)),
  );
}

/**
 * Adds a value. One more value of a key that is asked for joins its list, since a record has only one action or
 * station; what contradicts it goes. A path into the payload is a key too.
 */
export function addTerm(query: string, key: string, value = '', { not = false }: TermOptions = {}): string {
  if (/^payload[.[]/i.test(key)) return addPathTerm(query, key, value, { not });
  if (!not && hasTerm(query, key, value)) return query;
  const rest = removeTerm(removeTerm(query, key, value), key, value, { not: true });
  const chips = chipsOf(rest);
  const list =
    not || key === 'text' ? undefined : chips.find((chip) => isOf(chip, key) && chip.values !== undefined);
  if (list?.values === undefined) return addPart(rest, `${not ? '-' : ''}${termText(key, [value])}`);
  const longer = termText(key, [...list.values, value]);
  return queryOf(chips.map((chip) => (chip.from === list.from ? longer : chip.text)));
}

/** Takes one value away, of a list only that item. */
export function removeTerm(
  query: string,
  key: string,
  value = '',
  { not = false }: TermOptions = {},
): string {
  const wanted = value.toLowerCase();
  const written = `${not ? '-' : ''}${termText(key, [value])}`.toLowerCase();
  const chips = chipsOf(query);
  const parts = chips.flatMap((chip) => {
    if (chip.text.toLowerCase() === written) return [];
    if (chip.key !== key || chip.isNegated !== not || chip.values === undefined) return [chip.text];
    const left = chip.values.filter((one) => one.toLowerCase() !== wanted);
    if (left.length === chip.values.length) return [chip.text];
    return left.length === 0 ? [] : [`${not ? '-' : ''}${termText(key, left)}`];
  });
  return parts.length === chips.length && parts.every((part, index) => part === chips[index]?.text)
    ? query
    : queryOf(parts);
}

export function toggleTerm(query: string, key: string, value = ''): string {
  return hasTerm(query, key, value) ? removeTerm(query, key, value) : addTerm(query, key, value);
}

/** The only value of a key, or none. */
export function setTerm(query: string, key: string, value: string | undefined): string {
  const rest = queryOf(
    chipsOf(query)
      .filter((chip) => chip.key !== key)
      .map(({ text }) => text),
  );
  return value === undefined ? rest : addPart(rest, termText(key, [value]));
}

/** Adds a comparison of a place in the payload, see `pathTerm`. What contradicts it goes. */
export function addPathTerm(
  query: string,
  path: string,
  value: string,
  { not = false }: TermOptions = {},
): string {
  const term = pathTerm(path, value);
  const [wanted, opposite] = not ? [`-${term}`, term] : [term, `-${term}`];
  const texts = chipsOf(query).map(({ text }) => text);
  if (texts.includes(wanted)) return query;
  const rest = texts.includes(opposite) ? queryOf(texts.filter((text) => text !== opposite)) : query;
  return addPart(rest, wanted);
}

function isOf(chip: FilterChip, key: string): boolean {
  return chip.key === key && !chip.isNegated;
}

/** Both what the query says and the part. */
export function addPart(query: string, part: string): string {
  const chips = chipsOf(query);
  const [only] = chips;
  if (only === undefined) return part;
  // An `or` on top binds less than what stands side by side.
  const before = chips.length === 1 && isOr(query) ? `(${query.trim()})` : query.trim();
  return `${before} ${part}`;
}

function isOr(query: string): boolean {
  const parsed = parseFilter(query);
  return 'node' in parsed && parsed.node.type === 'or' && !isOnePart(query);
}
