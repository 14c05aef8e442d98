import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  type CSSProperties,
  type JSX,
  type KeyboardEvent,
} from 'react';
import type { Edits } from '../../../state/configurationEdits.ts';
import { useVirtualRows } from '../../../ui/useVirtualRows.ts';
import classes from './SettingList.module.css';
import { domId, GroupRow, SettingRow, type RowActions } from './ListRows.tsx';
import type { SettingRow as Row, SettingSort } from './settingRows.ts';
import { SortHead } from './SortHead.tsx';
import { walkTarget } from '../../../ui/walkTarget.ts';

export interface SettingListProps {
  rows: readonly Row[];
  label: string;
  isPhone: boolean;
  edits: Edits;
  /** By address: the value before this visit. */
  before: ReadonlyMap<string, string | undefined>;
  /** Nothing where the order is not the technician's to choose, as in the tree. */
  sort: SettingSort | undefined;
  onSort: (sort: SettingSort) => void;
  groupWords: (row: Row & { kind: 'group' }) => { title: string; hint?: string };
  /** Another number asks for the focus. */
  focusAsk: number;
  selectedId: string | undefined;
  onSelect: (id: string) => void;
  onToggle: (row: Row & { kind: 'group' }, isOpen: boolean) => void;
  /** Enter, or a double click. */
  onEdit: (id: string) => void;
  /** Space: for a switch the other way. */
  onFlip: (id: string) => void;
  onDropEdit: (id: string) => void;
  /** The setting whose value is a field at present, with the field. */
  field: { id: string; control: JSX.Element; sentence: JSX.Element } | undefined;
}

const ROW_PX = 26;
/** Two lines, and large enough for a gloved finger. */
const PHONE_ROW_PX = 48;

/** The settings of a station, of which only those near the screen exist. Arrow keys walk, Enter edits. */
export function SettingList(props: SettingListProps): JSX.Element {
  const { rows, label, isPhone, selectedId, onSelect, onToggle, onEdit, onFlip, onDropEdit, field } = props;
  const box = useRef<HTMLDivElement>(null);
  const rowPx = isPhone ? PHONE_ROW_PX : ROW_PX;
  const { shown, scroller, heightPx } = useVirtualRows(box, {
    count: rows.length,
    rowPx,
    sticksToEnd: false,
  });
  const selected = rows.findIndex(({ id }) => id === selectedId);
  const { first, end, viewRows } = shown;

  // Whatever chose it, a key or a jump from elsewhere: the chosen line is seen. Not when the list changes by itself.
  const revealed = useRef<string>(undefined);
  useEffect(() => {
    if (selected === -1 || viewRows === 0 || revealed.current === selectedId) return;
    revealed.current = selectedId;
    scroller.reveal(selected);
  }, [selectedId, selected, scroller, viewRows]);
  // The list of changes takes room at the foot: a chosen line that was in view stays so.
  const rowsBefore = useRef(viewRows);
  useEffect(() => {
    const top = scroller.topIndex();
    const wasInView = selected >= top && selected < top + rowsBefore.current;
    if (viewRows < rowsBefore.current && wasInView) scroller.reveal(selected);
    rowsBefore.current = viewRows;
  }, [viewRows, selected, scroller]);
  const { focusAsk } = props;
  useEffect(() => {
    if (focusAsk > 0) box.current?.focus();
  }, [focusAsk]);
  // Leaving the field gives the keys back to the list.
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && field === undefined) box.current?.focus();
    wasEditing.current = field !== undefined;
  }, [field]);

  const select = (index: number): void => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (row !== undefined) onSelect(row.id);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[selected];
    const place = {
      selected: selected === -1 ? undefined : selected,
      length: rows.length,
      pageRows: viewRows - 1,
    };
    const to = walkTarget(event.key, place);
    if (to !== undefined) select(to);
    else if (row?.kind === 'group' && (event.key === 'Enter' || event.key === ' '))
      onToggle(row, !row.isOpen);
    else if (row?.kind === 'group' && event.key === 'ArrowRight') onToggle(row, true);
    else if (row?.kind === 'group' && event.key === 'ArrowLeft' && row.isOpen) onToggle(row, false);
    else if (row !== undefined && event.key === 'ArrowLeft') select(parentIndex(rows, selected));
    else if (row?.kind === 'setting' && event.key === 'Enter') onEdit(row.id);
    else if (row?.kind === 'setting' && event.key === ' ') onFlip(row.id);
    else if (row?.kind === 'setting' && event.key === 'Delete') onDropEdit(row.id);
    else return;
    event.preventDefault();
  };

  const actions = useRowActions(props, () => box.current?.focus());
  const isShown = selected >= first && selected < end;
  return (
    <div className={classes.frame} style={{ '--row': `${rowPx}px` } as CSSProperties}>
      {!isPhone && <SortHead sort={props.sort} onSort={props.onSort} />}
      <div className={classes.holder}>
        <div
          ref={box}
          className={classes.scroller}
          role="treegrid"
          tabIndex={0}
          aria-label={label}
          aria-rowcount={rows.length}
          aria-activedescendant={isShown ? domId(selected) : undefined}
          onKeyDown={onKeyDown}
        >
          <div role="rowgroup" className={classes.content} style={{ height: heightPx }}>
            <div className={classes.rows} style={{ transform: `translateY(${shown.offsetPx}px)` }}>
              {rows.slice(first, end).map((row, i) => {
                const common = { index: first + i, isSelected: row.id === selectedId, actions };
                if (row.kind === 'group') {
                  return <GroupRow key={row.id} {...common} row={row} {...props.groupWords(row)} />;
                }
                const { address } = row.setting;
                return (
                  <SettingRow
                    key={row.id}
                    {...common}
                    row={row}
                    edit={props.edits.get(address)}
                    before={props.before.get(address)}
                    isChanged={props.before.has(address)}
                    field={field?.id === row.id ? field : undefined}
                  />
                );
              })}
            </div>
          </div>
        </div>
      </div>
    </div>
  );
}

/** What lines do when they are pressed: always the same functions, so that lines are drawn anew only for a reason. */
function useRowActions(props: SettingListProps, focusList: () => void): RowActions {
  const current = useRef({ ...props, focusList });
  useLayoutEffect(() => {
    current.current = { ...props, focusList };
  });
  return useMemo(
    () => ({
      toggle(row) {
        current.current.onSelect(row.id);
        current.current.onToggle(row, !row.isOpen);
      },
      select(id) {
        current.current.onSelect(id);
        current.current.focusList();
      },
      edit: (id) => current.current.onEdit(id),
    }),
    [],
  );
}

function parentIndex(rows: readonly Row[], index: number): number {
  const depth = rows[index]?.depth ?? 0;
  for (let above = index - 1; above >= 0; above -= 1) {
    const row = rows[above];
    if (row !== undefined && row.depth < depth) return above;
  }
  return index;
}
