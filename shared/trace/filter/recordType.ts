import { assertNever } from '../../assertNever.ts';
import type { Transport } from '../../ocpp/version.ts';
import { isAnswer, type RecordKind } from '../record.ts';

/** What `type:` takes: the kinds of records, those of a transport, and all answers together. */
export const RECORD_TYPES = [
  'call',
  'result',
  'error',
  'answer',
  'send',
  'soap',
  'serial',
  'transfer',
  'note',
  'connect',
  'disconnect',
  'malformed',
] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

export function isOfType(
  type: RecordType,
  { kind, transport }: { kind: RecordKind; transport?: Transport | undefined },
): boolean {
  switch (type) {
    case 'soap':
      return transport === 'soap';
    case 'answer':
      return isAnswer(kind);
    case 'error':
      return kind === 'error' || kind === 'resultError';
    case 'call':
    case 'result':
    case 'send':
    case 'serial':
    case 'transfer':
    case 'note':
    case 'connect':
    case 'disconnect':
    case 'malformed':
      return kind === type;
    default:
      return assertNever(type);
  }
}
