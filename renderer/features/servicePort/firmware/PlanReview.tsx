import { Button, TextInput } from '@mantine/core';
import { Fragment, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortPushPlan } from '../../../../shared/service-port/portRun.ts';
import { CheckList } from '../../../ui/transfer/CheckList.tsx';
import classes from '../../../ui/transfer/Push.module.css';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import { useFormats } from '../../../ui/useFormats.ts';
import runs from '../runs/Runs.module.css';
import own from './Firmware.module.css';

interface PlanReviewProps {
  plan: PortPushPlan;
  /** What the port is called. */
  name: string;
  isBusy: boolean;
  onPush: (confirm: string) => void;
  onCancel: () => void;
}

/** What was looked at, what will happen in words, and the yes, typed: a charger may be left without firmware. */
export function PlanReview({ plan, name, isBusy, onPush, onCancel }: PlanReviewProps): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const [typed, setTyped] = useState('');
  const { file, method, checks, will, versionBefore, confirmWith, isExperimental, parameters } = plan;
  const isBlocked = checks.some(({ level }) => level === 'blocks');
  const canPush = !isBlocked && typed.trim() === confirmWith;
  return (
    <form
      className={classes.review}
      aria-labelledby="port-plan"
      onSubmit={(event) => {
        event.preventDefault();
        if (canPush) onPush(typed.trim());
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      <h3 id="port-plan">
        {t('port.push.plan', { file: file.name, size: formats.amount(file.sizeBytes), name, method })}
        {versionBefore !== undefined && (
          <span className={classes.versions}>{t('port.push.before', { version: versionBefore })}</span>
        )}
      </h3>
      <p className="dim">
        SHA-256 <code>{file.sha256}</code>
      </p>
      {isExperimental && (
        <p className={runs.experimental}>
          <span aria-hidden="true">⚠</span>
          {t('port.push.experimental')}
        </p>
      )}
      <CheckList checks={checks} />
      {parameters.length > 0 && (
        <dl className={own.values}>
          {parameters.map(({ name, title, value, isGiven }) => (
            <Fragment key={name}>
              <dt className="dim">{title}</dt>
              <dd>
                {value === ' ' ? t('port.push.space') : <code>{value}</code>}
                {!isGiven && <span className="dim"> {t('port.push.usual')}</span>}
              </dd>
            </Fragment>
          ))}
        </dl>
      )}
      <h4>{t('firmware.review.happens')}</h4>
      <ol className={classes.happens}>
        {will.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
      {isBlocked ? (
        <p>{t('port.push.blocked')}</p>
      ) : (
        <TextInput
          className={classes.typed ?? ''}
          label={t('port.push.type', { word: confirmWith })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          classNames={{ input: 'mono' }}
        />
      )}
      <ToolRow>
        <Button type="submit" variant="filled" loading={isBusy} disabled={!canPush}>
          {t('port.push.push', { name })}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </ToolRow>
    </form>
  );
}
