import { ActionIcon, Autocomplete, Button } from '@mantine/core';
import { useRef, useState, type JSX, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Control } from '../../../../shared/ocpp/configuration/control.ts';
import { Icon } from '../../../ui/Icon.tsx';
import classes from './ValueControl.module.css';
import { moved } from './moved.ts';
import type { ValueControlProps } from './valueControlProps.ts';
import { keyed } from '../keyed.ts';

type ListProps = ValueControlProps & { control: Control & { kind: 'list' } };

/** A list without the spaces and empty places that chargers leave in it. */
function itemsOf(value: string): string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/**
 * A comma separated list, item by item in its order: what is in it, and a field that adds to it. Alt with the arrow keys
 * moves an item, Delete takes it out.
 */
export function ListControl(props: ListProps): JSX.Element {
  const {
    control,
    value,
    onChange,
    label,
    isDisabled = false,
    isInvalid,
    describedBy,
    fieldRef,
    onKeyDown,
  } = props;
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const items = itemsOf(value);
  const set = (next: readonly string[]): void => onChange(next.join(','));
  const hints = new Map(control.options.map((option) => [option.value, option.hint]));
  const left = control.options.map((option) => option.value).filter((word) => !items.includes(word));
  const isFull = control.max !== undefined && items.length >= control.max;
  const add = (text: string): void => {
    const fresh = itemsOf(text);
    setTyped('');
    if (fresh.length > 0) set([...items, ...fresh]);
  };
  const move = (from: number, step: 1 | -1): void => {
    const to = from + step;
    if (to < 0 || to >= items.length) return;
    set(moved(items, from, to));
    // The focus goes along with the item.
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLElement>('[data-item]').item(to)?.focus());
  };
  const onItemKey = (event: KeyboardEvent, index: number): void => {
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      move(index, event.key === 'ArrowUp' ? -1 : 1);
    } else if (event.key === 'Delete') {
      event.preventDefault();
      set(items.toSpliced(index, 1));
    } else onKeyDown?.(event);
  };
  return (
    <div className={classes.list} role="group" aria-label={label} aria-describedby={describedBy}>
      <ol ref={list}>
        {keyed(items, (item) => item).map(({ key, value: item }, index) => (
          <li key={key} data-unknown={(!control.isOpen && !hints.has(item)) || undefined}>
            <span
              data-item
              tabIndex={0}
              className="mono"
              title={hints.get(item)}
              onKeyDown={(event) => onItemKey(event, index)}
            >
              {item}
            </span>
            <ItemButton
              name={t('configuration.edit.list.up', { item })}
              icon="up"
              isDisabled={isDisabled || index === 0}
              onClick={() => move(index, -1)}
            />
            <ItemButton
              name={t('configuration.edit.list.down', { item })}
              icon="down"
              isDisabled={isDisabled || index === items.length - 1}
              onClick={() => move(index, 1)}
            />
            <ItemButton
              name={t('configuration.edit.list.remove', { item })}
              icon="close"
              isDisabled={isDisabled}
              onClick={() => set(items.toSpliced(index, 1))}
            />
          </li>
        ))}
      </ol>
      {items.length === 0 && <p className="dim">{t('configuration.edit.list.empty')}</p>}
      <Autocomplete
        ref={fieldRef ?? null}
        aria-label={t('configuration.edit.list.add', { label })}
        placeholder={t(isFull ? 'configuration.edit.list.full' : 'configuration.edit.list.placeholder', {
          max: control.max,
        })}
        data={left}
        limit={40}
        maxDropdownHeight={220}
        value={typed}
        error={isInvalid}
        disabled={isDisabled}
        comboboxProps={{ withinPortal: true }}
        onChange={setTyped}
        onOptionSubmit={(word) => {
          add(word);
          // The field writes the word into itself after this.
          queueMicrotask(() => setTyped(''));
        }}
        spellCheck={false}
        onKeyDown={(event) => {
          // The list of words takes the key first, where one of them is chosen.
          if (event.defaultPrevented) return;
          if (event.key === 'Enter' && typed.trim() !== '' && !event.ctrlKey) {
            event.preventDefault();
            add(typed);
          } else onKeyDown?.(event);
        }}
      />
      {typed.trim() !== '' && (
        <Button size="compact-xs" className={classes.addTyped ?? ''} onClick={() => add(typed)}>
          {t('configuration.edit.list.addTyped', { word: typed.trim() })}
        </Button>
      )}
      <p className={classes.count}>
        {control.max === undefined
          ? t('configuration.edit.list.count', { count: items.length })
          : t('configuration.edit.list.countOf', { count: items.length, max: control.max })}
      </p>
    </div>
  );
}

interface ItemButtonProps {
  name: string;
  icon: 'up' | 'down' | 'close';
  isDisabled: boolean;
  onClick: () => void;
}

function ItemButton({ name, icon, isDisabled, onClick }: ItemButtonProps): JSX.Element {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={22}
      aria-label={name}
      title={name}
      disabled={isDisabled}
      onClick={onClick}
    >
      <Icon name={icon} size={12} />
    </ActionIcon>
  );
}
