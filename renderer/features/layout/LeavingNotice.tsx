import { Button } from '@mantine/core';
import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeftPointing } from '../../../shared/configuration/backend/backend.ts';
import { formatRoute } from '../../state/route.ts';
import { noteStartedRun } from '../../state/startedRuns.ts';
import { useAction } from '../../state/useAction.ts';
import { useHost, useTopic } from '../../state/useAppState.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { Icon } from '../../ui/Icon.tsx';
import classes from './LeavingNotice.module.css';

/**
 * Whoever closes the page while chargers still point to this laptop finds here which ones they are and the way back. A browser
 * asks by itself; the desktop program stays open once without a word, so that the list is the question, and closes upon the second wish.
 */
export function LeavingNotice(): JSX.Element | undefined {
  const { t } = useTranslation();
  const left = useTopic('leftPointing') ?? [];
  const { kind } = useHost();
  const [isShown, setIsShown] = useState(false);
  const isAny = left.length > 0;
  useEffect(() => {
    if (!isAny || (kind === 'electron' && isShown)) return undefined;
    const ask = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
      setIsShown(true);
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isAny, isShown, kind]);
  if (!isAny || !isShown) return undefined;
  return (
    <section className={classes.leaving} aria-label={t('backend.leaving.title')}>
      <header>
        <h2>{t('backend.leaving.title')}</h2>
        {kind === 'electron' && <span>{t('backend.leaving.again')}</span>}
        <Button onClick={() => setIsShown(false)}>{t('backend.leaving.later')}</Button>
      </header>
      <ul>
        {left.map((one) => (
          <LeftRow key={one.stationId} left={one} />
        ))}
      </ul>
    </section>
  );
}

function LeftRow({ left }: { left: LeftPointing }): JSX.Element {
  const { t } = useTranslation();
  const { stationId, key, value, before } = left;
  const isConnected = useTopic('stations')?.find(({ id }) => id === stationId)?.connected === true;
  const { isBusy, isPossible, failure, run } = useAction();
  return (
    <li>
      <Icon name="fault" size={14} />
      <p>
        {t('backend.leaving.points', { stationId, key, value })}{' '}
        {before === undefined
          ? t('backend.leaving.unknown')
          : t('backend.leaving.was', { value: before.value })}
      </p>
      {before !== undefined && (
        <Button
          loading={isBusy}
          disabled={!isConnected || !isPossible}
          onClick={() =>
            void run(async (client) => {
              const { changes } = before;
              const { id } = await client.call('configuration.change', {
                stationId,
                changes,
                origin: 'undo',
              });
              noteStartedRun(id);
            })
          }
        >
          {t('backend.before.putBack')}
        </Button>
      )}
      <Button
        component="a"
        href={formatRoute({ screen: 'station', stationId, tab: 'configuration', view: 'backend' })}
      >
        {t('backend.leaving.show')}
      </Button>
      <FailureText failure={failure} />
    </li>
  );
}
