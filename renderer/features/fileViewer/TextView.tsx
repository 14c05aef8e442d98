import { useEffect, useMemo, useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContentLine } from '../../../shared/files/contents/contentLine.ts';
import type { ContentState } from '../../../shared/files/contents/contentState.ts';
import { useClient } from '../../state/useAppState.ts';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import type { VirtualScroller } from '../../ui/virtualScroller.ts';
import { ClockSelect } from './ClockSelect.tsx';
import classes from './FileScreen.module.css';
import { FindBar } from './FindBar.tsx';
import { LinePane } from './LinePane.tsx';
import { lineOfKey } from './lineRange.ts';
import { MarkedText } from './MarkedText.tsx';
import { useLineChoice } from './useLineChoice.ts';
import { useLineClock, type LineClock } from './useLineClock.ts';
import { useLineTools } from './useLineTools.ts';
import { useMarks } from './useMarks.ts';
import type { LoadRows } from './usePagedRows.ts';
import { useSearch, type LineSearch } from './useSearch.ts';
import { VirtualList, type ListKey } from './VirtualList.tsx';

const ROW_PX = 20;

/** The lines of a text of any length, with a search in all of them. */
export function TextView({ state, line }: { state: ContentState; line: number | undefined }): JSX.Element {
  const { t } = useTranslation();
  const { content, text, alignment } = state;
  const lines = text?.lines ?? 0;
  const { load, hasTimes } = useLines(state);
  const clock = useLineClock(alignment);
  const scroller = useRef<VirtualScroller>(undefined);
  const field = useRef<HTMLInputElement>(null);
  const goToField = useRef<HTMLInputElement>(null);
  const choice = useLineChoice(lines, line, scroller);
  const { from, to, choose } = choice;
  const search = useSearch(content);
  const { index, step } = useHits(search, choice.line, choose);
  const marks = useMarks(search.state?.search);
  const tools = useLineTools(content, from ?? 1, to ?? 1);
  const [isExtending, setIsExtending] = useState(false);
  const onKey = ({ key, shiftKey }: ListKey): boolean => {
    const page = scroller.current?.get().viewRows ?? 1;
    const next = lineOfKey(key, choice.line, { lines, page });
    if (next !== undefined) choose(next, shiftKey);
    else if (key === '/') field.current?.focus();
    else if (key === 'g') goToField.current?.focus();
    else if (key === 'n' || key === 'p') step(key === 'n' ? 1 : -1);
    else if (key === 'Escape' && from !== to) choice.narrow();
    else return false;
    return true;
  };
  const width = `${Math.max(4, String(lines).length) + 4}ch`;
  return (
    <>
      <FindBar {...{ search, index, lines, field, goToField }} onStep={step} onGoTo={(to) => choose(to)}>
        {hasTimes && <ClockSelect choice={clock} />}
      </FindBar>
      <VirtualList
        label={t('fileViewer.view.text')}
        count={lines}
        rowPx={ROW_PX}
        load={load}
        beside={marks}
        chosen={choice.line === undefined ? undefined : choice.line - 1}
        isChosen={(row) => row + 1 >= (from ?? Infinity) && row + 1 <= (to ?? 0)}
        onChoose={(row, isShift) => {
          choose(row + 1, isShift || isExtending);
          setIsExtending(false);
        }}
        onKey={onKey}
        onAll={choice.chooseAll}
        onCopy={tools.copy}
        onScroller={(made) => {
          scroller.current = made;
        }}
      >
        {(shown, row, places) => (
          <>
            <span className={`mono ${classes.number}`} style={{ minWidth: width }}>
              {row + 1}
            </span>
            {hasTimes && <LineTime clock={clock.clock} line={shown} />}
            <span className={`mono ${classes.text}`}>
              {shown !== undefined && <MarkedText text={shown.text} places={places} />}
              {shown?.restBytes === undefined ? '' : ' …'}
            </span>
          </>
        )}
      </VirtualList>
      {from !== undefined && to !== undefined && (
        <LinePane
          key={`${from} ${to}`}
          {...{ content, from, to, tools, alignment }}
          search={search.state?.search}
          isExtending={isExtending}
          onExtend={() => setIsExtending(!isExtending)}
        />
      )}
    </>
  );
}

function LineTime({
  clock,
  line,
}: {
  clock: LineClock;
  line: TimedLine | undefined;
}): JSX.Element | undefined {
  const times = useTimeFormats();
  if (clock === 'none') return undefined;
  const at = clock === 'own' ? line?.ownAt : line?.at;
  if (at === undefined) return <span className={`mono ${classes.time}`} />;
  return (
    <span className={`mono ${classes.time}`} title={times.local(at)}>
      {times.clock(at)}
    </span>
  );
}

/** With its time by this computer's clock, where the clocks were compared (epoch ms). */
type TimedLine = ContentLine & { ownAt?: number };

/** Reads lines; they are read again when their clock is known. `hasTimes`: some of those that were read tell a time. */
function useLines({ content, alignment }: ContentState): {
  load: LoadRows<TimedLine> | undefined;
  hasTimes: boolean;
} {
  const client = useClient();
  const [hasTimes, setHasTimes] = useState(false);
  const offsetMs = alignment?.offsetMs;
  const load = useMemo<LoadRows<TimedLine> | undefined>(() => {
    if (client === undefined) return undefined;
    return async (from, count) => {
      const { lines } = await client.call('content.lines', { content, from: from + 1, count });
      if (lines.some(({ at }) => at !== undefined)) setHasTimes(true);
      return lines.map((one) => ({
        ...one,
        ...(one.at === undefined || offsetMs === undefined ? {} : { ownAt: one.at + offsetMs }),
      }));
    };
  }, [client, content, offsetMs]);
  return { load, hasTimes };
}

/** Goes from match to match, and to the first one of a search as soon as it is there. */
function useHits(
  search: LineSearch,
  line: number | undefined,
  choose: (line: number) => void,
): { index: number | undefined; step: (by: 1 | -1) => void } {
  const [at, setAt] = useState<{ search: number | undefined; index: number | undefined }>();
  const { search: number, kept = 0 } = search.state ?? {};
  const step = (by: 1 | -1, from = line ?? 0): void => {
    const beyond = by === 1 ? 0 : Number.MAX_SAFE_INTEGER;
    // After the last match comes the first one.
    const around = search
      .next(from, by)
      .then((hit) => (hit.line === undefined ? search.next(beyond, by) : hit));
    around.then(
      (hit) => {
        if (hit.line === undefined) return;
        setAt({ search: number, index: hit.index });
        choose(hit.line);
      },
      // The search is over: its failure is beside the field.
      () => undefined,
    );
  };
  const went = useRef<number>(undefined);
  useEffect(() => {
    if (number === undefined || kept === 0 || went.current === number) return;
    went.current = number;
    step(1, (line ?? 1) - 1);
  });
  return { index: at?.search === number ? at?.index : undefined, step: (by) => step(by) };
}
