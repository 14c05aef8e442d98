import { isAnswer } from '../../../../../shared/trace/record.ts';
import type { ExportedRecord } from '../traceWriter.ts';

const NAMES: Readonly<Record<string, string>> = {
  connect: 'Connected',
  disconnect: 'Disconnected',
  malformed: 'Damaged frame',
  note: 'Note',
  serial: 'Service port',
  transfer: 'File transfer',
};

/** The action, or what stands in its place. */
export function nameOf({ kind, action }: ExportedRecord): string {
  const name = action ?? NAMES[kind] ?? kind;
  return isAnswer(kind) ? `↳ ${name}` : name;
}
