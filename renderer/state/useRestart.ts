import { useState } from 'react';
import type { Failure } from '../../shared/contract/failure.ts';
import type { Outcome } from '../../shared/station/outcome.ts';
import type { Station } from '../../shared/station/station.ts';
import { useAction } from './useAction.ts';

/** The transactions that run at a station, as far as it told. */
export function runningTransactions({ connectors }: Pick<Station, 'connectors'>): string[] {
  return connectors.flatMap(({ transactionId }) => (transactionId === undefined ? [] : [transactionId]));
}

interface Restart {
  /** Why it is not the time for one, as a word of `configuration.restart`, with how many transactions run. */
  hindrance: { reason: 'away' | 'transaction'; count: number } | undefined;
  isBusy: boolean;
  isPossible: boolean;
  failure: Failure | undefined;
  /** Of the last restart that was asked for here. */
  outcome: Outcome | undefined;
  restart: () => void;
}

/** The restart of a station, which is refused while a transaction runs. */
export function useRestart(station: Station): Restart {
  const { isBusy, isPossible, failure, run } = useAction();
  const [outcome, setOutcome] = useState<Outcome>();
  const count = runningTransactions(station).length;
  const hindrance = !station.connected
    ? ({ reason: 'away', count } as const)
    : count > 0
      ? ({ reason: 'transaction', count } as const)
      : undefined;
  return {
    hindrance,
    isBusy,
    isPossible: isPossible && !isBusy && hindrance === undefined,
    failure,
    outcome,
    restart: () =>
      void run(async (client) =>
        setOutcome(await client.call('configuration.restart', { stationId: station.id }, { timeoutMs: 0 })),
      ),
  };
}
