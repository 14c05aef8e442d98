import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Params } from '../../../../shared/contract/methods.ts';
import { STICK_PURPOSES, type StickPurpose } from '../../../../shared/service-port/stick/stickNames.ts';
import type { StickPlan, StickWritten } from '../../../../shared/service-port/stick/stickPlan.ts';
import { useAction } from '../../../state/useAction.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import { FirmwareChoice } from '../../../ui/transfer/FirmwareChoice.tsx';
import classes from './Stick.module.css';
import { StickReview } from './StickReview.tsx';
import { StickWrittenFacts } from './StickWrittenFacts.tsx';

interface PrepareStickProps {
  folder: string;
  /** The stick came back. */
  onRead: () => void;
}

/** What was found out or done, for the folder that was typed then. */
interface StickResult {
  folder: string;
  plan?: StickPlan;
  written?: StickWritten;
}

/** What for, with what, what speaks against it, and the password; then what to do with the stick. */
export function PrepareStick({ folder, onRead }: PrepareStickProps): JSX.Element {
  const { t } = useTranslation();
  const isNarrow = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  const checkButton = useRef<HTMLButtonElement>(null);
  const [purpose, setPurpose] = useState<StickPurpose>('fetch');
  const [source, setSource] = useState('');
  const [libraryId, setLibraryId] = useState<string>();
  const [result, setResult] = useState<StickResult>();
  const { isBusy, isPossible, failure, run } = useAction();
  // Of another folder than the one that is typed now it says nothing.
  const { plan, written } = result?.folder === folder ? result : {};
  const wish: Params<'stick.plan'> = {
    purpose,
    folder,
    ...(purpose === 'settings' ? { source: source.trim() } : {}),
    ...(purpose === 'firmware' && libraryId !== undefined ? { libraryId } : {}),
  };
  const hasSource = { fetch: true, settings: source.trim() !== '', firmware: libraryId !== undefined }[
    purpose
  ];
  const canCheck = isPossible && folder !== '' && hasSource;
  const changed = (change: () => void): void => {
    change();
    setResult(undefined);
  };
  const check = (): void =>
    void run(async (client) => {
      setResult({ folder, plan: await client.call('stick.plan', wish, { timeoutMs: 0 }) });
    });
  const write = (password: string): void =>
    void run(async (client) => {
      setResult({
        folder,
        written: await client.call('stick.write', { ...wish, password }, { timeoutMs: 0 }),
      });
    });
  return (
    <div className={classes.part}>
      <SegmentedControl
        className={classes.choice ?? ''}
        aria-label={t('stick.purpose.label')}
        orientation={isNarrow ? 'vertical' : 'horizontal'}
        value={purpose}
        onChange={(value) =>
          changed(() => setPurpose(STICK_PURPOSES.find((one) => one === value) ?? 'fetch'))
        }
        data={STICK_PURPOSES.map((value) => ({ value, label: t(`stick.purpose.${value}`) }))}
      />
      <p className="dim">{t(`stick.purpose.why.${purpose}`)}</p>
      {purpose === 'settings' && (
        <TextInput
          className={classes.source ?? ''}
          classNames={{ input: 'mono' }}
          label={t('stick.settings.label')}
          description={t('stick.settings.hint')}
          value={source}
          onChange={(event) => {
            const { value } = event.currentTarget;
            changed(() => setSource(value));
          }}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
        />
      )}
      {purpose === 'firmware' && (
        <FirmwareChoice
          chosenId={libraryId}
          needsVersion={false}
          onChoose={(id) => changed(() => setLibraryId(id))}
        />
      )}
      {written === undefined && (
        <ToolRow>
          <Button
            ref={checkButton}
            variant={plan === undefined ? 'filled' : 'default'}
            loading={isBusy}
            disabled={!canCheck}
            onClick={check}
          >
            {t('stick.check')}
          </Button>
        </ToolRow>
      )}
      {plan !== undefined && (
        <StickReview
          plan={plan}
          isBusy={isBusy}
          onWrite={write}
          onCancel={() => {
            setResult(undefined);
            checkButton.current?.focus();
          }}
        />
      )}
      {written !== undefined && <StickWrittenFacts written={written} onRead={onRead} />}
      <FailureText failure={failure} />
    </div>
  );
}
