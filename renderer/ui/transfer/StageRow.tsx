import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Push.module.css';

export type StageMark = 'done' | 'now' | 'failed' | 'open' | 'skipped' | 'doubtful';

/** Signs that differ in shape, to stand beside the words. */
const SIGNS: Readonly<Record<StageMark, string>> = {
  done: '✓',
  now: '…',
  failed: '✕',
  doubtful: '?',
  skipped: '–',
  open: '·',
};

interface StageRowProps {
  /** For screen readers. */
  label: string;
  stages: readonly { mark: StageMark; words: string }[];
}

/** The steps of a transfer in a row, each with how it stands. */
export function StageRow({ label, stages }: StageRowProps): JSX.Element {
  const { t } = useTranslation();
  return (
    <ol className={classes.stages} aria-label={label}>
      {stages.map(({ mark, words }) => (
        <li key={words} data-mark={mark} aria-current={mark === 'now' ? 'step' : undefined}>
          <span className={classes.sign} aria-hidden="true">
            {SIGNS[mark]}
          </span>
          {words}
          <span className="unseen">, {t(`firmware.mark.${mark}`)}</span>
        </li>
      ))}
    </ol>
  );
}
