import type { StoredRecord } from '../store/storedRecord.ts';

/** How the raw bytes of one record are called and typed as a file. */
export function rawFile(
  sessionName: string,
  { seq, raw, transport }: Pick<StoredRecord, 'seq' | 'raw' | 'transport'>,
): { fileName: string; contentType: string } {
  const base = `${sessionName} record ${seq}`;
  if (typeof raw !== 'string') return { fileName: `${base}.bin`, contentType: 'application/octet-stream' };
  if (transport === 'soap') return { fileName: `${base}.xml`, contentType: 'text/xml; charset=utf-8' };
  return /^\s*[[{]/.test(raw)
    ? { fileName: `${base}.json`, contentType: 'application/json' }
    : { fileName: `${base}.txt`, contentType: 'text/plain; charset=utf-8' };
}
