import { memo, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dot, type DotTone } from '../Dot.tsx';
import { Icon } from '../Icon.tsx';
import { RecordLink } from '../RecordLink.tsx';
import { useTimeFormats } from '../useTimeFormats.ts';
import classes from './StoryLanes.module.css';
import { isSameStory, recordsOf, type Lane, type StoryStep } from './transferStory.ts';

const TONES: Readonly<Record<StoryStep['level'], DotTone>> = {
  info: 'off',
  good: 'ok',
  warning: 'warn',
  problem: 'bad',
};

interface StoryLanesProps {
  /** For screen readers. */
  label: string;
  stationId: string;
  steps: readonly StoryStep[];
  laneOf: (step: StoryStep) => Lane;
  /** What is so at the moment, at the head of each lane. */
  says: ReactNode;
  wire: ReactNode;
  /** Records of another file than the running session cannot be gone to from here. */
  hasRecords?: boolean;
}

/** The story of a transfer in two lanes: what the station says beside what is seen of the file. */
export function StoryLanes(props: StoryLanesProps): JSX.Element {
  const { label, stationId, steps, laneOf, says, wire, hasRecords = true } = props;
  const { t } = useTranslation();
  return (
    <div className={classes.story}>
      <div className={classes.heads}>
        <div className={classes.head} data-lane="says">
          <h4>
            <Icon name="says" size={14} />
            {t('transfer.lane.says')}
          </h4>
          <div className={classes.state}>{says}</div>
        </div>
        <div className={classes.head} data-lane="wire">
          <h4>
            <Icon name="wire" size={14} />
            {t('transfer.lane.wire')}
          </h4>
          <div className={classes.state}>{wire}</div>
        </div>
      </div>
      <Steps label={label} stationId={stationId} steps={steps} laneOf={laneOf} hasRecords={hasRecords} />
    </div>
  );
}

type StepsProps = Pick<StoryLanesProps, 'label' | 'stationId' | 'steps' | 'laneOf'> & { hasRecords: boolean };

/** Bytes move ten times a second, steps do not: they are drawn anew only when there is another one. */
const Steps = memo(
  function Steps({ label, stationId, steps, laneOf, hasRecords }: StepsProps): JSX.Element {
    const keyed = keysOf(steps);
    return (
      <ol className={classes.steps} aria-label={label}>
        {keyed.map(({ key, step }) => (
          <Step key={key} stationId={stationId} step={step} lane={laneOf(step)} hasRecords={hasRecords} />
        ))}
      </ol>
    );
  },
  (before, after) =>
    before.stationId === after.stationId &&
    before.label === after.label &&
    before.laneOf === after.laneOf &&
    before.hasRecords === after.hasRecords &&
    isSameStory(before.steps, after.steps),
);

/** A step may stand twice, and of a long story the middle falls away: its place is no name for it. */
function keysOf(steps: readonly StoryStep[]): Array<{ key: string; step: StoryStep }> {
  const seen = new Map<string, number>();
  return steps.map((step) => {
    const name = `${step.at} ${step.code}`;
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return { key: `${name} ${count}`, step };
  });
}

interface StepProps {
  stationId: string;
  step: StoryStep;
  lane: Lane;
  hasRecords: boolean;
}

function Step({ stationId, step, lane, hasRecords }: StepProps): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const { at, level, sentence, remedy } = step;
  const records = hasRecords ? recordsOf(step) : [];
  return (
    <li className={classes.step} data-lane={lane} data-level={level}>
      <time className="mono dim" dateTime={times.utc(at)}>
        {times.clock(at)}
      </time>
      <div className={classes.cell}>
        <span className={classes.mark}>
          <Dot tone={TONES[level]} label={t(`transfer.level.${level}`)} />
        </span>
        <div className={classes.words}>
          <p>
            {lane !== 'both' && <span className="unseen">{t(`transfer.lane.${lane}`)}: </span>}
            {sentence}{' '}
            {records.length > 0 && (
              <span className={classes.records}>
                {records.map((seq) => (
                  <RecordLink key={seq} stationId={stationId} seq={seq} />
                ))}
              </span>
            )}
          </p>
          {remedy !== undefined && <p className={classes.remedy}>{remedy}</p>}
        </div>
      </div>
    </li>
  );
}
