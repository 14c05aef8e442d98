import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PracticeAct, PracticeState } from '../../../shared/practice/practiceCharger.ts';
import { formatRoute } from '../../state/route.ts';
import { useAction } from '../../state/useAction.ts';
import { variantName } from '../../state/variantName.ts';
import { Dot } from '../../ui/Dot.tsx';
import { FailureText } from '../../ui/FailureText.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import classes from './PracticePanel.module.css';

/** What makes sense at the charger now: plug or unplug, fault or clear. */
function possibleActs({ isPlugged, isCharging, connectorStatus }: PracticeState): PracticeAct[] {
  const acts: PracticeAct[] = [isPlugged ? 'unplug' : 'plug'];
  if (isPlugged && !isCharging) acts.push('authorize');
  acts.push(connectorStatus === 'Faulted' ? 'clearFault' : 'fault');
  return acts;
}

export function PracticeRow({ practice }: { practice: PracticeState }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const { isBusy, isPossible, failure, run } = useAction();
  const { stationId, link, connectorStatus, isCharging, powerW, energyWh } = practice;
  return (
    <div className={classes.running} role="group" aria-label={stationId}>
      <span className={classes.name}>
        <Dot tone={link === 'connected' ? 'ok' : 'off'} label={t(`practice.link.${link}`)} />
        <a href={formatRoute({ screen: 'station', stationId, tab: 'overview' })}>{stationId}</a>
        <small>{variantName(t, practice)}</small>
      </span>
      <span className={classes.values}>
        <b>{connectorStatus}</b>
        {isCharging && ` · ${formats.power(powerW)} · ${formats.energy(energyWh)}`}
      </span>
      <span className={classes.acts}>
        {possibleActs(practice).map((act) => (
          <Button
            key={act}
            disabled={!isPossible || isBusy || link !== 'connected'}
            onClick={() => void run((client) => client.call('practice.act', { stationId, act }))}
          >
            {t(`practice.act.${act}`)}
          </Button>
        ))}
        <Button
          disabled={!isPossible || isBusy}
          onClick={() => void run((client) => client.call('practice.stop', { stationId }))}
        >
          {t('practice.stop')}
        </Button>
      </span>
      <FailureText failure={failure} />
    </div>
  );
}
