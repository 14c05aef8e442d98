import { Button } from '@mantine/core';
import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import classes from './FirmwareFilesScreen.module.css';

/** What the maker says of a version. */
export function ReleaseNotes({ id, onDone }: { id: string; onDone: () => void }): JSX.Element {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const { run, failure } = useAction();
  useEffect(() => {
    void run(async (client) => setText((await client.call('firmwareFiles.releaseNotes', { id })).text));
  }, [run, id]);
  return (
    <section className={classes.panel} aria-label={t('firmwareFiles.releaseNotes.button')}>
      <FailureText failure={failure} />
      <pre className={classes.releaseNotes} tabIndex={0}>
        {text}
      </pre>
      <div className={classes.buttons}>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {t('firmwareFiles.releaseNotes.close')}
        </Button>
      </div>
    </section>
  );
}
