import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PreCheck } from '../../../shared/files/firmwareUpdate.ts';
import { Dot, type DotTone } from '../Dot.tsx';
import classes from './Push.module.css';

const TONES: Readonly<Record<PreCheck['level'], DotTone>> = { ok: 'ok', warning: 'warn', blocks: 'bad' };

/** What was looked at before, each with how it is and what helps. */
export function CheckList({ checks }: { checks: readonly PreCheck[] }): JSX.Element {
  const { t } = useTranslation();
  return (
    <ul className={classes.checks} aria-label={t('firmware.review.checks')}>
      {checks.map(({ code, level, sentence, remedy }) => (
        <li key={`${code} ${sentence}`} data-level={level}>
          <Dot tone={TONES[level]} label={t(`firmware.check.${level}`)} />
          <p>
            {level === 'blocks' && <b>{t('firmware.check.blocks')}: </b>}
            {sentence} {remedy !== undefined && <span className="dim">{remedy}</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}
