import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractClient } from '../../../shared/contract/client.ts';
import { failureOf } from '../../state/failureOf.ts';
import { useClient } from '../../state/useAppState.ts';
import { useFormats } from '../../ui/useFormats.ts';
import type { Selection } from './useSelection.ts';

/** Goes from a record to the next leg of its exchange, after the last one to the call; says why where there is none. */
export function useExchangeWalk(selection: Selection, onMessage: (message: string) => void): () => void {
  const { t } = useTranslation();
  const client = useClient();
  const formats = useFormats();
  const { seq: chosen, selectSeq } = selection;
  /** Where the steps so far lead to, while the list is still on its way there. */
  const goal = useRef<number>(undefined);
  const steps = useRef(Promise.resolve());
  const latest = useRef(chosen);
  useEffect(() => {
    goal.current = undefined;
    latest.current = chosen;
  }, [chosen]);

  const step = async (from: ContractClient): Promise<void> => {
    const seq = goal.current ?? latest.current;
    if (seq === undefined) return;
    try {
      const { seqs, ended } = await from.call('record.exchange', { seq });
      const next = seqs[(seqs.indexOf(seq) + 1) % seqs.length];
      if (next !== undefined && next !== seq) {
        goal.current = next;
        selectSeq(next);
      } else if (ended !== undefined) {
        onMessage(t('messages.noPairEnded', { record: formats.count(ended.seq) }));
      } else {
        onMessage(t(selection.row?.kind === 'call' ? 'messages.noAnswerYet' : 'messages.noPair'));
      }
    } catch (error) {
      onMessage(failureOf(error).message);
    }
  };
  return () => {
    if (client !== undefined) steps.current = steps.current.then(() => step(client));
  };
}
