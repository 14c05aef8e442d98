import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import classes from './Push.module.css';
import { stagesOf, type StageMark } from './updateTone.ts';

/** Signs that differ in shape, to stand beside the words. */
const SIGNS: Readonly<Record<StageMark, string>> = {
  done: '✓',
  now: '…',
  failed: '✕',
  doubtful: '?',
  skipped: '–',
  open: '·',
};

/** The steps of an update in a row: which are done, which one it is at, and where it failed. */
export function UpdateStages({ update }: { update: FirmwareUpdate }): JSX.Element {
  const { t } = useTranslation();
  return (
    <ol className={classes.stages} aria-label={t('firmware.stages.label')}>
      {stagesOf(update).map(({ stage, number, mark }) => (
        <li key={stage} data-mark={mark} aria-current={mark === 'now' ? 'step' : undefined}>
          <span className={classes.sign} aria-hidden="true">
            {SIGNS[mark]}
          </span>
          {t(`firmware.stages.${stage}`, { number })}
          <span className="unseen">, {t(`firmware.mark.${mark}`)}</span>
        </li>
      ))}
    </ol>
  );
}
