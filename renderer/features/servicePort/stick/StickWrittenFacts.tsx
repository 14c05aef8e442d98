import { Button } from '@mantine/core';
import { useEffect, useId, useRef, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { StickWritten } from '../../../../shared/service-port/stick/stickPlan.ts';
import push from '../../../ui/transfer/Push.module.css';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import { RemovePassword } from './RemovePassword.tsx';
import classes from './Stick.module.css';
import { StickFiles } from './StickFiles.tsx';

/** The stick is ready: what is on it, and what to do with it. */
export function StickWrittenFacts({
  written,
  onRead,
}: {
  written: StickWritten;
  onRead: () => void;
}): JSX.Element {
  const { t } = useTranslation();
  const id = useId();
  const head = useRef<HTMLHeadingElement>(null);
  // The form with the focus is gone: who works by keyboard or by ear goes on here.
  useEffect(() => head.current?.focus(), []);
  const { folder, files, next, purpose } = written;
  return (
    <div className={classes.done} role="status" aria-labelledby={id}>
      <h3 id={id} ref={head} tabIndex={-1}>
        <span aria-hidden="true">✓</span> {t('stick.done.title', { count: files.length, folder })}
      </h3>
      <ol className={push.happens}>
        {next.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <details>
        <summary>{t('stick.plan.files')}</summary>
        <StickFiles files={files} />
      </details>
      <ToolRow>
        {purpose === 'fetch' && <Button onClick={onRead}>{t('stick.mode.read')}</Button>}
        <RemovePassword folder={folder} />
      </ToolRow>
    </div>
  );
}
