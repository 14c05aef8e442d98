import { TextInput } from '@mantine/core';
import { useId, useLayoutEffect, useRef, useState, type JSX, type KeyboardEvent, type Ref } from 'react';
import { useMergedRef } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { MAX_QUERY_CHARS } from '../../../../shared/trace/filter/traceFilter.ts';
import { CompletionList, optionId } from './CompletionList.tsx';
import classes from './FilterField.module.css';
import { rememberFilter } from './savedFilters.ts';
import { useCompletion, type CompletionState } from './useCompletion.ts';
import { useFilterText, type FilterText } from './useFilterText.ts';
import { useKnownValues } from './useKnownValues.ts';
import { WrongPlace } from './WrongPlace.tsx';

interface FilterFieldProps {
  inputRef: Ref<HTMLInputElement>;
  stationId: string | undefined;
  filter: string;
  onFilter: (filter: string) => void;
  /** Down from the field into the list. */
  onLeave: () => void;
}

/** Sets the cursor after a text that was not typed has been drawn. */
function useCursor(input: { readonly current: HTMLInputElement | null }): (place: number) => void {
  const wanted = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    input.current?.setSelectionRange(wanted.current, wanted.current);
    wanted.current = undefined;
  });
  return (place) => {
    wanted.current = place;
  };
}

interface KeyTargets {
  completion: CompletionState;
  field: FilterText;
  take: (index: number) => void;
  leave: () => void;
}

/** Answers whether the key was for the field. */
function pressed(
  { key, altKey, shiftKey, currentTarget }: KeyboardEvent<HTMLInputElement>,
  to: KeyTargets,
): boolean {
  const { completion, field, take, leave } = to;
  const { isOpen, active } = completion;
  const isWalk = key === 'ArrowDown' || key === 'ArrowUp';
  if (isOpen && isWalk) completion.walk(key === 'ArrowDown' ? 1 : -1);
  else if (key === 'ArrowDown' && altKey) completion.open(currentTarget.selectionStart ?? field.text.length);
  else if (isOpen && active !== undefined && (key === 'Enter' || (key === 'Tab' && !shiftKey))) take(active);
  else if (isOpen && key === 'Tab' && !shiftKey && field.text.trim() !== '') take(0);
  else if (key === 'Escape' && isOpen) completion.close();
  else if (key === 'Escape' && field.text !== '') {
    completion.close();
    field.apply('');
  } else if (key === 'ArrowDown' || key === 'Escape') leave();
  else if (key === 'Enter') {
    if (field.apply(field.text)) leave();
  } else return false;
  return true;
}

/** The filter as text, with what may be written next and what is wrong with it. */
export function FilterField({
  inputRef,
  stationId,
  filter,
  onFilter,
  onLeave,
}: FilterFieldProps): JSX.Element {
  const { t } = useTranslation();
  const id = useId();
  const own = useRef<HTMLInputElement>(null);
  const merged = useMergedRef(own, inputRef);
  const [isFocused, setFocused] = useState(false);
  const [scrollPx, setScrollPx] = useState(0);
  const field = useFilterText(filter, onFilter);
  const known = useKnownValues(stationId, isFocused);
  const completion = useCompletion(field.text, known);
  const setCursor = useCursor(own);
  const { text, error } = field;

  const take = (index: number): void => {
    const taken = completion.take(index);
    if (taken === undefined) return;
    field.edit(taken.text);
    setCursor(taken.cursor);
    completion.open(taken.cursor);
  };
  const leave = (): void => {
    completion.close();
    rememberFilter(text);
    onLeave();
  };
  const hasList = completion.isOpen && isFocused;
  const errorId = `${id}-error`;
  return (
    <div className={classes.field}>
      <TextInput
        ref={merged}
        classNames={{ input: `mono ${classes.input}` }}
        role="combobox"
        value={text}
        maxLength={MAX_QUERY_CHARS}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        enterKeyHint="search"
        aria-label={t('filter.label')}
        aria-keyshortcuts="/"
        aria-autocomplete="list"
        aria-expanded={hasList}
        aria-controls={`${id}-list`}
        aria-activedescendant={
          hasList && completion.active !== undefined ? optionId(`${id}-list`, completion.active) : undefined
        }
        error={error !== undefined}
        aria-describedby={error === undefined ? undefined : errorId}
        placeholder={t('filter.placeholder')}
        onChange={(event) => {
          field.edit(event.currentTarget.value);
          completion.open(event.currentTarget.selectionStart ?? event.currentTarget.value.length);
        }}
        onClick={(event) => completion.open(event.currentTarget.selectionStart ?? text.length)}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          field.leave();
          setFocused(false);
          completion.close();
          rememberFilter(text);
        }}
        onScroll={(event) => setScrollPx(event.currentTarget.scrollLeft)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || !pressed(event, { completion, field, take, leave })) return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {error !== undefined && <WrongPlace text={text} place={error} scrollPx={scrollPx} />}
      {error !== undefined && (
        <p id={errorId} className={classes.error} role="status" data-covered={hasList || undefined}>
          {error.message} <span className="dim">{filter.trim() !== '' && t('filter.keepsLast')}</span>
        </p>
      )}
      {hasList && (
        <CompletionList
          id={`${id}-list`}
          options={completion.options}
          active={completion.active}
          onTake={take}
        />
      )}
    </div>
  );
}
