import { useMemo, useState, type JSX, type ReactNode } from 'react';
import type { Issue } from '../../shared/trace/issue.ts';
import { jsonLines, lineId, type JsonLine, type NestedTree } from './jsonLines.ts';
import { JsonLineView } from './JsonLineView.tsx';
import { findPointer, pointersAbove } from './jsonPointer.ts';
import type { JsonNode } from '../../shared/jsonTree.ts';
import { LineList, type LineCursor } from './LineList.tsx';

/** The line that is chosen, by `lineId`. */
export interface JsonCursor {
  chosen: string | undefined;
  onChoose: (line: JsonLine | undefined) => void;
  onPoint: (line: JsonLine | undefined) => void;
}

interface JsonViewProps {
  text: string;
  /** The part of `text` to show. */
  root: JsonNode;
  label: string;
  /** Each is written beside the line of its path. */
  issues?: readonly Issue[];
  /** When the text was sent: times of the same day are shown without their date. */
  at?: number;
  /** What texts hold, shown under them with the word that `nestedLabel` gives. */
  nested?: readonly NestedTree[];
  nestedLabel?: (index: number) => string;
  /** More words beside a value. */
  beside?: (line: JsonLine) => ReactNode;
  cursor?: JsonCursor;
}

const NO_ISSUES: readonly Issue[] = [];
const NO_TREES: readonly NestedTree[] = [];

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
export function JsonView(props: JsonViewProps): JSX.Element {
  const { text, root, label, issues = NO_ISSUES, at, nested = NO_TREES, nestedLabel, beside, cursor } = props;
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(() => jsonLines(text, root, folded, nested), [text, root, folded, nested]);
  const placed = useMemo(() => issuesByPointer(root, issues), [root, issues]);
  const chosen = cursor?.chosen;
  // A value that somebody asks for is shown, also where it is inside of what is folded.
  const [shownFor, setShownFor] = useState(chosen);
  if (shownFor !== chosen) {
    setShownFor(chosen);
    if (chosen !== undefined) setFolded(without(folded, pointersAbove(chosen)));
  }
  const toggle = (id: string): void => {
    setFolded((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  };
  const lineCursor = cursor === undefined ? undefined : cursorOf(lines, cursor, toggle);
  return (
    <LineList
      count={lines.length}
      label={label}
      {...(lineCursor === undefined ? {} : { cursor: lineCursor })}
    >
      {(index) => {
        const line = lines[index];
        if (line === undefined) return undefined;
        const isOwn = line.nested === undefined && line.role !== 'close';
        return (
          <JsonLineView
            line={line}
            issues={isOwn ? placed.get(line.pointer) : undefined}
            at={at}
            nestedLabel={nestedLabel}
            onToggle={toggle}
          >
            {beside?.(line)}
          </JsonLineView>
        );
      }}
    </LineList>
  );
}

function without(old: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  if (!ids.some((id) => old.has(id))) return old;
  return new Set([...old].filter((id) => !ids.includes(id)));
}

/** Arrow keys walk, left and right fold and unfold as in a tree (ARIA tree view), Escape lets go. */
function cursorOf(lines: readonly JsonLine[], cursor: JsonCursor, toggle: (id: string) => void): LineCursor {
  const { chosen, onChoose, onPoint } = cursor;
  const at =
    chosen === undefined ? -1 : lines.findIndex((line) => line.role !== 'close' && lineId(line) === chosen);
  const step = (by: 1 | -1): boolean => {
    let next = at === -1 ? (by === 1 ? 0 : lines.length - 1) : at + by;
    while (lines[next]?.role === 'close') next += by;
    const line = lines[next];
    if (line !== undefined) onChoose(line);
    return true;
  };
  const fold = (isFolding: boolean): boolean => {
    const line = lines[at];
    if (line === undefined) return false;
    const isOpen = line.role === 'open' || line.role === 'nested';
    const isFolded = line.role === 'folded' || line.role === 'nestedFolded';
    if (isFolding ? isOpen : isFolded) toggle(lineId(line));
    return true;
  };
  return {
    chosen: at === -1 ? undefined : at,
    onChoose: (index) => {
      if (lines[index]?.role !== 'close') onChoose(lines[index]);
    },
    onPoint: (index) => onPoint(index === undefined ? undefined : lines[index]),
    onKey(key) {
      switch (key) {
        case 'ArrowDown':
          return step(1);
        case 'ArrowUp':
          return step(-1);
        case 'ArrowLeft':
          return fold(true);
        case 'ArrowRight':
          return fold(false);
        default:
          return false;
      }
    },
  };
}
