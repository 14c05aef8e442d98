import { useMemo, type CSSProperties, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { LineList } from '../../../ui/LineList.tsx';
import classes from './ComparePane.module.css';
import type { Change, DiffLine } from './diffLine.ts';

/** A longer value is cut on the screen. */
const VALUE_CHARS = 2000;

const SIGNS: Readonly<Record<Change, string>> = { same: '', added: '+', removed: '−', changed: '≠' };

interface DiffViewProps {
  lines: readonly DiffLine[];
  /** Both sides below each other, where there is no room beside. */
  isStacked: boolean;
  label: string;
}

/** A line of the stacked view: what changed takes two, first as it was, then as it is. */
function stacked(lines: readonly DiffLine[]): DiffLine[] {
  return lines.flatMap((line): DiffLine[] => {
    if (line.change !== 'changed') return [line];
    const { left, right, ...rest } = line;
    return [
      { ...rest, change: 'removed', ...(left === undefined ? {} : { left }) },
      { ...rest, change: 'added', ...(right === undefined ? {} : { right }) },
    ];
  });
}

/** The differences, line by line. */
export function DiffView({ lines, isStacked, label }: DiffViewProps): JSX.Element {
  const shown = useMemo(() => (isStacked ? stacked(lines) : lines), [lines, isStacked]);
  return (
    <LineList count={shown.length} label={label}>
      {(index) => {
        const line = shown[index];
        if (line === undefined) return undefined;
        return <Line line={line} isStacked={isStacked} />;
      }}
    </LineList>
  );
}

function Line({ line, isStacked }: { line: DiffLine; isStacked: boolean }): JSX.Element {
  const { t } = useTranslation();
  const { change, depth, left, right } = line;
  return (
    <span
      className={classes.line}
      data-change={change}
      data-stacked={isStacked || undefined}
      style={{ '--depth': depth } as CSSProperties}
    >
      <span className={classes.sign}>
        <span aria-hidden="true">{SIGNS[change]}</span>
        {change !== 'same' && <span className="unseen">{t(`compare.changes.${change}`)}</span>}
      </span>
      {isStacked ? (
        <Half line={line} value={left ?? right} />
      ) : (
        <>
          <Half line={line} value={left} />
          <Half line={line} value={right} />
        </>
      )}
    </span>
  );
}

function Half({ line, value }: { line: DiffLine; value: string | undefined }): JSX.Element {
  const { key } = line;
  if (value === undefined) return <span className={classes.half} data-empty="true" />;
  const shown = value.length > VALUE_CHARS ? `${value.slice(0, VALUE_CHARS)}…` : value;
  return (
    <span className={classes.half}>
      {key !== undefined && <span className={classes.key}>{`${key}: `}</span>}
      {shown}
    </span>
  );
}
