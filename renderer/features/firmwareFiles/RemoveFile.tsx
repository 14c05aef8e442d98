import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { FirmwareFile } from '../../../shared/files/firmwareFile.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import classes from './FirmwareFilesScreen.module.css';

/** Asks in its place: a copy that was deleted has to be found again. */
export function RemoveFile({ file, onDone }: { file: FirmwareFile; onDone: () => void }): JSX.Element {
  const { t } = useTranslation();
  const remove = useAction();
  const { id, name, from } = file;
  return (
    <div className={classes.panel} role="group" aria-label={t('firmwareFiles.remove.label', { name })}>
      <p className={classes.wide}>
        {t(from === undefined ? 'firmwareFiles.remove.textSent' : 'firmwareFiles.remove.text', {
          name,
          from,
        })}
      </p>
      <div className={classes.buttons}>
        <Button
          color="red"
          variant="filled"
          disabled={!remove.isPossible}
          loading={remove.isBusy}
          onClick={() => void remove.run((client) => client.call('firmwareFiles.remove', { id }))}
        >
          {t('firmwareFiles.remove.confirm')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <FailureText failure={remove.failure} />
      </div>
    </div>
  );
}
