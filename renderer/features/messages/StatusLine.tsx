import { Button } from '@mantine/core';
import { useEffect, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui/useFormats.ts';
import classes from './MessagesScreen.module.css';

interface StatusLineProps {
  /** Shown for a while. */
  message: string;
  onMessageShown: () => void;
  /** The chosen record that the filter hides. */
  hiddenSeq: number | undefined;
  onClear: (() => void) | undefined;
}

const SHOWN_MS = 4000;

/** What just happened, in a line of its own; read aloud. */
export function StatusLine({ message, onMessageShown, hiddenSeq, onClear }: StatusLineProps): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  useEffect(() => {
    if (message === '') return undefined;
    const timer = setTimeout(onMessageShown, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [message, onMessageShown]);
  const hidden = hiddenSeq === undefined ? '' : t('messages.hidden', { record: formats.count(hiddenSeq) });
  const words = message === '' ? hidden : message;
  return (
    <div className={classes.status} role="status" aria-live="polite" data-empty={words === '' || undefined}>
      {words !== '' && <span>{words}</span>}
      {message === '' && hiddenSeq !== undefined && onClear !== undefined && (
        <Button variant="subtle" onClick={onClear}>
          {t('messages.filter.clear')}
        </Button>
      )}
    </div>
  );
}
