import { Menu } from '@mantine/core';
import { useRef, useState, type DOMAttributes, type JSX, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { cellTerm, rowTerms, type CellTerm } from './cellTerms.ts';
import classes from './CellMenu.module.css';
import type { FilterActions } from './filterActions.ts';

interface OpenMenu {
  x: number;
  y: number;
  terms: readonly CellTerm[];
}

/** The row that the keyboard is on, where the menu key was pressed. */
function chosenRow(grid: Element): Element | undefined {
  const id = grid.getAttribute('aria-activedescendant');
  return (id === null ? undefined : document.getElementById(id)) ?? undefined;
}

export interface CellFilter {
  /** For the element around the list. */
  handlers: Pick<DOMAttributes<HTMLElement>, 'onClickCapture' | 'onContextMenu'>;
  menu: JSX.Element | undefined;
}

/** Values of rows go into the filter by Alt and a click, or by the menu of a row. */
export function useCellFilter(actions: FilterActions): CellFilter {
  const [menu, setMenu] = useState<OpenMenu>();
  const opener = useRef<HTMLElement>(null);
  const openAt = (target: Element, x: number, y: number): boolean => {
    const grid = target.closest('[role=grid]');
    const row = target.closest('[role=row]') ?? (grid === target ? chosenRow(grid) : undefined);
    const terms = row === undefined || row === null ? [] : rowTerms(row, target);
    if (terms.length === 0) return false;
    const box = target === grid ? row?.getBoundingClientRect() : undefined;
    opener.current = grid instanceof HTMLElement ? grid : null;
    setMenu({ x: box === undefined ? x : box.left + 120, y: box === undefined ? y : box.bottom, terms });
    return true;
  };
  const onClick = (event: MouseEvent): void => {
    const term = event.altKey && event.target instanceof Element ? cellTerm(event.target) : undefined;
    if (term !== undefined) actions[event.shiftKey ? 'exclude' : 'add'](term.key, term.value);
    if (term === undefined) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    handlers: {
      onClickCapture: onClick,
      onContextMenu: (event) => {
        const { target, clientX, clientY, nativeEvent } = event;
        // A finger that stays chooses rows; its values are offered in the detail.
        if (nativeEvent instanceof PointerEvent && nativeEvent.pointerType === 'touch') return;
        if (target instanceof Element && openAt(target, clientX, clientY)) event.preventDefault();
      },
    },
    menu: menu && (
      <TermMenu
        menu={menu}
        actions={actions}
        onClose={() => {
          setMenu(undefined);
          opener.current?.focus();
        }}
      />
    ),
  };
}

function TermMenu({
  menu,
  actions,
  onClose,
}: {
  menu: OpenMenu;
  actions: FilterActions;
  onClose: () => void;
}): JSX.Element {
  const { t } = useTranslation();
  return (
    <Menu opened onClose={onClose} position="bottom-start" shadow="none" returnFocus={false} offset={2}>
      <Menu.Target>
        <span className={classes.place} style={{ left: menu.x, top: menu.y }} />
      </Menu.Target>
      <Menu.Dropdown className={classes.menu ?? ''} aria-label={t('filter.cell.label')}>
        {menu.terms.map(({ key, value }) => (
          <div key={key} role="group" aria-label={`${key}:${value}`}>
            <Menu.Item onClick={() => actions.add(key, value)}>
              {t('filter.cell.only')} <span className="mono">{`${key}:${value}`}</span>
            </Menu.Item>
            <Menu.Item onClick={() => actions.exclude(key, value)}>
              {t('filter.cell.not')} <span className="mono">{`${key}:${value}`}</span>
            </Menu.Item>
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
