import { ContractError } from '../../contract/failure.ts';
import { CsvRows, type CsvRow } from '../../trace/import/structured/csvRows.ts';
import { guardedText, unguardedText } from '../../trace/traceCsv.ts';
import { characteristicsSchema, type ConfigurationItem } from '../item.ts';
import { accessOfWord } from './accessWords.ts';

/** What a table holds: its items, and of whom, where it says so. */
export interface CsvTable {
  items: ConfigurationItem[];
  /** The other columns of the first row, by their names in small letters. */
  about: Readonly<Record<string, string>>;
}

const SEPARATORS = [',', ';', '\t', '|'];
const KEY_NAMES = new Set(['key', 'address', 'name', 'configurationkey', 'setting', 'parameter', 'variable']);
const VALUE_NAMES = new Set(['value', 'actual', 'currentvalue', 'configurationvalue']);
const ACCESS_NAMES = new Set(['access', 'readonly', 'mutability']);

/** Reads a table of items, with or without a head. Fails with `invalid-params` and the line. */
export function csvItems(text: string): CsvTable {
  const { body, separator, firstLine } = withoutPreamble(text);
  const rows: CsvRow[] = [];
  const cutter = new CsvRows(separator, (row) => rows.push({ ...row, line: row.line + firstLine }));
  cutter.text(body);
  cutter.end();
  const [first] = rows;
  if (first === undefined) throw new ContractError('invalid-params', 'The file is empty.');
  const head = headOf(first);
  const table = head ?? headless(first);
  const told = head === undefined ? rows : rows.slice(1);
  const about: Record<string, string> = {};
  const items = told.map((row, index) => {
    checkCount(row, table.names);
    const cells = cellsByName(row, table.names);
    if (index === 0) Object.assign(about, cells);
    else checkStation(row, cells, about);
    return itemOf(row, cells);
  });
  return { items, about };
}

/** The byte order mark, and Excel's line that names the separator. */
function withoutPreamble(text: string): { body: string; separator: string; firstLine: number } {
  const plain = text.replace(/^\uFEFF/, '');
  const named = /^"?sep=(.)"?(?:\r\n|\r|\n)/i.exec(plain);
  if (named?.[1] !== undefined) {
    return { body: plain.slice(named[0].length), separator: named[1], firstLine: 1 };
  }
  const line = (/^[^\r\n]*/.exec(plain)?.[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const counts = SEPARATORS.map((separator) => line.split(separator).length);
  return { body: plain, separator: SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',', firstLine: 0 };
}

interface Head {
  /** `key`, `value` and `access`, whatever the file calls them; others in small letters. */
  names: string[];
}

function headOf({ cells, line }: CsvRow): Head | undefined {
  const plain = cells.map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replaceAll(/[\s_-]/g, ''),
  );
  const key = plain.findIndex((name) => KEY_NAMES.has(name));
  if (key === -1) return undefined;
  const value = plain.findIndex((name) => VALUE_NAMES.has(name));
  if (value === -1) {
    const sentence = `Line ${line}: there is a column “${cells[key]}”, but none that is called “value”.`;
    throw new ContractError('invalid-params', sentence);
  }
  const access = plain.findIndex((name) => ACCESS_NAMES.has(name));
  return {
    names: plain.map((name, index) => {
      if (index === key) return 'key';
      if (index === value) return 'value';
      return index === access ? 'access' : name;
    }),
  };
}

function headless({ cells, line }: CsvRow): Head {
  if (cells.length === 2 || (cells.length === 3 && accessOfWord(cells[2] ?? '') !== undefined)) {
    return { names: ['key', 'value', 'access'].slice(0, cells.length) };
  }
  throw new ContractError(
    'invalid-params',
    `Line ${line}: this is no table of keys and values; its first line has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}.`,
    { hint: 'Give it a first line such as key,value.' },
  );
}

function checkCount({ cells, line }: CsvRow, names: readonly string[]): void {
  if (cells.length <= names.length) return;
  throw new ContractError(
    'invalid-params',
    `Line ${line}: there are ${cells.length} cells where ${names.length} are expected.`,
    { hint: 'Put a value that holds the separator into double quotes.' },
  );
}

function cellsByName({ cells }: CsvRow, names: readonly string[]): Record<string, string> {
  const pairs = names.flatMap((name, index) => {
    const cell = cells[index];
    return cell === undefined ? [] : [[name, unguarded(cell)] as const];
  });
  return Object.fromEntries(pairs);
}

/** Only what the guard can have made: others begin a value with `'`, too. */
function unguarded(cell: string): string {
  const text = unguardedText(cell);
  return guardedText(text) === cell ? text : cell;
}

function checkStation({ line }: CsvRow, cells: Record<string, string>, about: Record<string, string>): void {
  const [one, other] = [about['station'], cells['station']];
  if (one === other) return;
  throw new ContractError(
    'invalid-params',
    `Line ${line}: the table holds several chargers (${one ?? 'none'} and ${other ?? 'none'}).`,
    { hint: 'Keep the lines of one charger.' },
  );
}

function itemOf({ line }: CsvRow, cells: Record<string, string>): ConfigurationItem {
  const { key = '', value, told, note = '', status = '' } = cells;
  if (key === '') throw new ContractError('invalid-params', `Line ${line}: the key is missing.`);
  const access = accessIn(cells['access'] ?? '', line);
  const characteristics = characteristicsIn(cells['characteristics'] ?? '', line);
  const isPersistent = booleanIn(cells['ispersistent']);
  const isConstant = booleanIn(cells['isconstant']);
  return {
    address: key,
    ...(value === undefined || told === 'no' ? {} : { value }),
    ...(access === undefined ? {} : { access }),
    ...(characteristics === undefined ? {} : { characteristics }),
    ...(isPersistent === undefined ? {} : { isPersistent }),
    ...(isConstant === undefined ? {} : { isConstant }),
    ...(status === '' ? {} : { status }),
    ...(note === '' ? {} : { note }),
  };
}

function accessIn(word: string, line: number): ConfigurationItem['access'] {
  if (word.trim() === '') return undefined;
  const access = accessOfWord(word);
  if (access !== undefined) return access;
  throw new ContractError(
    'invalid-params',
    `Line ${line}: “${word}” does not say whether the key can be written.`,
    {
      hint: 'Use read-only, read-write or write-only.',
    },
  );
}

function characteristicsIn(text: string, line: number): ConfigurationItem['characteristics'] {
  if (text === '') return undefined;
  try {
    return characteristicsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new ContractError('invalid-params', `Line ${line}: the characteristics cannot be read.`, { cause });
  }
}

function booleanIn(word: string | undefined): boolean | undefined {
  return word === 'true' || word === 'false' ? word === 'true' : undefined;
}
