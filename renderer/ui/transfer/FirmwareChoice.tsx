import { Button, NativeSelect } from '@mantine/core';
import { useRef, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isUsable, type FirmwareFile } from '../../../shared/files/firmwareFile.ts';
import { useAddFirmware, type AddedFile } from '../../state/useAddFirmware.ts';
import { useTopic } from '../../state/useAppState.ts';
import { FailureText } from '../FailureText.tsx';
import { ProgressBar } from '../ProgressBar.tsx';
import { ToolRow } from '../ToolRow.tsx';
import { useFormats } from '../useFormats.ts';
import classes from './Push.module.css';

interface FirmwareChoiceProps {
  /** Of an entry of the library. */
  chosenId: string | undefined;
  /** The version is to prove the update, and the technician has not typed one. */
  needsVersion: boolean;
  /** Of whoever takes files in another way as well, so that these are told of here, too. */
  adding?: ReturnType<typeof useAddFirmware>;
  onChoose: (id: string | undefined) => void;
}

/** A file of the library, or one of this computer, which comes into the library by that. */
export function FirmwareChoice({
  chosenId,
  needsVersion,
  adding: others,
  onChoose,
}: FirmwareChoiceProps): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const library = useTopic('firmwareFiles');
  const field = useRef<HTMLInputElement>(null);
  const own = useAddFirmware();
  const adding = others ?? own;
  const choose = ({ id }: FirmwareFile): void => onChoose(id);
  const added = adding.files.at(-1);
  const files = library?.files ?? [];
  const chosen = files.find(({ id }) => id === chosenId);
  const nameOf = ({ name, version, sizeBytes }: FirmwareFile): string =>
    [
      name,
      ...(version === undefined ? [] : [t('stations.firmware', { version })]),
      formats.amount(sizeBytes),
    ].join(' · ');
  return (
    <div className={classes.choice}>
      <ToolRow>
        <NativeSelect
          className={classes.file ?? ''}
          label={t('firmware.file.label')}
          value={chosen?.id ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget;
            onChoose(value === '' ? undefined : value);
          }}
          data={[
            { value: '', label: t(files.length === 0 ? 'firmware.file.none' : 'firmware.file.choose') },
            ...files.map((file) => ({ value: file.id, label: nameOf(file) })),
          ]}
        />
        <Button
          className={classes.low ?? ''}
          disabled={!adding.isPossible || (added !== undefined && added.state !== 'failed')}
          onClick={() => field.current?.click()}
        >
          {t('firmware.file.add')}
        </Button>
        <input
          ref={field}
          type="file"
          hidden
          aria-label={t('firmware.file.add')}
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            currentTarget.value = '';
            if (added !== undefined) adding.dismiss(added.key);
            if (file !== undefined) adding.add([file], choose);
          }}
        />
      </ToolRow>
      {added !== undefined && (
        <AddedLine added={added} onAnyway={() => adding.addAnyway(added.key, choose)} />
      )}
      {chosen !== undefined && <ChosenFile file={chosen} needsVersion={needsVersion} />}
    </div>
  );
}

/** A file on its way into the library, or why it was not taken. */
function AddedLine({ added, onAnyway }: { added: AddedFile; onAnyway: () => void }): JSX.Element {
  const { t } = useTranslation();
  if (added.state !== 'failed') {
    return <ProgressBar done={added.sent} total={1} label={t('firmware.file.adding')} isWide />;
  }
  return (
    <>
      <FailureText failure={added.failure} />
      {added.failure?.code === 'conflict' && (
        <ToolRow>
          <Button onClick={onAnyway}>{t('firmware.file.anyway', { name: added.name })}</Button>
        </ToolRow>
      )}
    </>
  );
}

/** What is known of the file, and what is not right with it. */
function ChosenFile({ file, needsVersion }: { file: FirmwareFile; needsVersion: boolean }): JSX.Element {
  const { t } = useTranslation();
  const { sha256, notes, doubts } = file;
  return (
    <div className={classes.chosen} data-usable={isUsable(file)}>
      <p className="dim">
        SHA-256 <code>{sha256}</code>
      </p>
      {notes !== undefined && notes !== '' && <p>{notes}</p>}
      {doubts.map(({ code, sentence, remedy }) => (
        <p key={code} className={classes.doubt}>
          <span aria-hidden="true">⚠ </span>
          {sentence} {remedy}
        </p>
      ))}
      {file.version === undefined && needsVersion && <p className="dim">{t('firmware.file.noVersion')}</p>}
    </div>
  );
}
