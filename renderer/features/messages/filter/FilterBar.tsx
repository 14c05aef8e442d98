import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState, type JSX, type KeyboardEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/Icon.tsx';
import { ActionPicker } from './ActionPicker.tsx';
import classes from './FilterBar.module.css';
import { isFiltering, NO_FILTER, type MessageFilter } from './messageFilter.ts';

interface FilterBarProps {
  inputRef: Ref<HTMLInputElement>;
  stationId: string | undefined;
  filter: MessageFilter;
  onFilter: (filter: MessageFilter) => void;
  isAtEnd: boolean;
  onLive: () => void;
  /** Down from the field into the list. */
  onLeave: () => void;
  children: JSX.Element;
}

const DEBOUNCE_MS = 180;
const DIRECTIONS = ['both', 'in', 'out'] as const;
/** The limit of the contract's filter. */
const MAX_TEXT_CHARS = 1000;

function TextFilter({ inputRef, filter, onFilter, onLeave }: FilterBarProps): JSX.Element {
  const { t } = useTranslation();
  const [text, setText] = useState(filter.text);
  const [known, setKnown] = useState(filter.text);
  // Cleared or set from elsewhere.
  if (known !== filter.text) {
    setKnown(filter.text);
    setText(filter.text);
  }
  const apply = (value: string): void => {
    setKnown(value);
    onFilter({ ...filter, text: value });
  };
  const applySoon = useDebouncedCallback(apply, DEBOUNCE_MS);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && text !== '') {
      setText('');
      apply('');
    } else if (event.key === 'Escape' || event.key === 'ArrowDown' || event.key === 'Enter') {
      apply(text);
      onLeave();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <TextInput
      ref={inputRef}
      className={classes.text ?? ''}
      classNames={{ input: 'mono' }}
      type="search"
      value={text}
      maxLength={MAX_TEXT_CHARS}
      spellCheck={false}
      autoComplete="off"
      aria-label={t('messages.filter.text')}
      aria-keyshortcuts="/"
      placeholder={t('messages.filter.placeholder')}
      onChange={(event) => {
        setText(event.currentTarget.value);
        applySoon(event.currentTarget.value);
      }}
      onKeyDown={onKeyDown}
    />
  );
}

export function FilterBar(props: FilterBarProps): JSX.Element {
  const { stationId, filter, onFilter, isAtEnd, onLive, children } = props;
  const { t } = useTranslation();
  return (
    <div className={classes.bar} role="search" aria-label={t('messages.filter.label')}>
      <TextFilter {...props} />
      <div className={classes.tools}>
        <ActionPicker
          stationId={stationId}
          chosen={filter.actions}
          onChange={(actions) => onFilter({ ...filter, actions })}
        />
        <SegmentedControl
          aria-label={t('messages.filter.direction')}
          value={filter.direction}
          onChange={(value) =>
            onFilter({ ...filter, direction: DIRECTIONS.find((one) => one === value) ?? 'both' })
          }
          data={DIRECTIONS.map((value) => ({
            value,
            label: (
              <span title={t(`messages.filter.directions.${value}Title`)}>
                {t(`messages.filter.directions.${value}`)}
              </span>
            ),
          }))}
        />
        <Button
          aria-pressed={filter.onlyIssues}
          className={classes.toggle ?? ''}
          onClick={() => onFilter({ ...filter, onlyIssues: !filter.onlyIssues })}
          leftSection={<Icon name="fault" size={13} />}
        >
          {t('messages.filter.onlyIssues')}
        </Button>
        {isFiltering(filter) && (
          <Button variant="subtle" color="gray" onClick={() => onFilter(NO_FILTER)}>
            {t('messages.filter.clear')}
          </Button>
        )}
        <span className={classes.space} />
        {children}
        <Button
          aria-pressed={isAtEnd}
          className={classes.live ?? ''}
          onClick={onLive}
          aria-keyshortcuts="End"
        >
          <span className={classes.liveSign} aria-hidden="true">
            {isAtEnd ? '▶' : '❚❚'}
          </span>
          {t(isAtEnd ? 'messages.live' : 'messages.held')}
        </Button>
      </div>
    </div>
  );
}
