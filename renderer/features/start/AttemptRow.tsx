import { Button } from '@mantine/core';
import { useId, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { newestAt, type Attempt } from '../../../shared/station/attempt.ts';
import { attemptRemedy, attemptSentence } from '../../state/attemptText.ts';
import { formatRoute } from '../../state/route.ts';
import { useTopic } from '../../state/useAppState.ts';
import { useNow } from '../../state/useNow.ts';
import { useFormats } from '../../ui/useFormats.ts';
import classes from './AttemptList.module.css';
import { attemptSteps } from './attemptSteps.ts';

function Steps({ attempt }: { attempt: Attempt }): JSX.Element {
  const { t } = useTranslation();
  const steps = attemptSteps(attempt);
  const words = steps.map(({ stage, state }) => `${t(`start.stage.${stage}`)}: ${t(`start.step.${state}`)}`);
  return (
    <span className={classes.steps} role="img" aria-label={words.join(', ')} title={words.join('\n')}>
      {steps.map(({ stage, state }) => (
        <span key={stage} className={classes.step} data-state={state} />
      ))}
    </span>
  );
}

/** How often it failed alike, and how long the station is away that it belongs to. */
function useAgain({ at, count, ok, stationId }: Attempt): string[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const station = useTopic('stations')?.find(({ id }) => id === stationId);
  const words: string[] = [];
  if (count !== undefined) words.push(t('door.times', { count, since: formats.time(at) }));
  if (!ok && station !== undefined && !station.connected && station.disconnectedAt !== undefined) {
    const duration = formats.duration(now - station.disconnectedAt);
    words.push(t('door.awayFor', { id: station.id, duration }));
  }
  return words;
}

export function AttemptRow({ attempt }: { attempt: Attempt }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const headId = useId();
  const [isHeadShown, setIsHeadShown] = useState(false);
  const { remoteAddress, stationId, ok, head, details = [] } = attempt;
  const at = newestAt(attempt);
  const again = useAgain(attempt);
  const remedy = attemptRemedy(t, attempt);
  return (
    <div className={classes.attempt}>
      <time className="mono" dateTime={new Date(at).toISOString()}>
        {formats.time(at)}
      </time>
      <span className={`mono ${classes.remote}`} title={remoteAddress}>
        {remoteAddress}
      </span>
      <Steps attempt={attempt} />
      <p className={classes.said}>
        {attemptSentence(t, attempt)}
        {again.map((words) => (
          <small key={words}>{words}</small>
        ))}
        {remedy !== undefined && <small>{remedy}</small>}
      </p>
      <span className={classes.actions}>
        {ok && stationId !== undefined && (
          <Button
            component="a"
            href={formatRoute({ screen: 'station', stationId, tab: 'overview' })}
            aria-label={t('start.attempts.openStation', { id: stationId })}
          >
            {t('start.attempts.open')}
          </Button>
        )}
        {(head !== '' || details.length > 0) && (
          <Button
            onClick={() => setIsHeadShown(!isHeadShown)}
            aria-expanded={isHeadShown}
            aria-controls={headId}
            title={t('start.attempts.headTitle')}
          >
            {t('start.attempts.head')}
          </Button>
        )}
      </span>
      {isHeadShown && (
        <pre
          id={headId}
          className={`mono ${classes.head}`}
          tabIndex={0}
          aria-label={t('start.attempts.headTitle')}
        >
          {[details.join('\n'), head.trimEnd()].filter((part) => part !== '').join('\n\n')}
        </pre>
      )}
    </div>
  );
}
