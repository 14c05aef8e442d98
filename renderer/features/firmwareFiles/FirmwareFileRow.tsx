import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isUsable, type FirmwareDoubt, type FirmwareFile } from '../../../shared/files/firmwareFile.ts';
import { formatRoute } from '../../state/route.ts';
import { useAction } from '../../state/useAction.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { FailureText } from '../../ui/FailureText.tsx';
import { SeverityMark } from '../../ui/SeverityMark.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import { EditFile } from './EditFile.tsx';
import classes from './FirmwareFilesScreen.module.css';
import { ReleaseNotes } from './ReleaseNotes.tsx';
import { RemoveFile } from './RemoveFile.tsx';

type Panel = 'edit' | 'remove' | 'notes';
const SUM_SHOWN = 12;

/** One file of the library: what it is, what is said of it, what is wrong with it, and what can be done. */
export function FirmwareFileRow({ file }: { file: FirmwareFile }): JSX.Element {
  const { t } = useTranslation();
  const [panel, setPanel] = useState<Panel>();
  const check = useAction();
  const [isChecked, setIsChecked] = useState(false);
  const { id, name, version, notes, doubts, hasReleaseNotes } = file;
  const toggle = (which: Panel): void => setPanel(panel === which ? undefined : which);
  const close = (): void => setPanel(undefined);
  return (
    <li className={classes.row} aria-label={name}>
      <div className={classes.words}>
        <h2>
          {name}
          {version !== undefined && (
            <span className={classes.version}>{t('firmwareFiles.version', { version })}</span>
          )}
        </h2>
        <Facts file={file} />
        {notes !== undefined && <p className={classes.notes}>{notes}</p>}
        <Doubts doubts={doubts} />
        {isChecked && isUsable(file) && <p role="status">{t('firmwareFiles.check.same')}</p>}
        <FailureText failure={check.failure} />
      </div>
      <div className={classes.actions}>
        <Button
          component="a"
          href={formatRoute({ screen: 'firmware', push: id })}
          aria-label={t('firmwareFiles.push.label', { name })}
        >
          {t('firmwareFiles.push.button')}
        </Button>
        <Button onClick={() => toggle('edit')} aria-expanded={panel === 'edit'}>
          {t('firmwareFiles.edit.button')}
        </Button>
        {hasReleaseNotes && (
          <Button onClick={() => toggle('notes')} aria-expanded={panel === 'notes'}>
            {t('firmwareFiles.releaseNotes.button')}
          </Button>
        )}
        <Button
          loading={check.isBusy}
          disabled={!check.isPossible}
          title={t('firmwareFiles.check.title')}
          onClick={() => {
            setIsChecked(false);
            void check.run(async (client) => {
              await client.call('firmwareFiles.check', { id }, { timeoutMs: 0 });
              setIsChecked(true);
            });
          }}
        >
          {t('firmwareFiles.check.button')}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          onClick={() => toggle('remove')}
          aria-expanded={panel === 'remove'}
        >
          {t('firmwareFiles.remove.button')}
        </Button>
      </div>
      {panel === 'edit' && <EditFile file={file} onDone={close} />}
      {panel === 'notes' && <ReleaseNotes id={id} onDone={close} />}
      {panel === 'remove' && <RemoveFile file={file} onDone={close} />}
    </li>
  );
}

function Facts({ file }: { file: FirmwareFile }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const times = useTimeFormats();
  const { sizeBytes, sha256, vendors, models, addedAt, from, publishedSum } = file;
  const rule = [...vendors, ...models].join(', ');
  const added = from === undefined ? 'firmwareFiles.addedHere' : 'firmwareFiles.addedFrom';
  return (
    <>
      <p className={classes.facts}>
        <span>{rule === '' ? t('firmwareFiles.anyModel') : t('firmwareFiles.rule', { rule })}</span>
        <span>{formats.bytes(sizeBytes)}</span>
        <span className={classes.sum}>
          SHA-256 <span className="mono">{sha256.slice(0, SUM_SHOWN)}…</span>{' '}
          <CopyButton isSmall text={sha256} what={t('firmwareFiles.sumWhat')} />
        </span>
        {publishedSum !== undefined && <span>{t('firmwareFiles.asPublished')}</span>}
      </p>
      <p className={classes.origin}>{t(added, { when: times.local(addedAt), from })}</p>
    </>
  );
}

function Doubts({ doubts }: { doubts: readonly FirmwareDoubt[] }): JSX.Element | undefined {
  if (doubts.length === 0) return undefined;
  return (
    <ul className={classes.doubts}>
      {doubts.map(({ code, level, sentence, remedy }) => (
        <li key={code}>
          <SeverityMark severity={level === 'problem' ? 'error' : 'info'} />
          <span>
            {sentence} {remedy}
          </span>
        </li>
      ))}
    </ul>
  );
}
