import { memo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimeFormats } from '../../../ui/timeFormats.ts';
import classes from './Console.module.css';
import { meaningWords } from './meaningWords.ts';
import type { ConsoleRow } from './rowBook.ts';

interface LineRowProps {
  row: ConsoleRow;
  /** Of its line, which may have grown. */
  version: number;
  text: string;
  query: string;
  times: TimeFormats;
  isFound: boolean;
  isChosen: boolean;
  isMarked: boolean;
  onChoose: (rowId: number, isShift: boolean) => void;
}

/** One row: when, which way, what, and what the driver understood. */
export const LineRow = memo(function LineRow(props: LineRowProps) {
  const { row, text, query, times, isFound, isChosen, isMarked, onChoose } = props;
  const { t } = useTranslation();
  const { line, start } = row;
  const isFirst = start === 0;
  const isProblem = line.meanings.some((one) => one.isProblem);
  return (
    <div
      className={classes.row}
      data-direction={line.direction}
      data-rest={!isFirst || undefined}
      data-chosen={isChosen || undefined}
      data-found={isFound || undefined}
      data-marked={isMarked || undefined}
      onClick={(event) => {
        if (event.shiftKey || document.getSelection()?.isCollapsed !== false)
          onChoose(row.id, event.shiftKey);
      }}
    >
      <time>{isFirst ? times.clock(line.at) : ''}</time>
      <span className={classes.arrow} title={t(`port.console.direction.${line.direction}`)}>
        <span aria-hidden="true">{isFirst ? ARROWS[line.direction] : '⋮'}</span>
        <span className="unseen">{t(`port.console.direction.${line.direction}`)}</span>
      </span>
      <span className={classes.text}>
        {isFirst && line.skippedBefore > 0 && (
          <em>{t('port.console.skippedHere', { count: line.skippedBefore })} </em>
        )}
        <Highlighted text={text} query={query} />
      </span>
      {isFirst && (
        <span className={classes.meaning} data-problem={isProblem || undefined}>
          {isProblem && <span aria-hidden="true">⚠ </span>}
          {line.meanings.map(meaningWords).join(' · ')}
        </span>
      )}
    </div>
  );
});

const ARROWS = { in: '←', out: '→' } as const;

function Highlighted({ text, query }: { text: string; query: string }): JSX.Element {
  const at = query === '' ? -1 : text.toLowerCase().indexOf(query.toLowerCase());
  if (at === -1) return <>{text}</>;
  const end = at + query.length;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, end)}</mark>
      <Highlighted text={text.slice(end)} query={query} />
    </>
  );
}
