import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { nameOf } from '../../../shared/files/protocolChoice.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { ToolRow } from '../../ui/ToolRow.tsx';
import { CheckList } from '../../ui/transfer/CheckList.tsx';
import classes from '../../ui/transfer/Push.module.css';
import type { Checked, CheckedStation } from './usePush.ts';

interface PushReviewProps {
  file: Checked['file'];
  checked: CheckedStation;
  isBusy: boolean;
  onPush: (isForced: boolean) => void;
  onCancel: () => void;
}

/** What speaks against it, what will happen in words, and the yes: with the name of the charger typed where something does. */
export function PushReview({ file, checked, isBusy, onPush, onCancel }: PushReviewProps): JSX.Element {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [isForced, setForced] = useState(false);
  const { stationId, preChecks, whatHappens, failure, protocol, protocolReason, versionBefore } = checked;
  const isBlocked = preChecks.some(({ level }) => level === 'blocks');
  const isDoubtful = preChecks.some(({ level }) => level !== 'ok');
  const canPush =
    failure === undefined && (!isBlocked || isForced) && (!isDoubtful || typed.trim() === stationId);
  return (
    <section
      className={classes.review}
      aria-labelledby="push-review"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      <h3 id="push-review">
        {t('firmware.review.title', { station: stationId, file: file.name })}
        {versionBefore !== undefined && (
          <span className={classes.versions}>
            {versionBefore} <span aria-hidden="true">→</span>{' '}
            {file.version ?? t('firmware.review.unknownVersion')}
          </span>
        )}
      </h3>
      <CheckList checks={preChecks} />
      <FailureText failure={failure} />
      {failure === undefined && (
        <>
          <h4>{t('firmware.review.happens')}</h4>
          <ol className={classes.happens}>
            {whatHappens.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ol>
          {protocol !== undefined && protocolReason !== undefined && (
            <p className="dim">
              {t('firmware.review.protocol', { protocol: nameOf(protocol), reason: protocolReason })}
            </p>
          )}
          {isBlocked && (
            <Checkbox
              label={t('firmware.review.force')}
              checked={isForced}
              onChange={(event) => setForced(event.currentTarget.checked)}
            />
          )}
          {isDoubtful && (
            <TextInput
              className={classes.typed ?? ''}
              label={t('firmware.review.type', { station: stationId })}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              spellCheck={false}
              autoComplete="off"
              classNames={{ input: 'mono' }}
            />
          )}
        </>
      )}
      <ToolRow>
        {failure === undefined && (
          <Button variant="filled" loading={isBusy} disabled={!canPush} onClick={() => onPush(isForced)}>
            {t('firmware.review.push', { station: stationId })}
          </Button>
        )}
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </ToolRow>
    </section>
  );
}
