import { useEffect, useMemo, useRef, useState, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContentLine } from '../../../shared/files/contents/contentLine.ts';
import type { ContentState } from '../../../shared/files/contents/contentState.ts';
import { useClient } from '../../state/useAppState.ts';
import type { VirtualScroller } from '../../ui/virtualScroller.ts';
import classes from './FileScreen.module.css';
import { FindBar } from './FindBar.tsx';
import { LinePane } from './LinePane.tsx';
import type { LoadRows } from './usePagedRows.ts';
import { useSearch, type SearchWish } from './useSearch.ts';
import { VirtualList } from './VirtualList.tsx';

const ROW_PX = 20;

/** The lines of a text of any length, with a search in all of them. */
export function TextView({ state, line }: { state: ContentState; line: number | undefined }): JSX.Element {
  const { t } = useTranslation();
  const client = useClient();
  const { content, text } = state;
  const lines = text?.lines ?? 0;
  const load = useMemo<LoadRows<ContentLine> | undefined>(() => {
    if (client === undefined) return undefined;
    return async (from, count) =>
      (await client.call('content.lines', { content, from: from + 1, count })).lines;
  }, [client, content]);
  const scroller = useRef<VirtualScroller>(undefined);
  const field = useRef<HTMLInputElement>(null);
  const goToField = useRef<HTMLInputElement>(null);
  const { chosen, choose } = useChosenLine({ lines, wanted: line, scroller });
  const search = useSearch(content);
  const [index, setIndex] = useState<number>();
  const step = (by: 1 | -1, from = chosen ?? 0): void => {
    search.next(from, by).then(
      (hit) => {
        if (hit.line === undefined) return;
        setIndex(hit.index);
        choose(hit.line);
      },
      // The search is over: its failure is beside the field.
      () => undefined,
    );
  };
  useFirstHit(search.state?.search, (search.state?.kept ?? 0) > 0, () => step(1, (chosen ?? 1) - 1));
  const onKey = (key: string): boolean => {
    switch (key) {
      case 'ArrowDown':
        choose((chosen ?? 0) + 1);
        return true;
      case 'ArrowUp':
        choose((chosen ?? 2) - 1);
        return true;
      case 'Home':
        choose(1);
        return true;
      case 'End':
        choose(lines);
        return true;
      case '/':
        field.current?.focus();
        return true;
      case 'g':
        goToField.current?.focus();
        return true;
      case 'n':
      case 'p':
        step(key === 'n' ? 1 : -1);
        return true;
      default:
        return false;
    }
  };
  const width = `${Math.max(4, String(lines).length) + 4}ch`;
  return (
    <>
      <FindBar {...{ search, index, lines, field, goToField }} onStep={step} onGoTo={choose} />
      <VirtualList
        label={t('fileViewer.view.text')}
        count={lines}
        rowPx={ROW_PX}
        load={load}
        chosen={chosen === undefined ? undefined : chosen - 1}
        onChoose={(row) => choose(row + 1)}
        onKey={onKey}
        onScroller={(made) => {
          scroller.current = made;
        }}
      >
        {(shown, row) => (
          <>
            <span className={`mono ${classes.number}`} style={{ minWidth: width }}>
              {row + 1}
            </span>
            <span className={`mono ${classes.text}`}>
              {shown === undefined ? '' : marked(shown.text, search.wish)}
              {shown?.restBytes === undefined ? '' : ' …'}
            </span>
          </>
        )}
      </VirtualList>
      {chosen !== undefined && <LinePane key={chosen} content={content} line={chosen} />}
    </>
  );
}

interface ChosenLine {
  chosen: number | undefined;
  choose: (line: number) => void;
}

function useChosenLine({
  lines,
  wanted,
  scroller,
}: {
  lines: number;
  wanted: number | undefined;
  scroller: { current: VirtualScroller | undefined };
}): ChosenLine {
  const [chosen, setChosen] = useState(wanted);
  const choose = (line: number): void => {
    const within = Math.max(1, Math.min(line, lines));
    setChosen(within);
    scroller.current?.reveal(within - 1);
  };
  const wasShown = useRef(false);
  useEffect(() => {
    if (wanted === undefined || lines < wanted || wasShown.current) return;
    wasShown.current = true;
    scroller.current?.showFrom(Math.max(0, wanted - 4));
  }, [wanted, lines, scroller]);
  return { chosen, choose };
}

/** Goes to the first match of a search as soon as there is one, once. */
function useFirstHit(search: number | undefined, isThere: boolean, go: () => void): void {
  const went = useRef<number>(undefined);
  useEffect(() => {
    if (search === undefined || !isThere || went.current === search) return;
    went.current = search;
    go();
  });
}

/** Plain text is marked in every line; where patterns match is not looked at here, since some take for ever. */
function marked(text: string, wish: SearchWish | undefined): ReactNode {
  if (wish === undefined || wish.isRegex) return text;
  const [where, wanted] = wish.isCaseSensitive
    ? [text, wish.query]
    : [text.toLowerCase(), wish.query.toLowerCase()];
  if (where.length !== text.length) return text;
  const parts: ReactNode[] = [];
  let at = 0;
  for (let found = where.indexOf(wanted); found >= 0; found = where.indexOf(wanted, at)) {
    parts.push(text.slice(at, found), <mark key={found}>{text.slice(found, found + wanted.length)}</mark>);
    at = found + wanted.length;
  }
  return [...parts, text.slice(at)];
}
