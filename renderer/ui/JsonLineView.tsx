import type { CSSProperties, JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Issue } from '../../shared/trace/issue.ts';
import { Icon } from './Icon.tsx';
import { lineId, type JsonLine } from './jsonLines.ts';
import classes from './JsonView.module.css';
import { isSameDay, readPayloadTime } from './timeFormats.ts';
import { useTimeFormats } from './useTimeFormats.ts';

const VALUE_CLASSES = { string: classes.string, number: classes.number, literal: classes.literal };
/** A longer string is cut on the screen; the raw text has it whole. */
const STRING_CHARS = 2000;
/** A string whose content stands below it needs its head only. */
const UNPACKED_CHARS = 160;

interface JsonLineViewProps {
  line: JsonLine;
  issues: readonly Issue[] | undefined;
  at: number | undefined;
  nestedLabel: ((index: number) => string) | undefined;
  /** Gets the line's id. */
  onToggle: (id: string) => void;
  /** More words beside the value. */
  children?: ReactNode;
}

/** One line of JSON: its key and value, its time by the clock here, and what there is to say about it. */
export function JsonLineView({
  line,
  issues,
  at,
  nestedLabel,
  onToggle,
  children,
}: JsonLineViewProps): JSX.Element {
  const { role, depth, key, hasComma, nested, count } = line;
  const isLabel = role === 'nested' || role === 'nestedFolded';
  return (
    <span
      className={classes.line}
      style={{ '--depth': depth } as CSSProperties}
      data-severity={issues?.[0]?.severity}
      data-nested={nested !== undefined || undefined}
    >
      {role !== 'value' && role !== 'close' && count > 0 && <Fold line={line} onToggle={onToggle} />}
      {key !== undefined && (
        <>
          <span className={classes.key}>{key}</span>
          {': '}
        </>
      )}
      {isLabel ? <span className={classes.nested}>{nestedLabel?.(nested ?? 0)}</span> : <Value line={line} />}
      {hasComma && ','}
      {children !== undefined && children !== null && children !== '' && (
        <span className={classes.aside}>{children}</span>
      )}
      <LocalTime line={line} at={at} />
      {issues?.map((issue) => (
        <span key={issue.code + issue.message} className={classes.issue} data-severity={issue.severity}>
          {`← ${issue.message}`}
        </span>
      ))}
    </span>
  );
}

function Fold({ line, onToggle }: { line: JsonLine; onToggle: (id: string) => void }): JSX.Element {
  const { t } = useTranslation();
  const isOpen = line.role === 'open' || line.role === 'nested';
  const what = line.nested === undefined ? (line.key ?? t('json.root')) : (line.key ?? t('json.nested'));
  return (
    <button
      type="button"
      className={classes.fold}
      aria-expanded={isOpen}
      aria-label={t(isOpen ? 'json.fold' : 'json.unfold', { what })}
      onClick={(event) => {
        event.stopPropagation();
        onToggle(lineId(line));
      }}
    >
      <Icon name="chevron" size={10} />
    </button>
  );
}

function Value({ line }: { line: JsonLine }): JSX.Element {
  const { t } = useTranslation();
  const { kind, role, source, count } = line;
  if (kind === 'object' || kind === 'array') {
    if (role !== 'folded') return <>{source}</>;
    return (
      <>
        {source}
        <span className={classes.aside}>{t(`json.${kind}Size`, { count })}</span>
      </>
    );
  }
  const mostChars = line.isUnpacked === true ? UNPACKED_CHARS : STRING_CHARS;
  const isCut = source.length > mostChars;
  return (
    <>
      <span className={VALUE_CLASSES[kind]}>{isCut ? `${source.slice(0, mostChars)}…` : source}</span>
      {isCut && <span className={classes.aside}>{t('json.cut', { count: source.length })}</span>}
    </>
  );
}

function LocalTime({ line, at }: { line: JsonLine; at: number | undefined }): JSX.Element | undefined {
  const { t } = useTranslation();
  const formats = useTimeFormats();
  if (line.kind !== 'string' || line.source.length > 40) return undefined;
  const time = readPayloadTime(line.source.slice(1, -1));
  if (time === undefined) return undefined;
  const isToday = at !== undefined && isSameDay(time.at, at);
  const clock = isToday ? formats.shortClock(time.at) : formats.local(time.at);
  const words = time.hasZone ? t('json.localTime', { time: clock }) : t('json.noZone');
  return <span className={classes.aside}>{words}</span>;
}
