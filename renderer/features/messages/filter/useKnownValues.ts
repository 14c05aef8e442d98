import { useEffect, useState } from 'react';
import type { KnownValues } from '../../../../shared/trace/filter/completeFilter.ts';
import { failureOf } from '../../../state/failureOf.ts';
import { useClient } from '../../../state/useAppState.ts';
import { useStationIds } from '../../../state/useStationIds.ts';

/** Families of issues; the code of one issue is added by a click on it. */
const ISSUE_CODES = ['schema-*', 'frame-*', 'answer-*', 'action-*', 'time-*', 'transaction-*', 'sequence-*'];

/** Fields that technicians look for, as paths behind `payload.`. */
const FIELDS = [
  'status',
  'errorCode',
  'vendorErrorCode',
  'info',
  'connectorId',
  'idTag',
  'idToken.idToken',
  'transactionId',
  'transactionInfo.transactionId',
  'reason',
  'triggerReason',
  'eventType',
  'meterValue[*].sampledValue[*].measurand',
  'meterValue[*].sampledValue[*].value',
  'key',
  'value',
  'configurationKey[*].key',
  'idTagInfo.status',
  'evse.id',
  'requestedMessage',
  'vendorId',
  'messageId',
  'type',
  'firmwareVersion',
  'code',
  'description',
];

/** Actions and stations of the trace; asked for when the field is used. */
export function useKnownValues(stationId: string | undefined, isWanted: boolean): KnownValues {
  const client = useClient();
  const stations = useStationIds();
  const [actions, setActions] = useState<readonly string[]>([]);
  useEffect(() => {
    if (!isWanted || client === undefined) return undefined;
    const controller = new AbortController();
    const load = async (): Promise<void> => {
      try {
        const params = stationId === undefined ? {} : { stationId };
        const counted = await client.call('trace.actions', params, { signal: controller.signal });
        setActions(counted.map(({ action }) => action));
      } catch (error) {
        // Without them the keys are still offered.
        if (!controller.signal.aborted) failureOf(error);
      }
    };
    void load();
    return () => controller.abort();
  }, [client, stationId, isWanted]);
  return {
    actions,
    stations: stationId === undefined ? stations : [stationId],
    issueCodes: ISSUE_CODES,
    fields: FIELDS,
  };
}
