import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { faultWords } from '../../state/faultWords.ts';
import { formatRoute } from '../../state/route.ts';
import { useAction } from '../../state/useAction.ts';
import { usePolicyStates } from '../../state/usePolicyStates.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { Icon } from '../../ui/Icon.tsx';
import classes from './FaultBanner.module.css';

/** Stands in the head of a station for as long as it gets wrong answers on purpose: nobody shall forget them. */
export function FaultBanner({ stationId }: { stationId: string }): JSX.Element | undefined {
  const { t } = useTranslation();
  const { own, ofAll } = usePolicyStates(stationId);
  const { isPossible, failure, run } = useAction();
  if (own.faults.length + ofAll.faults.length === 0) return undefined;
  const words = [
    ...own.faults.map((fault) => faultWords(t, fault)),
    ...ofAll.faults.map((fault) => t('answers.faults.banner.ofAll', { fault: faultWords(t, fault) })),
  ];
  const where =
    own.faults.length > 0
      ? formatRoute({ screen: 'station', stationId, tab: 'answers' })
      : formatRoute({ screen: 'answers' });
  const clear = (): void =>
    void run(async (client) => {
      if (own.faults.length > 0) await client.call('policy.clearFaults', { stationId });
      if (ofAll.faults.length > 0) await client.call('policy.clearFaults', {});
    });
  return (
    <div className={classes.banner} role="status">
      <Icon name="fault" size={14} />
      <p>
        <b>{t('answers.faults.banner.title')}</b> {words.join(' · ')}
      </p>
      <Button component="a" href={where}>
        {t('answers.faults.banner.show')}
      </Button>
      <Button disabled={!isPossible} onClick={clear}>
        {t('answers.faults.clear')}
      </Button>
      <FailureText failure={failure} />
    </div>
  );
}
