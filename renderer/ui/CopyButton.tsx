import { Button } from '@mantine/core';
import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../state/useAppState.ts';
import { Icon } from './Icon.tsx';

const SHOWN_MS = 2000;

interface CopyButtonProps {
  /** A function where it is long: it is made when it is wanted. */
  text: string | (() => string);
  /** Tells screen readers which of several buttons this is. */
  what: string;
  /** What stands on the button, where “Copy” does not tell enough. */
  children?: string;
  /** Among several in one line. */
  isSmall?: boolean;
}

/** Copies a text and says whether that worked. */
export function CopyButton({ text, what, children, isSmall = false }: CopyButtonProps): JSX.Element {
  const { t } = useTranslation();
  const host = useHost();
  const [result, setResult] = useState<'idle' | 'copied' | 'failed'>('idle');

  useEffect(() => {
    if (result === 'idle') return undefined;
    const timer = setTimeout(() => setResult('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [result]);

  const copy = async (): Promise<void> => {
    setResult((await host.copyText(typeof text === 'string' ? text : text())) ? 'copied' : 'failed');
  };

  return (
    <Button
      onClick={() => void copy()}
      aria-label={result === 'idle' ? t('common.copy.label', { what }) : t(`common.copy.${result}`)}
      leftSection={<Icon name={result === 'copied' ? 'check' : 'copy'} size={isSmall ? 12 : 14} />}
      {...(isSmall ? { size: 'compact-xs' } : { miw: 92 })}
    >
      <span aria-live="polite">
        {result === 'idle' && children !== undefined ? children : t(`common.copy.${result}`)}
      </span>
    </Button>
  );
}
