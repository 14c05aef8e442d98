import { useCallback, useRef, useState } from 'react';
import type { ContractClient } from '../../shared/contract/client.ts';
import { ContractError, type Failure } from '../../shared/contract/failure.ts';
import { useClient } from './useAppState.ts';

export interface Action {
  isBusy: boolean;
  /** Why the last run did not work; gone when the next begins. */
  failure: Failure | undefined;
  /** False while there is no connection to the core. */
  isPossible: boolean;
  run: (work: (client: ContractClient) => Promise<unknown>) => Promise<void>;
}

/** One thing a button does through the contract, with its failure to be shown beside the button. */
export function useAction(): Action {
  const client = useClient();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const runs = useRef(0);

  const run = useCallback(
    async (work: (client: ContractClient) => Promise<unknown>): Promise<void> => {
      if (client === undefined) return;
      runs.current += 1;
      const own = runs.current;
      setIsBusy(true);
      setFailure(undefined);
      try {
        await work(client);
      } catch (error) {
        if (!(error instanceof ContractError)) throw error;
        if (own === runs.current) setFailure(error.toFailure());
      } finally {
        if (own === runs.current) setIsBusy(false);
      }
    },
    [client],
  );

  return { isBusy, failure, isPossible: client !== undefined, run };
}
