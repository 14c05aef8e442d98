import { Button, PasswordInput } from '@mantine/core';
import { useId, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { stickPasswordFault } from '../../../../shared/service-port/stick/stickPassword.ts';
import type { StickPlan } from '../../../../shared/service-port/stick/stickPlan.ts';
import { CheckList } from '../../../ui/transfer/CheckList.tsx';
import push from '../../../ui/transfer/Push.module.css';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import { useFormats } from '../../../ui/useFormats.ts';
import classes from './Stick.module.css';
import { StickFiles } from './StickFiles.tsx';

interface StickReviewProps {
  plan: StickPlan;
  isBusy: boolean;
  onWrite: (password: string) => void;
  onCancel: () => void;
}

/** Every file that would be written, what was looked at, and the password, which goes onto the stick and nowhere else. */
export function StickReview({ plan, isBusy, onWrite, onCancel }: StickReviewProps): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const id = useId();
  const [password, setPassword] = useState('');
  const { folder, files, totalBytes, leftOut, firmware, checks, canWrite } = plan;
  const isReady = canWrite && stickPasswordFault(password) === undefined;
  const fault = password === '' ? undefined : stickPasswordFault(password);
  return (
    <form
      className={push.review}
      aria-labelledby={id}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !isBusy) onWrite(password);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isBusy) onCancel();
      }}
    >
      <h3 id={id}>
        {t('stick.plan.title', { count: files.length, size: formats.amount(totalBytes), folder })}
      </h3>
      <StickFiles files={files} />
      {firmware !== undefined && (
        <p className="dim">
          {[firmware.package, firmware.version ?? t('stick.plan.noVersion')].filter(Boolean).join(' · ')}{' '}
          SHA-256 <span className="mono">{firmware.sha256}</span>
        </p>
      )}
      {leftOut.length > 0 && (
        <details>
          <summary>{t('stick.plan.leftOut', { count: leftOut.length })}</summary>
          <ul className={classes.files}>
            {leftOut.map(({ name, sentence }) => (
              <li key={name}>
                <span className="mono">{name}</span> <span className="dim">{sentence}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <CheckList checks={checks} />
      {canWrite ? (
        <PasswordInput
          className={push.typed ?? ''}
          size="xs"
          label={t('stick.password.label')}
          description={t('stick.password.hint')}
          error={fault}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="off"
        />
      ) : (
        <p>{t('stick.plan.blocked')}</p>
      )}
      <ToolRow>
        {canWrite && (
          <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
            {t('stick.write')}
          </Button>
        )}
        <Button disabled={isBusy} onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </ToolRow>
      <p role="status" className="dim">
        {isBusy && canWrite && t('stick.writing')}
      </p>
    </form>
  );
}
