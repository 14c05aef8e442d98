/**
 * A setting of the controller as a file of its own: the first line is the value, the second says which software has written it
 * (bender.de, End of Line §2.1). The maker says that files *typically* have these two lines.
 */
export interface ParameterFile {
  value: string;
  /** Such as `13423 2a3a02815`; the controller does not look at it. */
  version?: string;
  /** Two lines, as the maker describes them. */
  isUsual: boolean;
}

/** A value is a line; what is larger is a log or a database. */
export const PARAMETER_FILE_BYTES = 64 * 1024;

/** Nothing where the bytes are no text or too many. */
export function readParameterFile(bytes: Uint8Array): ParameterFile | undefined {
  if (bytes.length === 0 || bytes.length > PARAMETER_FILE_BYTES) return undefined;
  const text = textOf(bytes);
  if (text === undefined) return undefined;
  const lines = text.replace(/(?:\r?\n)+$/, '').split(/\r?\n/);
  const [value = '', version] = lines;
  return { value, ...(version === undefined ? {} : { version }), isUsual: lines.length === 2 };
}

/** Whether a file of an export is a setting, by its second line. Where such files lie in an export is in no document. */
export function looksLikeParameter({ version, isUsual }: ParameterFile): boolean {
  return isUsual && /^\d+[ \t]+[0-9a-f]{6,40}$/i.test(version ?? '');
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // Tabs and line ends belong to texts, other control characters to binary files.
    return /[^\P{Cc}\t\r\n]/u.test(text) ? undefined : text;
  } catch {
    // Not UTF-8: a database or a packed file.
    return undefined;
  }
}

/** Names of settings that say who a controller is; two controllers with one identity disturb each other. */
export function namesController(name: string): boolean {
  return /uuid|identity|serial|chargepointid|chargeboxid|macaddr|hostname/i.test(name);
}
