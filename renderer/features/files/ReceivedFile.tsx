import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiagnosticsFetch, FetchedFile } from '../../../shared/files/diagnosticsFetch.ts';
import { nameOf } from '../../../shared/files/protocolChoice.ts';
import { useAction } from '../../state/useAction.ts';
import { useHost } from '../../state/useAppState.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { FailureText } from '../../ui/FailureText.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { ToolRow } from '../../ui/ToolRow.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import classes from './ReceivedFile.module.css';

interface ReceivedFileProps {
  fetch: DiagnosticsFetch;
  file: FetchedFile;
  /** Of another visit than the running session: it is named, and the file itself is not at hand. */
  isOther: boolean;
}

/** The file that has come: what it is, how it can be known again, and what can be done with it. */
export function ReceivedFile({ fetch, file, isOther }: ReceivedFileProps): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const times = useTimeFormats();
  const { name, sentName, sizeBytes, sha256, receivedAt, path } = file;
  return (
    <div className={classes.file}>
      <Icon name="trace" size={22} />
      <div className={classes.words}>
        <h4>{name}</h4>
        <p>
          {t('files.file.size', { amount: formats.amount(sizeBytes), bytes: formats.count(sizeBytes) })}
          {' · '}
          {t('files.file.origin', {
            station: fetch.stationId,
            protocol: nameOf(fetch.protocol),
            time: times.shortClock(receivedAt),
          })}
          {fetch.bytesPerS !== undefined && fetch.bytesPerS > 0 && ` · ${formats.rate(fetch.bytesPerS)}`}
        </p>
        {sentName !== name && sentName !== '' && (
          <p className="dim">{t('files.file.sentName', { name: sentName })}</p>
        )}
        <p className={classes.sum}>
          <span className="dim">SHA-256</span> <code>{sha256}</code>{' '}
          <CopyButton text={sha256} what="SHA-256" isSmall />
        </p>
        {!isOther && <p className={classes.path}>{t('files.file.path', { path })}</p>}
      </div>
      {!isOther && <FileActions fetch={fetch} file={file} />}
    </div>
  );
}

function FileActions({ fetch: { id }, file }: Pick<ReceivedFileProps, 'fetch' | 'file'>): JSX.Element {
  const { t } = useTranslation();
  const host = useHost();
  const { isBusy, isPossible, failure, run } = useAction();
  const { sessionFiles } = host;
  return (
    <div className={classes.actions}>
      <ToolRow>
        <Button component="a" variant="filled" href={`#/file/${encodeURIComponent(id)}`}>
          {t('files.file.look')}
        </Button>
        <Button
          disabled={!isPossible || isBusy}
          onClick={() =>
            void run(async (client) => {
              const { ticket, fileName } = await client.call('diagnostics.save', { id });
              await host.saveDownload(ticket, fileName);
            })
          }
        >
          {t('files.file.save')}
        </Button>
        {sessionFiles !== undefined && (
          <Button onClick={() => void run(() => sessionFiles.reveal(file.path))}>
            {t('files.file.reveal')}
          </Button>
        )}
      </ToolRow>
      <FailureText failure={failure} />
    </div>
  );
}
