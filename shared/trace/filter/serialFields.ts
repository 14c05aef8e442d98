import { isJsonObject, type Json } from '../../json.ts';
import type { FilterSubject } from './filterSubject.ts';

/** What a filter asks of a record of a service port beside its bytes. */
export interface SerialFields {
  port?: string;
  /** What the driver understood. */
  meaning?: string;
}

const NONE: SerialFields = {};

/** Nothing for every other record, and where no JSON stands beside the bytes, as in a file of other hands. */
export function serialFields({ kind, payload }: Pick<FilterSubject, 'kind' | 'payload'>): SerialFields {
  if (kind !== 'serial' || payload === undefined) return NONE;
  let beside: Json;
  try {
    beside = JSON.parse(payload) as Json;
  } catch {
    return NONE;
  }
  if (!isJsonObject(beside)) return NONE;
  const { port, meaning } = beside;
  return {
    ...(typeof port === 'string' ? { port } : {}),
    ...(typeof meaning === 'string' ? { meaning } : {}),
  };
}

/** Only where there may be one is the payload read: most serial records are text that no driver has explained. */
export function serialMeaning(subject: Pick<FilterSubject, 'kind' | 'payload'>): string | undefined {
  const { payload } = subject;
  const mayHave = payload?.includes('"meaning"') === true || payload?.includes('\\') === true;
  return mayHave ? serialFields(subject).meaning : undefined;
}

/** The ways to name a port: all of its path, and what stands behind each slash of it (`/dev/ttyUSB0`, `ttyUSB0`). */
export function portNamesOf(path: string): string[] {
  const names = [path];
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) names.push(path.slice(at + 1));
  return names;
}
