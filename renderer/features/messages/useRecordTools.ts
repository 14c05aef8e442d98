import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractClient } from '../../../shared/contract/client.ts';
import type { TraceRow } from '../../../shared/trace/record.ts';
import type { SeqRange } from '../../../shared/trace/seqRanges.ts';
import { failureOf } from '../../state/failureOf.ts';
import { useClient, useHost } from '../../state/useAppState.ts';
import { useFormats } from '../../ui/useFormats.ts';
import type { TraceView } from './list/traceView.ts';
import { copyFrames } from './selection/copyFrames.ts';
import type { RowRanges } from './selection/rowRanges.ts';

export interface RecordTools {
  isBusy: boolean;
  /** Marks these rows, or takes their marks back where all have one. */
  mark: (rows: RowRanges) => void;
  copy: (rows: RowRanges, count: number) => void;
  /** Hands the record numbers on. */
  withRanges: (rows: RowRanges, use: (ranges: SeqRange[]) => void) => void;
}

/** What is marked for a row: itself, or what the mark in it is about. */
function markedBy({ seq, noteRole, aboutSeq }: TraceRow): number {
  return noteRole === 'mark' || noteRole === 'unmark' ? (aboutSeq ?? seq) : seq;
}

async function markOne(
  client: ContractClient,
  row: TraceRow,
): Promise<{ isMarked: boolean; seqs: number[] }> {
  const seq = markedBy(row);
  const isMarked = !(await client.call('note.list', { seq })).isMarked;
  await client.call('mark.set', { ranges: [[seq, seq]], isMarked });
  return { isMarked, seqs: [seq] };
}

async function markSome(
  client: ContractClient,
  view: TraceView,
  rows: RowRanges,
): Promise<{ isMarked: boolean; seqs: number[] }> {
  const some = await view.read(rows);
  const [only] = some;
  if (only !== undefined && some.length === 1) return markOne(client, only);
  const plain = some.filter(({ noteRole }) => noteRole !== 'mark' && noteRole !== 'unmark');
  const isMarked = !plain.every((row) => row.isMarked === true);
  const { ranges } = await view.ranges(rows);
  const { seqs } = await client.call('mark.set', { ranges, isMarked });
  return { isMarked, seqs };
}

/** Things done with one record or several, and what came of them as a sentence for `onMessage`. */
export function useRecordTools(
  view: TraceView | undefined,
  onMessage: (message: string) => void,
): RecordTools {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useClient();
  const host = useHost();
  const [running, setRunning] = useState(0);
  const tell = useRef(onMessage);
  useEffect(() => {
    tell.current = onMessage;
  });
  /** One after the other: a second press of a key acts on what the first has done. */
  const last = useRef<Promise<void>>(Promise.resolve());

  const begin = useCallback(
    (work: (client: ContractClient, view: TraceView) => Promise<string>): void => {
      if (client === undefined || view === undefined) return;
      setRunning((count) => count + 1);
      const run = async (): Promise<void> => {
        try {
          tell.current(await work(client, view));
        } catch (error) {
          const { message, hint } = failureOf(error);
          tell.current([message, hint].filter(Boolean).join(' '));
        } finally {
          setRunning((count) => count - 1);
        }
      };
      last.current = last.current.then(run);
    },
    [client, view],
  );

  return useMemo(
    () => ({
      isBusy: running > 0,
      mark: (rows) =>
        begin(async (own, where) => {
          const { isMarked, seqs } = await markSome(own, where, rows);
          const count = seqs.length;
          const record = count === 1 && seqs[0] !== undefined ? formats.count(seqs[0]) : '';
          const key = isMarked ? 'notes.done.marked' : 'notes.done.unmarked';
          return t(key, { count, shown: formats.count(count), record });
        }),
      copy: (rows, wanted) =>
        begin(async (own, where) => {
          const some = await where.read(rows);
          const { text, frames, leftOut, cut } = await copyFrames(own, some);
          if (frames === 0) return t('selection.copied.nothing');
          if (!(await host.copyText(text))) return t('selection.copied.refused');
          const missing = leftOut + Math.max(0, wanted - some.length);
          return [
            t('selection.copied.done', { count: frames, shown: formats.count(frames) }),
            missing === 0 ? '' : t('selection.copied.leftOut', { shown: formats.count(missing) }),
            cut === 0 ? '' : t('selection.copied.cut', { shown: formats.count(cut) }),
          ]
            .filter((sentence) => sentence !== '')
            .join(' ');
        }),
      withRanges: (rows, use) =>
        begin(async (_client, where) => {
          use((await where.ranges(rows)).ranges);
          return '';
        }),
    }),
    [begin, running, t, formats, host],
  );
}
