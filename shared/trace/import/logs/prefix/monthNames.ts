/**
 * Months as system journals abbreviate them, by the first letters, lower case and without accents or a full stop:
 * English, German, French, Spanish, Portuguese, Italian, Dutch, Danish, Norwegian, Swedish, Finnish, Polish, Czech.
 */
const NAMES: readonly (readonly string[])[] = [
  ['jan', 'ene', 'gen', 'janv', 'tammi', 'sty', 'led'],
  ['feb', 'fev', 'fevr', 'helmi', 'lut', 'uno'],
  ['mar', 'mrz', 'maer', 'marz', 'mars', 'mrt', 'maart', 'maalis', 'bre'],
  ['apr', 'avr', 'abr', 'avril', 'huhti', 'kwi', 'dub'],
  ['may', 'mai', 'mag', 'maj', 'mei', 'touko', 'kve'],
  ['jun', 'juin', 'giu', 'kesa', 'cze', 'cvn'],
  ['jul', 'juil', 'lug', 'heina', 'lip', 'cvc'],
  ['aug', 'aout', 'aou', 'ago', 'elo', 'sie', 'srp'],
  ['sep', 'sept', 'set', 'syys', 'wrz', 'zar'],
  ['oct', 'okt', 'out', 'ott', 'loka', 'paz', 'rij'],
  ['nov', 'marras', 'lis'],
  ['dec', 'dez', 'des', 'dic', 'joulu', 'gru', 'pro'],
];

const LONG_NAMES: readonly string[] = [
  'january januar janvier enero janeiro gennaio januari',
  'february februar fevrier febrero fevereiro febbraio februari',
  'march marz marzo marco maerz',
  'april avril abril aprile',
  'may mai mayo maio maggio',
  'june juni juin junio junho giugno',
  'july juli juillet julio julho luglio',
  'august aout agosto augusti augustus',
  'september septembre septiembre setembro settembre',
  'october oktober octobre octubre outubro ottobre',
  'november novembre noviembre novembro',
  'december dezember decembre diciembre dezembro dicembre desember',
];

const MONTHS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, month) =>
    [...names, ...(LONG_NAMES[month] ?? '').split(' ')].map((name): [string, number] => [name, month + 1]),
  ),
);

/** The month (1 to 12) that a word names, in the languages of common systems; else nothing. */
export function monthOf(word: string): number | undefined {
  const plain = word.toLowerCase();
  return MONTHS.get(plain) ?? MONTHS.get(withoutAccents(plain));
}

function withoutAccents(word: string): string {
  return word.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ł', 'l').replace(/\.$/, '');
}
