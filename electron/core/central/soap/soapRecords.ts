import type { SoapVersion } from '../../../../shared/ocpp/version.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import type { Direction, RecordKind } from '../../../../shared/trace/record.ts';
import type { Appended, Recorder } from '../../trace/store/newRecord.ts';

/** A record of one station that speaks SOAP, as far as it differs from the others. */
export interface SoapRecord {
  at: number;
  kind: RecordKind;
  direction: Direction;
  raw: string | Uint8Array;
  issues: readonly Issue[];
  payload?: string | undefined;
  action?: string | undefined;
  messageId?: string | undefined;
}

export type AppendSoap = (record: SoapRecord) => Appended;

export function soapRecords(
  recorder: Recorder,
  stationId: string,
  version: SoapVersion | undefined,
): AppendSoap {
  return ({ payload, action, messageId, ...rest }) =>
    recorder.append({
      ...rest,
      stationId,
      transport: 'soap',
      ...(version === undefined ? {} : { version }),
      ...(payload === undefined ? {} : { payload }),
      ...(action === undefined ? {} : { action }),
      ...(messageId === undefined ? {} : { messageId }),
    });
}
