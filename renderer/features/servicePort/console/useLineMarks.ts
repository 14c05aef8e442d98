import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../shared/contract/failure.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { useAction } from '../../../state/useAction.ts';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import type { ConsoleLine } from './consoleLine.ts';

/** Characters of a line that go into a note; more would hide what it was about. */
export const MOST_NOTED = 500;

export interface LineMarks {
  lines: ReadonlySet<number>;
  /** The record of the latest note. */
  lastSeq: number | undefined;
  isBusy: boolean;
  failure: Failure | undefined;
  mark: (line: ConsoleLine, text: string) => void;
}

/** Lines that the technician marks: each is a note in the trace, at the charger whose line it is. */
export function useLineMarks({ stationId, port }: PortState): LineMarks {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const { isBusy, failure, run } = useAction();
  const [lines, setLines] = useState<ReadonlySet<number>>(new Set());
  const [lastSeq, setLastSeq] = useState<number>();
  return {
    lines,
    lastSeq,
    isBusy,
    failure,
    mark: (line, text) =>
      void run(async (client) => {
        const meaning = line.meanings.map((one) => one.meaning).join(' · ');
        const words = {
          path: port.path,
          time: times.clock(line.at),
          direction: t(`port.console.direction.${line.direction}`),
          text: [text, meaning].filter(Boolean).join(' # ').slice(0, MOST_NOTED),
        };
        const { seq } = await client.call('note.add', { stationId, text: t('port.console.note', words) });
        setLines((before) => new Set([...before, line.id]));
        setLastSeq(seq);
      }),
  };
}
