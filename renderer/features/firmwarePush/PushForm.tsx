import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../shared/station/station.ts';
import { useTopic } from '../../state/useAppState.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { ToolRow } from '../../ui/ToolRow.tsx';
import classes from '../../ui/transfer/TransferPage.module.css';
import { FirmwareChoice } from '../../ui/transfer/FirmwareChoice.tsx';
import { changedCount, usePushDraft } from './pushDraft.ts';
import { PushOptions } from './PushOptions.tsx';
import { draftFault } from './pushParams.ts';
import { PushReview } from './PushReview.tsx';
import { usePush } from './usePush.ts';

interface PushFormProps {
  station: Station;
  isRunning: boolean;
}

/** The file, what differs from the usual case, and then what would happen, before anything is sent. */
export function PushForm({ station, isRunning }: PushFormProps): JSX.Element {
  const { t } = useTranslation();
  const [draft, changeDraft] = usePushDraft(station.id);
  const [isOpen, setOpen] = useState(changedCount(draft) > 0);
  const push = usePush(draft, [station.id]);
  const session = useTopic('session');
  const hindrance = session?.recording === 'read-only' ? 'read-only' : station.connected ? undefined : 'away';
  const fault = draftFault(draft, [station.id]);
  const count = changedCount(draft);
  const change: typeof changeDraft = (changed) => {
    push.forget();
    changeDraft(changed);
  };
  const checked = push.checked?.stations[0];
  return (
    <section className={classes.form} aria-labelledby="push-title">
      <h2 id="push-title">{t('firmware.push.title')}</h2>
      <p className="dim">{t('firmware.push.text')}</p>
      <FirmwareChoice
        chosenId={draft.libraryId}
        needsVersion={draft.version.trim() === ''}
        onChoose={(libraryId) => change({ libraryId })}
      />
      <ToolRow>
        <Button
          variant={push.checked === undefined ? 'filled' : 'default'}
          loading={push.isBusy}
          disabled={!push.isPossible || hindrance !== undefined || isRunning || fault !== undefined}
          onClick={push.check}
        >
          {t('firmware.push.check')}
        </Button>
        <Button aria-expanded={isOpen} aria-controls="push-options" onClick={() => setOpen(!isOpen)}>
          {count === 0 ? t('files.options.title') : t('files.options.titleChanged', { count })}
        </Button>
        {hindrance !== undefined && (
          <p className={classes.hindrance} role="note">
            <Icon name="fault" size={14} />
            {t(`firmware.hindrance.${hindrance}`)}
          </p>
        )}
        {fault !== undefined && fault !== 'no-file' && (
          <p className={classes.hindrance}>{t(`firmware.fault.${fault}`)}</p>
        )}
      </ToolRow>
      <div id="push-options" hidden={!isOpen}>
        {isOpen && <PushOptions draft={draft} stations={[station]} onChange={change} />}
      </div>
      <FailureText failure={push.failure} />
      {push.checked !== undefined && checked !== undefined && (
        <PushReview
          file={push.checked.file}
          checked={checked}
          isBusy={push.isBusy}
          onPush={(isForced) => push.push({ isForced })}
          onCancel={push.forget}
        />
      )}
      <FailureText failure={push.refused.find(({ stationId }) => stationId === station.id)?.failure} />
    </section>
  );
}
