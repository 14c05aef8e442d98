import { Button } from '@mantine/core';
import { useEffect, useRef, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../state/useAction.ts';
import { useTopic } from '../../state/useAppState.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { AddingList } from './AddingList.tsx';
import { FirmwareFileRow } from './FirmwareFileRow.tsx';
import classes from './FirmwareFilesScreen.module.css';
import { useAddFirmware, type AddingFirmware } from '../../state/useAddFirmware.ts';
import { useFileDrop } from '../../state/useFileDrop.ts';

/** Firmware that is kept for chargers. Files are dropped anywhere on the page, or chosen. */
export function FirmwareFilesScreen(): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const state = useTopic('firmwareFiles');
  const adding = useAddFirmware();
  const isOver = useFileDrop(adding.add);
  const { run, failure } = useAction();
  // Another program, or somebody by hand, may have changed the folder.
  useEffect(() => void run((client) => client.call('firmwareFiles.list', {}, { timeoutMs: 0 })), [run]);
  const files = state?.files ?? [];
  return (
    <section className={classes.screen} aria-labelledby="firmware-title" data-over={isOver || undefined}>
      <header className={classes.head}>
        <h1 id="firmware-title">{t('firmwareFiles.title')}</h1>
        <p className="dim">{t('firmwareFiles.lead')}</p>
      </header>
      <AddRow adding={adding} isOver={isOver} />
      <FailureText failure={failure} />
      {state?.problem !== undefined && (
        <p className={classes.problem} role="alert">
          {state.problem}
        </p>
      )}
      <AddingList adding={adding} copying={state?.adding ?? []} />
      {files.length > 0 && (
        <p className="dim" role="status">
          {t('firmwareFiles.count', { count: files.length, shown: formats.count(files.length) })}
        </p>
      )}
      <ul className={classes.list}>
        {files.map((file) => (
          <FirmwareFileRow key={file.id} file={file} />
        ))}
      </ul>
      {state !== undefined && files.length === 0 && adding.files.length === 0 && <Empty />}
    </section>
  );
}

function AddRow({ adding, isOver }: { adding: AddingFirmware; isOver: boolean }): JSX.Element {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={classes.drop} data-over={isOver || undefined}>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          const chosen = [...(currentTarget.files ?? [])];
          // Without this the same file could not be chosen again.
          currentTarget.value = '';
          adding.add(chosen);
        }}
      />
      <Button variant="filled" disabled={!adding.isPossible} onClick={() => input.current?.click()}>
        {t('firmwareFiles.add')}
      </Button>
      <p>{t(isOver ? 'firmwareFiles.dropNow' : 'firmwareFiles.drop')}</p>
    </div>
  );
}

function Empty(): JSX.Element {
  const { t } = useTranslation();
  return (
    <div className={classes.empty}>
      <h2>{t('firmwareFiles.empty.title')}</h2>
      <ol>
        <li>{t('firmwareFiles.empty.get')}</li>
        <li>{t('firmwareFiles.empty.add')}</li>
        <li>{t('firmwareFiles.empty.say')}</li>
        <li>{t('firmwareFiles.empty.push')}</li>
      </ol>
    </div>
  );
}
