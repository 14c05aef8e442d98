import { useTranslation } from 'react-i18next';
import { failureOf } from '../../../state/failureOf.ts';
import { useExchangeWalk } from '../useExchangeWalk.ts';
import type { Selection } from '../useSelection.ts';
import type { ShownMessages } from './useShownMessages.ts';

/** Ways from the chosen record to another one. */
export interface RecordWalk {
  /** To the next leg of its exchange, or to the record that a note is about. */
  toPair: () => void;
  toIssue: (step: 1 | -1) => void;
  toMark: (step: 1 | -1) => void;
  /** To the first record that is not before a time, epoch ms. */
  toTime: (at: number) => void;
}

/** Where there is nothing to go to, `onMessage` is told so. */
export function useRecordWalk(
  { view, lengthNow }: ShownMessages,
  selection: Selection,
  onMessage: (message: string) => void,
): RecordWalk {
  const { t } = useTranslation();
  const walkExchange = useExchangeWalk(selection, onMessage);

  const goTo = async (find: () => Promise<number | undefined> | undefined, none?: string): Promise<void> => {
    if (view === undefined) return;
    try {
      const index = await find();
      if (index !== undefined) selection.select(index);
      else if (none !== undefined) onMessage(none);
    } catch (error) {
      onMessage(failureOf(error).message);
    }
  };
  const from = (step: 1 | -1): number => selection.index ?? (step === 1 ? -1 : lengthNow());
  return {
    toPair: () => {
      const aboutSeq = selection.row?.aboutSeq;
      if (aboutSeq === undefined) walkExchange();
      else selection.selectSeq(aboutSeq);
    },
    toIssue: (step) => {
      const none = t(step === 1 ? 'messages.noNextIssue' : 'messages.noPreviousIssue');
      void goTo(() => view?.nextIssue(from(step), step), none);
    },
    toMark: (step) => {
      const none = t(step === 1 ? 'notes.done.noNextMark' : 'notes.done.noPreviousMark');
      void goTo(() => view?.nextMark(from(step), step), none);
    },
    toTime: (at) => void goTo(() => view?.locateTime(at)),
  };
}
