import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { newestAt } from '../../../shared/station/attempt.ts';
import { useTopic } from '../../state/useAppState.ts';
import classes from './AttemptList.module.css';
import { AttemptRow } from './AttemptRow.tsx';

const SHOWN_COUNT = 12;
const ADVICE = ['network', 'address', 'firewall', 'restart'] as const;

function NoAttempts(): JSX.Element {
  const { t } = useTranslation();
  return (
    <div className={classes.empty}>
      <p>{t('start.attempts.none')}</p>
      <ol>
        {ADVICE.map((name) => (
          <li key={name}>{t(`start.attempts.advice.${name}`)}</li>
        ))}
      </ol>
    </div>
  );
}

/** Every connection attempt as it happens, whatever became of it. */
export function AttemptList(): JSX.Element | undefined {
  const { t } = useTranslation();
  const attempts = useTopic('attempts');
  const [isAll, setIsAll] = useState(false);
  if (attempts === undefined) return undefined;
  if (attempts.length === 0) return <NoAttempts />;
  const newest = attempts.toSorted((one, other) => newestAt(other) - newestAt(one));
  const shown = isAll ? newest : newest.slice(0, SHOWN_COUNT);
  return (
    <>
      <ol className={classes.list} aria-live="polite" aria-relevant="additions">
        {shown.map((attempt) => (
          <li key={attempt.id}>
            <AttemptRow attempt={attempt} />
          </li>
        ))}
      </ol>
      {shown.length < attempts.length && (
        <div className={classes.more}>
          <Button variant="subtle" color="gray" onClick={() => setIsAll(true)}>
            {t('start.attempts.all', { count: attempts.length })}
          </Button>
        </div>
      )}
    </>
  );
}
