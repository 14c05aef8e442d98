import { readSerialPayload } from '../../../../shared/service-port/serialPayload.ts';
import { maskedBytes, maskedText } from '../../../../shared/service-port/serialSecrets.ts';
import type { TraceRecord } from '../../../../shared/trace/record.ts';
import { bytesOf } from './hexDump.ts';

type Raw = Pick<TraceRecord, 'kind' | 'payload' | 'raw' | 'rawEncoding'>;

/** Whether something in it is masked until it is asked for. */
export function hasSecrets({ kind, payload }: Pick<Raw, 'kind' | 'payload'>): boolean {
  return kind === 'serial' && (readSerialPayload(payload)?.secrets?.length ?? 0) > 0;
}

/** The raw of a record with asterisks for the secrets of a service port. */
export function withoutSecrets({ kind, payload, raw, rawEncoding }: Raw): string {
  const beside = kind === 'serial' ? readSerialPayload(payload) : undefined;
  if (beside?.secrets === undefined) return raw;
  if (rawEncoding === 'text') return maskedText(raw, beside);
  const bytes = maskedBytes(bytesOf(raw, rawEncoding), beside);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
