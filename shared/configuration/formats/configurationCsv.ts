import { guardedText } from '../../trace/traceCsv.ts';
import type { Configuration } from '../configuration.ts';

/**
 * The table of a configuration (RFC 4180), UTF-8 with a byte order mark, one item a row. `told` is `no` where the station did not
 * tell the value, which is not the same as an empty one; `characteristics` is JSON. Which charger it is stands in each row, so
 * that tables of several can be put together. `parts`, as JSON, is there only where it was read in part: then what is absent was not asked for.
 */
export const CONFIGURATION_CSV_COLUMNS = [
  'key',
  'value',
  'told',
  'access',
  'note',
  'status',
  'isPersistent',
  'isConstant',
  'characteristics',
  'station',
  'version',
  'vendor',
  'model',
  'serialNumber',
  'firmwareVersion',
  'readAt',
  'parts',
] as const;
export type ConfigurationCsvColumn = (typeof CONFIGURATION_CSV_COLUMNS)[number];

/** Without it some spreadsheet programs read UTF-8 as the code page of the machine. */
const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';
/** Quoted where RFC 4180 §2.6 wants it, for other separators, and where spaces at the ends might be taken for layout. */
const NEEDS_QUOTES = /[",;|\t\r\n]|^\s|\s$/;

export function configurationCsv({ owner, readAt, items, parts }: Configuration): string {
  const columns = CONFIGURATION_CSV_COLUMNS.filter((column) => column !== 'parts' || parts !== undefined);
  const { stationId, version, vendor, model, serialNumber, firmwareVersion } = owner;
  const about = { version, vendor, model, serialNumber, firmwareVersion };
  const rows = items.map(({ address, value, access, note, status, isPersistent, isConstant, ...rest }) => ({
    ...about,
    key: address,
    value,
    told: value === undefined ? 'no' : undefined,
    access,
    note,
    status,
    isPersistent: isPersistent?.toString(),
    isConstant: isConstant?.toString(),
    characteristics: rest.characteristics === undefined ? undefined : JSON.stringify(rest.characteristics),
    station: stationId,
    readAt: new Date(readAt).toISOString(),
    parts: parts === undefined ? undefined : JSON.stringify(parts),
  }));
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(','));
  return BYTE_ORDER_MARK + [columns.join(','), ...lines].join(LINE_END) + LINE_END;
}

function cell(value: string | undefined): string {
  if (value === undefined) return '';
  const text = guardedText(value);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
