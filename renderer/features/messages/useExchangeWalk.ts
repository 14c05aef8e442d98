import { useTranslation } from 'react-i18next';
import { failureOf } from '../../state/failureOf.ts';
import { useClient } from '../../state/useAppState.ts';
import { useFormats } from '../../ui/useFormats.ts';
import type { Selection } from './useSelection.ts';

/** Goes from a record to the next leg of its exchange, after the last one to the call; says why where there is none. */
export function useExchangeWalk(selection: Selection, onMessage: (message: string) => void): () => void {
  const { t } = useTranslation();
  const client = useClient();
  const formats = useFormats();
  const walk = async (): Promise<void> => {
    const { seq, row } = selection;
    if (seq === undefined || client === undefined) return;
    try {
      const { seqs, ended } = await client.call('record.exchange', { seq });
      const next = seqs[(seqs.indexOf(seq) + 1) % seqs.length];
      if (next !== undefined && next !== seq) selection.selectSeq(next);
      else if (ended !== undefined)
        onMessage(t('messages.noPairEnded', { record: formats.count(ended.seq) }));
      else onMessage(t(row?.kind === 'call' ? 'messages.noAnswerYet' : 'messages.noPair'));
    } catch (error) {
      onMessage(failureOf(error).message);
    }
  };
  return () => void walk();
}
