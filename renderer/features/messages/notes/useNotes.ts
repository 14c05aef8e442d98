import { useEffect, useState } from 'react';
import type { Failure } from '../../../../shared/contract/failure.ts';
import type { Result } from '../../../../shared/contract/methods.ts';
import { failureOf } from '../../../state/failureOf.ts';
import { useClient } from '../../../state/useAppState.ts';

export type RecordNotes = Result<'note.list'>;

export interface NotesState {
  /** Nothing until they are here. */
  known: RecordNotes | undefined;
  failure: Failure | undefined;
}

/** The notes about a record and whether it is marked, live. */
export function useNotes(seq: number): NotesState {
  const client = useClient();
  const [state, setState] = useState<{ seq: number } & NotesState>();
  useEffect(() => {
    if (client === undefined) return undefined;
    const controller = new AbortController();
    const load = async (): Promise<void> => {
      try {
        const known = await client.call('note.list', { seq }, { signal: controller.signal });
        if (!controller.signal.aborted) setState({ seq, known, failure: undefined });
      } catch (error) {
        const failure = failureOf(error);
        if (!controller.signal.aborted) setState({ seq, known: undefined, failure });
      }
    };
    const stop = client.subscribe(
      'marks',
      {},
      {
        snapshot: () => void load(),
        change: ({ seqs }) => {
          if (seqs.includes(seq)) void load();
        },
        // Only with the link, which comes back with a client of its own.
        ended: () => undefined,
      },
    );
    return () => {
      controller.abort();
      stop();
    };
  }, [client, seq]);
  return state?.seq === seq ? state : { known: undefined, failure: undefined };
}
