import { useEffect, useState } from 'react';
import type { Failure } from '../../shared/contract/failure.ts';
import type { TraceRecord } from '../../shared/trace/record.ts';
import { useClient } from './useAppState.ts';
import { failureOf } from './failureOf.ts';

export interface RecordState {
  record?: TraceRecord;
  failure?: Failure;
}

/**
 * A record in full. The one before stays until the next is here, so that walking does not flicker. Where
 * `pairSeq` becomes known later, the record is fetched again.
 */
export function useRecord(seq: number | undefined, pairSeq?: number): RecordState {
  const client = useClient();
  const [state, setState] = useState<RecordState>({});
  const { record } = state;
  const isLoaded = record?.seq === seq && (pairSeq === undefined || record?.pairSeq === pairSeq);
  useEffect(() => {
    if (seq === undefined || client === undefined || isLoaded) return undefined;
    const controller = new AbortController();
    const load = async (): Promise<void> => {
      try {
        const fresh = await client.call('record.get', { seq }, { signal: controller.signal });
        if (!controller.signal.aborted) setState({ record: fresh });
      } catch (error) {
        if (!controller.signal.aborted) setState({ failure: failureOf(error) });
      }
    };
    void load();
    return () => controller.abort();
  }, [client, seq, isLoaded]);
  return state;
}
