import { Button, TextInput } from '@mantine/core';
import { useState, type JSX, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureText } from '../../ui/FailureText.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import classes from './FileScreen.module.css';
import type { LineSearch } from './useSearch.ts';

interface FindBarProps {
  search: LineSearch;
  /** The how manieth match is chosen, from 0. */
  index: number | undefined;
  lines: number;
  field: RefObject<HTMLInputElement | null>;
  goToField: RefObject<HTMLInputElement | null>;
  onStep: (step: 1 | -1) => void;
  onGoTo: (line: number) => void;
  children: ReactNode;
}

/** What is looked for in a text, and the line to go to. */
export function FindBar({
  search,
  index,
  lines,
  field,
  goToField,
  onStep,
  onGoTo,
  children,
}: FindBarProps): JSX.Element {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [isRegex, setIsRegex] = useState(false);
  const [isCaseSensitive, setIsCaseSensitive] = useState(false);
  const { wish, state, failure } = search;
  const isSame =
    wish?.query === query && wish.isRegex === isRegex && wish.isCaseSensitive === isCaseSensitive;
  return (
    <form
      className={classes.bar}
      onSubmit={(event) => {
        event.preventDefault();
        if (query === '') return;
        if (isSame) onStep(1);
        else search.begin({ query, isRegex, isCaseSensitive });
      }}
    >
      <TextInput
        ref={field}
        size="xs"
        type="search"
        aria-label={t('fileViewer.find')}
        placeholder={t('fileViewer.findHint')}
        value={query}
        onChange={({ currentTarget }) => setQuery(currentTarget.value)}
      />
      <label title={t('fileViewer.regexTitle')}>
        <input type="checkbox" checked={isRegex} onChange={() => setIsRegex(!isRegex)} />{' '}
        {t('fileViewer.regex')}
      </label>
      <label title={t('fileViewer.caseTitle')}>
        <input
          type="checkbox"
          aria-label={t('fileViewer.caseTitle')}
          checked={isCaseSensitive}
          onChange={() => setIsCaseSensitive(!isCaseSensitive)}
        />{' '}
        {t('fileViewer.case')}
      </label>
      <Button type="submit" disabled={query === ''}>
        {t('fileViewer.findNow')}
      </Button>
      <Button onClick={() => onStep(-1)} disabled={state === undefined} aria-label={t('fileViewer.previous')}>
        ↑
      </Button>
      <Button onClick={() => onStep(1)} disabled={state === undefined} aria-label={t('fileViewer.next')}>
        ↓
      </Button>
      <Found search={search} index={index} />
      <TextInput
        ref={goToField}
        size="xs"
        w={110}
        inputMode="numeric"
        aria-label={t('fileViewer.goTo')}
        placeholder={t('fileViewer.goTo')}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          const line = Number(event.currentTarget.value.replaceAll(/\D/g, ''));
          if (line >= 1) onGoTo(Math.min(line, lines));
        }}
      />
      {children}
      <FailureText
        failure={
          failure ?? (state?.failure === undefined ? undefined : { code: 'unavailable', ...state.failure })
        }
      />
    </form>
  );
}

function Found({ search: { state }, index }: Pick<FindBarProps, 'search' | 'index'>): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  if (state === undefined) return <span role="status" />;
  const found = t('fileViewer.found', { count: state.lines, shown: formats.count(state.lines) });
  const place = index === undefined ? '' : `${formats.count(index + 1)} / `;
  const going = state.state === 'running' ? ` · ${formats.percent(state.share * 100)}` : '';
  return (
    <span role="status" className="dim">
      {place}
      {found}
      {going}
    </span>
  );
}
