import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { AddingFile } from '../../../shared/files/firmwareFile.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { ToolRow } from '../../ui/ToolRow.tsx';
import classes from './FirmwareFilesScreen.module.css';
import type { AddedFile, AddingFirmware } from '../../state/useAddFirmware.ts';

interface AddingListProps {
  adding: AddingFirmware;
  /** What the core copies at the moment, also for other screens and the command line. */
  copying: readonly AddingFile[];
}

/** Files on their way into the library, and those that were not taken, with why. */
export function AddingList({ adding, copying }: AddingListProps): JSX.Element | undefined {
  const { t } = useTranslation();
  const { files, known } = adding;
  const others = copying.filter(({ name }) => files.every((file) => file.name !== name));
  if (files.length === 0 && others.length === 0 && known.length === 0) return undefined;
  return (
    <ul className={classes.adding} aria-label={t('firmwareFiles.adding.label')}>
      {known.map((name) => (
        <li key={`known ${name}`} role="status">
          {t('firmwareFiles.adding.known', { name })}
        </li>
      ))}
      {files.map((file) => (
        <AddingRow key={file.key} file={file} adding={adding} share={shareOf(file, copying)} />
      ))}
      {others.map(({ id, name, share }) => (
        <li key={`other ${id}`}>
          <b>{name}</b>
          <ProgressBar done={share} total={1} label={t('firmwareFiles.adding.copying', { name })} />
          <span className="dim">{t('firmwareFiles.adding.copying', { name })}</span>
        </li>
      ))}
    </ul>
  );
}

function AddingRow({
  file,
  adding,
  share,
}: {
  file: AddedFile;
  adding: AddingFirmware;
  share: number;
}): JSX.Element {
  const { t } = useTranslation();
  const { key, name, state, failure, source } = file;
  if (state !== 'failed') {
    const words = t(`firmwareFiles.adding.${state}`, { name });
    return (
      <li>
        <b>{name}</b>
        <ProgressBar done={share} total={1} label={words} />
        <span className="dim">{words}</span>
      </li>
    );
  }
  // What looks like a mistake may be right; a file that cannot be read, or has no room, cannot be had by insisting.
  const mayInsist = failure?.code === 'conflict' && source !== undefined;
  return (
    <li>
      <b>{name}</b>
      <FailureText failure={failure} />
      <ToolRow>
        {mayInsist && (
          <Button disabled={!adding.isPossible} onClick={() => adding.addAnyway(key)}>
            {t('firmwareFiles.adding.anyway')}
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={() => adding.dismiss(key)}>
          {t('firmwareFiles.adding.dismiss')}
        </Button>
      </ToolRow>
    </li>
  );
}

function shareOf({ state, sent, name }: AddedFile, copying: readonly AddingFile[]): number {
  if (state === 'sending') return sent;
  return copying.find((one) => one.name === name)?.share ?? 0;
}
