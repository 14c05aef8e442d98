import { Button, NativeSelect } from '@mantine/core';
import { useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { ContractError, type Failure } from '../../../shared/contract/failure.ts';
import { isUsable, type FirmwareFile } from '../../../shared/files/firmwareFile.ts';
import type { ImportSource } from '../../../shared/trace/import/importJob.ts';
import { useAction } from '../../state/useAction.ts';
import { useHost, useTopic } from '../../state/useAppState.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { ToolRow } from '../../ui/ToolRow.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import type { ChangeDraft, PushDraft } from './pushDraft.ts';
import classes from './Push.module.css';

interface FileChoiceProps {
  draft: PushDraft;
  onChange: ChangeDraft;
}

/** A file of the library, or one of this computer, which comes into the library by that. */
export function FileChoice({ draft, onChange }: FileChoiceProps): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const library = useTopic('firmwareFiles');
  const field = useRef<HTMLInputElement>(null);
  const adding = useAdding((libraryId) => onChange({ libraryId }));
  const files = library?.files ?? [];
  const chosen = files.find(({ id }) => id === draft.libraryId);
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
            onChange({ libraryId: value === '' ? undefined : value });
          }}
          data={[
            { value: '', label: t(files.length === 0 ? 'firmware.file.none' : 'firmware.file.choose') },
            ...files.map((file) => ({ value: file.id, label: nameOf(file) })),
          ]}
        />
        <Button
          className={classes.low ?? ''}
          disabled={!adding.isPossible || adding.isBusy}
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
            if (file !== undefined) adding.add(file);
          }}
        />
      </ToolRow>
      {adding.sent !== undefined && (
        <ProgressBar done={adding.sent} total={1} label={t('firmware.file.adding')} isWide />
      )}
      <FailureText failure={adding.failure} />
      {adding.doubted !== undefined && (
        <ToolRow>
          <Button onClick={adding.addAnyway}>{t('firmware.file.anyway', { name: adding.doubted })}</Button>
        </ToolRow>
      )}
      {chosen !== undefined && <ChosenFile file={chosen} />}
    </div>
  );
}

/** What is known of the file, and what is not right with it. */
function ChosenFile({ file }: { file: FirmwareFile }): JSX.Element {
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
      {file.version === undefined && <p className="dim">{t('firmware.file.noVersion')}</p>}
    </div>
  );
}

interface Adding {
  isBusy: boolean;
  isPossible: boolean;
  failure: Failure | undefined;
  /** How much of the file has come to the core, from 0 to 1; nothing while none is on its way. */
  sent: number | undefined;
  /** The name of a file that was not taken because it looks like a mistake. */
  doubted: string | undefined;
  add: (file: File) => void;
  addAnyway: () => void;
}

/** Puts a file of this computer into the library. */
function useAdding(onAdded: (libraryId: string) => void): Adding {
  const host = useHost();
  const { isBusy, isPossible, failure, run } = useAction();
  const [sent, setSent] = useState<number>();
  const [doubted, setDoubted] = useState<File>();
  const add = (file: File, isSure: boolean): void => {
    setDoubted(undefined);
    void run(async (client) => {
      setSent(0);
      try {
        const source: ImportSource = await host.offerFile(file, setSent);
        const params = { source, ...(isSure ? { isSure } : {}) };
        const added = await client.call('firmwareFiles.add', params, { timeoutMs: 0 });
        onAdded(added.file.id);
      } catch (error) {
        if (error instanceof ContractError && error.code === 'conflict' && !isSure) setDoubted(file);
        throw error;
      } finally {
        setSent(undefined);
      }
    });
  };
  return {
    isBusy,
    isPossible,
    failure,
    sent,
    doubted: doubted?.name,
    add: (file) => add(file, false),
    addAnyway: () => {
      if (doubted !== undefined) add(doubted, true);
    },
  };
}
