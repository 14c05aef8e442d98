import { Button } from '@mantine/core';
import { useId, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attempt } from '../../../shared/station/attempt.ts';
import { attemptRemedy, attemptSentence } from '../../state/attemptText.ts';
import { formatRoute } from '../../state/route.ts';
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

export function AttemptRow({ attempt }: { attempt: Attempt }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const headId = useId();
  const [isHeadShown, setIsHeadShown] = useState(false);
  const { at, remoteAddress, stationId, ok, head } = attempt;
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
        {head !== '' && (
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
          {head}
        </pre>
      )}
    </div>
  );
}
