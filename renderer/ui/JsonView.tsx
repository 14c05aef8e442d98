import { useMemo, useState, type CSSProperties, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Issue } from '../../shared/trace/issue.ts';
import { Icon } from './Icon.tsx';
import { jsonLines, type JsonLine } from './jsonLines.ts';
import { findPointer } from './jsonPointer.ts';
import type { JsonNode } from '../../shared/jsonTree.ts';
import classes from './JsonView.module.css';
import { LineList } from './LineList.tsx';
import { isSameDay, readPayloadTime } from './timeFormats.ts';
import { useTimeFormats } from './useTimeFormats.ts';

interface JsonViewProps {
  text: string;
  /** The part of `text` to show. */
  root: JsonNode;
  label: string;
  /** Each is written beside the line of its path. */
  issues?: readonly Issue[];
  /** When the text was sent: times of the same day are shown without their date. */
  at?: number;
}

const NO_ISSUES: readonly Issue[] = [];
const VALUE_CLASSES = { string: classes.string, number: classes.number, literal: classes.literal };
/** A longer string is cut on the screen; the raw text has it whole. */
const STRING_CHARS = 2000;

/** Issues by the pointer of the line at which they are shown. */
export function issuesByPointer(root: JsonNode, issues: readonly Issue[]): ReadonlyMap<string, Issue[]> {
  const placed = new Map<string, Issue[]>();
  for (const issue of issues) {
    if (issue.path === undefined) continue;
    const { pointer } = findPointer(root, issue.path);
    placed.set(pointer, [...(placed.get(pointer) ?? []), issue]);
  }
  return placed;
}

/** JSON as its sender wrote it, laid out: every digit, repeated keys, with local times and issues beside. */
export function JsonView({ text, root, label, issues = NO_ISSUES, at }: JsonViewProps): JSX.Element {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(() => jsonLines(text, root, folded), [text, root, folded]);
  const placed = useMemo(() => issuesByPointer(root, issues), [root, issues]);
  const toggle = (pointer: string): void => {
    setFolded((old) => {
      const next = new Set(old);
      if (!next.delete(pointer)) next.add(pointer);
      return next;
    });
  };
  return (
    <LineList count={lines.length} label={label}>
      {(index) => {
        const line = lines[index];
        if (line === undefined) return undefined;
        const beside = line.role === 'close' ? undefined : placed.get(line.pointer);
        return <Line line={line} issues={beside} at={at} onToggle={toggle} />;
      }}
    </LineList>
  );
}

interface LineProps {
  line: JsonLine;
  issues: readonly Issue[] | undefined;
  at: number | undefined;
  onToggle: (pointer: string) => void;
}

function Line({ line, issues, at, onToggle }: LineProps): JSX.Element {
  const { role, depth, key, hasComma } = line;
  return (
    <span
      className={classes.line}
      style={{ '--depth': depth } as CSSProperties}
      data-severity={issues?.[0]?.severity}
    >
      {(role === 'open' || role === 'folded') && <Fold line={line} onToggle={onToggle} />}
      {key !== undefined && (
        <>
          <span className={classes.key}>{key}</span>
          {': '}
        </>
      )}
      <Value line={line} />
      {hasComma && ','}
      <LocalTime line={line} at={at} />
      {issues?.map((issue) => (
        <span key={issue.code + issue.message} className={classes.issue} data-severity={issue.severity}>
          {`← ${issue.message}`}
        </span>
      ))}
    </span>
  );
}

function Fold({ line, onToggle }: { line: JsonLine; onToggle: (pointer: string) => void }): JSX.Element {
  const { t } = useTranslation();
  const isOpen = line.role === 'open';
  const what = line.key ?? t('json.root');
  return (
    <button
      type="button"
      className={classes.fold}
      aria-expanded={isOpen}
      aria-label={t(isOpen ? 'json.fold' : 'json.unfold', { what })}
      onClick={() => onToggle(line.pointer)}
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
  const isCut = source.length > STRING_CHARS;
  return (
    <>
      <span className={VALUE_CLASSES[kind]}>{isCut ? `${source.slice(0, STRING_CHARS)}…` : source}</span>
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
