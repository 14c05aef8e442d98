import { useEffect, useState } from 'react';
import type { ContractClient } from '../../../../shared/contract/client.ts';
import type { Result } from '../../../../shared/contract/methods.ts';
import { failureOf } from '../../../state/failureOf.ts';
import { useClient } from '../../../state/useAppState.ts';

type Load<T> = (client: ContractClient, seq: number, signal: AbortSignal) => Promise<T>;

export const loadReading: Load<Result<'record.asMeant'>> = (client, seq, signal) =>
  client.call('record.asMeant', { seq }, { signal });

export const loadExchange: Load<Result<'record.exchange'>> = (client, seq, signal) =>
  client.call('record.exchange', { seq }, { signal });

export const loadDecoded: Load<Result<'record.decoded'>> = (client, seq, signal) =>
  client.call('record.decoded', { seq }, { signal });

/**
 * What the core makes of a record; nothing until it is here, and nothing where it cannot be had. It is asked again
 * where `pairSeq` becomes known later. `load` must be the same function each time.
 */
export function useFromRecord<T>(load: Load<T>, seq: number, pairSeq: number | undefined): T | undefined {
  const client = useClient();
  const key = `${seq} ${pairSeq ?? ''}`;
  const [known, setKnown] = useState<{ key: string; result: T | undefined }>();
  useEffect(() => {
    if (client === undefined) return undefined;
    const controller = new AbortController();
    const begin = async (): Promise<void> => {
      try {
        const result = await load(client, seq, controller.signal);
        if (!controller.signal.aborted) setKnown({ key, result });
      } catch (error) {
        // The record beside says itself why it cannot be read; anything but a failure of the contract is thrown on.
        failureOf(error);
        if (!controller.signal.aborted) setKnown({ key, result: undefined });
      }
    };
    void begin();
    return () => controller.abort();
  }, [client, load, seq, key]);
  return known?.key === key ? known.result : undefined;
}
