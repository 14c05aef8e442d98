import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { FetchStep } from '../../../../shared/files/diagnosticsFetch.ts';
import { Dot, type DotTone } from '../../../ui/Dot.tsx';
import { RecordLink } from '../../../ui/RecordLink.tsx';
import { recordsOf } from '../../../ui/transfer/transferStory.ts';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import classes from './Runs.module.css';

const TONES: Readonly<Record<FetchStep['level'], DotTone>> = {
  info: 'off',
  good: 'ok',
  warning: 'warn',
  problem: 'bad',
};

/** What happened, a line each, with the records that prove it. */
export function RunSteps({
  steps,
  stationId,
}: {
  steps: readonly FetchStep[];
  stationId: string;
}): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  return (
    <ol className={classes.steps} aria-label={t('files.panel.story')}>
      {keyed(steps).map(({ key, step }) => (
        <li key={key} data-level={step.level}>
          <time className="mono dim" dateTime={times.utc(step.at)}>
            {times.clock(step.at)}
          </time>
          <Dot tone={TONES[step.level]} label={t(`transfer.level.${step.level}`)} />
          <p>
            {step.sentence} {step.remedy !== undefined && <span className="dim">{step.remedy} </span>}
            {recordsOf(step).map((seq) => (
              <RecordLink key={seq} stationId={stationId} seq={seq} />
            ))}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** The same may happen twice within a millisecond. */
function keyed(steps: readonly FetchStep[]): { key: string; step: FetchStep }[] {
  const seen = new Map<string, number>();
  return steps.map((step) => {
    const name = `${step.at} ${step.code}`;
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return { key: `${name} ${count}`, step };
  });
}
