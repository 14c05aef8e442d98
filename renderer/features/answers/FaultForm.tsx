import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { stationActionsOf } from '../../../shared/ocpp/catalog.ts';
import { errorCodesOf } from '../../../shared/ocpp/errorCode.ts';
import { OCPP_VERSIONS, type OcppVersion } from '../../../shared/ocpp/version.ts';
import type { NewFault } from '../../../shared/station/answerFault.ts';
import classes from './AnswersPage.module.css';
import { DELAY_MS, FAULT_KINDS, FIRST_DRAFT, NEXT, readDraft, type FaultDraft } from './faultDraft.ts';
import { Setting } from './Setting.tsx';

interface FieldsProps {
  draft: FaultDraft;
  version: OcppVersion | undefined;
  wrong: readonly string[];
  onChange: (change: Partial<FaultDraft>) => void;
}

function actionNames(version: OcppVersion | undefined): string[] {
  const versions = version === undefined ? OCPP_VERSIONS : [version];
  const names = versions.flatMap((one) =>
    stationActionsOf(one).flatMap(({ name, isSend }) => (isSend === true ? [] : [name])),
  );
  return [...new Set(names)].sort();
}

function ErrorFields({ draft, version, onChange }: FieldsProps): JSX.Element {
  const { t } = useTranslation();
  const codes = errorCodesOf(version);
  return (
    <>
      <Setting label={t('answers.faults.code')}>
        <NativeSelect
          value={draft.code}
          data={codes}
          onChange={({ currentTarget: { value } }) =>
            onChange({ code: codes.find((code) => code === value) ?? draft.code })
          }
        />
      </Setting>
      <Setting label={t('answers.faults.description')}>
        <TextInput
          value={draft.description}
          maxLength={255}
          onChange={(event) => onChange({ description: event.currentTarget.value })}
        />
      </Setting>
    </>
  );
}

function PayloadFields({ draft, wrong, onChange }: FieldsProps): JSX.Element {
  const { t } = useTranslation();
  const modes = ['merge', 'replace'] as const;
  return (
    <>
      <Setting label={t('answers.faults.mode')}>
        <NativeSelect
          value={draft.mode}
          data={modes.map((value) => ({ value, label: t(`answers.faults.modes.${value}`) }))}
          onChange={({ currentTarget: { value } }) =>
            onChange({ mode: value === 'replace' ? 'replace' : 'merge' })
          }
        />
      </Setting>
      <Setting label={t('answers.faults.payload')} note={t('answers.faults.payloadHint')}>
        <Textarea
          value={draft.payload}
          autosize
          minRows={2}
          maxRows={12}
          spellCheck={false}
          classNames={{ input: 'mono' }}
          error={wrong.includes('payload') ? t('answers.faults.badJson') : undefined}
          onChange={(event) => onChange({ payload: event.currentTarget.value })}
        />
      </Setting>
    </>
  );
}

function NumberField(props: {
  label: string;
  value: string;
  range: { min: number; max: number };
  placeholder?: string;
  isWrong: boolean;
  onChange: (text: string) => void;
}): JSX.Element {
  const { t } = useTranslation();
  const { label, value, range, placeholder, isWrong, onChange } = props;
  return (
    <Setting label={label}>
      <TextInput
        value={value}
        inputMode="numeric"
        autoComplete="off"
        {...(placeholder === undefined ? {} : { placeholder })}
        error={isWrong ? t('answers.faults.badNumber', range) : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Setting>
  );
}

interface FaultFormProps {
  version: OcppVersion | undefined;
  isPossible: boolean;
  onSet: (fault: NewFault) => void;
}

/** A fault to be set: for which action, what happens, how often. */
export function FaultForm({ version, isPossible, onSet }: FaultFormProps): JSX.Element {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(FIRST_DRAFT);
  const [isTried, setIsTried] = useState(false);
  const read = readDraft(draft);
  const wrong = isTried && 'wrong' in read ? read.wrong : [];
  const change = (changes: Partial<FaultDraft>): void => setDraft({ ...draft, ...changes });
  const fields = { draft, version, wrong, onChange: change };
  return (
    <form
      className={classes.faultForm}
      onSubmit={(event) => {
        event.preventDefault();
        setIsTried(true);
        if (!('fault' in read)) return;
        onSet(read.fault);
        setIsTried(false);
      }}
    >
      <Setting label={t('answers.faults.action')}>
        <NativeSelect
          value={draft.action}
          data={[{ value: '', label: t('answers.faults.any') }, ...actionNames(version)]}
          onChange={(event) => change({ action: event.currentTarget.value })}
        />
      </Setting>
      <Setting label={t('answers.faults.what')}>
        <NativeSelect
          value={draft.kind}
          data={FAULT_KINDS.map((value) => ({ value, label: t(`answers.faults.kinds.${value}`) }))}
          onChange={({ currentTarget: { value } }) =>
            change({ kind: FAULT_KINDS.find((kind) => kind === value) ?? draft.kind })
          }
        />
      </Setting>
      {draft.kind === 'error' && <ErrorFields {...fields} />}
      {draft.kind === 'payload' && <PayloadFields {...fields} />}
      {draft.kind !== 'none' && (
        <NumberField
          label={t('answers.faults.delay')}
          value={draft.delayMs}
          range={DELAY_MS}
          isWrong={wrong.includes('delayMs')}
          onChange={(delayMs) => change({ delayMs })}
        />
      )}
      <NumberField
        label={t('answers.faults.next')}
        value={draft.next}
        range={NEXT}
        placeholder={t('answers.faults.untilCleared')}
        isWrong={wrong.includes('next')}
        onChange={(next) => change({ next })}
      />
      <Button type="submit" variant="filled" disabled={!isPossible}>
        {t('answers.faults.set')}
      </Button>
    </form>
  );
}
