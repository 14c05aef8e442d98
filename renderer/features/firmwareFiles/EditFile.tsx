import { Button, Textarea, TextInput } from '@mantine/core';
import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { FIRMWARE_LIMITS, type FirmwareFile } from '../../../shared/files/firmwareFile.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import classes from './FirmwareFilesScreen.module.css';

/** Patterns in one field, as they are told: `Wall 22, Wall 11*`. */
function patternsIn(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '');
}

/** What is said of a file: its name for chargers, version, for which chargers it is, notes. */
export function EditFile({ file, onDone }: { file: FirmwareFile; onDone: () => void }): JSX.Element {
  const { t } = useTranslation();
  const { id } = file;
  const save = useAction();
  const [facts, setFacts] = useState({
    name: file.name,
    version: file.version ?? '',
    vendors: file.vendors.join(', '),
    models: file.models.join(', '),
    publishedSum: file.publishedSum ?? '',
    notes: file.notes ?? '',
  });
  const [releaseNotes, setReleaseNotes] = useState(file.hasReleaseNotes ? undefined : '');
  const { run } = save;
  useEffect(() => {
    if (releaseNotes !== undefined) return;
    void run(async (client) =>
      setReleaseNotes((await client.call('firmwareFiles.releaseNotes', { id })).text),
    );
  }, [run, id, releaseNotes]);
  const field = (
    name: keyof typeof facts,
    maxLength: number,
  ): {
    label: string;
    value: string;
    maxLength: number;
    onChange: (event: { currentTarget: { value: string } }) => void;
  } => ({
    label: t(`firmwareFiles.fields.${name}`),
    value: facts[name],
    maxLength,
    onChange: ({ currentTarget: { value } }) => setFacts((known) => ({ ...known, [name]: value })),
  });
  const patternsChars = FIRMWARE_LIMITS.patternChars * FIRMWARE_LIMITS.patterns;
  return (
    <form
      className={classes.panel}
      aria-label={t('firmwareFiles.edit.label', { name: file.name })}
      onSubmit={(event) => {
        event.preventDefault();
        void run(async (client) => {
          const { name, version, notes } = facts;
          const isOtherSum = facts.publishedSum.trim() !== (file.publishedSum ?? '');
          const sum = isOtherSum ? { publishedSum: facts.publishedSum.trim() } : {};
          const rule = { vendors: patternsIn(facts.vendors), models: patternsIn(facts.models) };
          const told = releaseNotes === undefined ? {} : { releaseNotes };
          await client.call(
            'firmwareFiles.change',
            { id, name, version, notes, ...rule, ...told, ...sum },
            { timeoutMs: 0 },
          );
          onDone();
        });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone();
      }}
    >
      <TextInput
        {...field('version', FIRMWARE_LIMITS.versionChars)}
        description={t('firmwareFiles.fields.versionHint')}
        data-autofocus
      />
      <TextInput
        {...field('name', FIRMWARE_LIMITS.nameChars)}
        description={t('firmwareFiles.fields.nameHint')}
        required
        spellCheck={false}
      />
      <TextInput
        {...field('vendors', patternsChars)}
        description={t('firmwareFiles.fields.patternHint')}
        spellCheck={false}
      />
      <TextInput
        {...field('models', patternsChars)}
        description={t('firmwareFiles.fields.patternHint')}
        spellCheck={false}
      />
      <TextInput
        className={classes.wide ?? ''}
        {...field('publishedSum', 200)}
        description={t('firmwareFiles.fields.publishedSumHint')}
        spellCheck={false}
      />
      <Textarea
        className={classes.wide ?? ''}
        {...field('notes', FIRMWARE_LIMITS.notesChars)}
        autosize
        minRows={2}
        maxRows={8}
      />
      <Textarea
        className={classes.wide ?? ''}
        label={t('firmwareFiles.fields.releaseNotes')}
        value={releaseNotes ?? ''}
        disabled={releaseNotes === undefined}
        onChange={(event) => setReleaseNotes(event.currentTarget.value)}
        maxLength={FIRMWARE_LIMITS.releaseNotesChars}
        autosize
        minRows={2}
        maxRows={8}
      />
      <div className={classes.buttons}>
        <Button type="submit" variant="filled" disabled={!save.isPossible} loading={save.isBusy}>
          {t('firmwareFiles.edit.save')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <FailureText failure={save.failure} />
      </div>
    </form>
  );
}
