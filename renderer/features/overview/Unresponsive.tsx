import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../shared/station/station.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { Icon } from '../../ui/Icon.tsx';
import classes from './OverviewScreen.module.css';

interface UnresponsiveProps {
  station: Station;
  how: NonNullable<Station['unresponsive']>;
}

/** Connected, and yet of no use: what that means, and the way out. */
export function Unresponsive({ station, how }: UnresponsiveProps): JSX.Element {
  const { t } = useTranslation();
  const { isBusy, isPossible, failure, run } = useAction();
  return (
    <div className={classes.away} role="alert">
      <Icon name="fault" />
      <div>
        <p>
          <b>{t(`findings.unresponsive.${how}.title`)}</b>
        </p>
        <p>{t(`findings.unresponsive.${how}.text`)}</p>
        <Button
          mt={8}
          loading={isBusy}
          disabled={!isPossible}
          onClick={() => void run((client) => client.call('station.disconnect', { stationId: station.id }))}
        >
          {t('findings.unresponsive.disconnect')}
        </Button>
        <FailureText failure={failure} />
      </div>
    </div>
  );
}
