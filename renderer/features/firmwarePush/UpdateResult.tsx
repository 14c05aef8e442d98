import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Dot } from '../../ui/Dot.tsx';
import classes from '../../ui/transfer/Push.module.css';
import { updateTone } from './updateTone.ts';

/** What came of it, big and plain: the verdict, the version before and after, why, and what helps. */
export function UpdateResult({ update }: { update: FirmwareUpdate }): JSX.Element {
  const { t } = useTranslation();
  const { state, failedAt, versionBefore, versionAfter, file, publishedAt, checksum, steps } = update;
  const title =
    failedAt !== undefined && state === 'failed'
      ? t('firmware.result.failedAt', {
          number: failedAt.number,
          stage: t(`firmware.stage.${failedAt.stage}`),
        })
      : t(`firmware.result.${state}`, { defaultValue: '' });
  const decisive = steps.findLast(({ level }) => level === (state === 'unverified' ? 'warning' : 'problem'));
  const why =
    state === 'failed'
      ? (failedAt?.why ?? decisive?.sentence)
      : state === 'unverified'
        ? decisive?.sentence
        : undefined;
  const remedy = state === 'failed' || state === 'unverified' ? decisive?.remedy : undefined;
  const hasVersions =
    state !== 'published' && state !== 'cancelled' && (versionBefore ?? versionAfter) !== undefined;
  return (
    <div className={classes.result} data-state={state}>
      <p className={classes.verdict}>
        <Dot tone={updateTone(state)} />
        {title}
      </p>
      {hasVersions && (
        <p className={classes.versions}>
          <span>{t('firmware.result.before')}</span> <b>{versionBefore ?? t('firmware.result.notTold')}</b>{' '}
          <span aria-hidden="true">→</span> <span>{t('firmware.result.after')}</span>{' '}
          <b>{versionAfter ?? t('firmware.result.notTold')}</b>
          {file.version !== undefined && file.version !== versionAfter && (
            <span className="dim"> ({t('firmware.result.expected', { version: file.version })})</span>
          )}
        </p>
      )}
      {why !== undefined && <p>{why}</p>}
      {remedy !== undefined && <p className={classes.remedy}>{remedy}</p>}
      {publishedAt !== undefined && publishedAt.length > 0 && (
        <ul className={classes.places} aria-label={t('firmware.result.places')}>
          {publishedAt.map((place) => (
            <li key={place}>
              <code>{place}</code> <CopyButton text={place} what={place} isSmall />
            </li>
          ))}
        </ul>
      )}
      {state === 'published' && checksum !== undefined && (
        <p className="dim">
          MD5 <code>{checksum}</code>
        </p>
      )}
    </div>
  );
}
