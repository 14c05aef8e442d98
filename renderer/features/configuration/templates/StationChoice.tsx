import { Button, Checkbox } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isCableId } from '../../../../shared/service-port/cableStation.ts';
import type { Station } from '../../../../shared/station/station.ts';
import { chooseStations } from '../../../state/templateWork.ts';
import { useStationName } from '../../../state/useStationName.ts';
import classes from './Templates.module.css';

interface StationChoiceProps {
  stations: readonly Station[];
  chosen: ReadonlySet<string>;
}

/** Which chargers are held against the template. */
export function StationChoice({ stations, chosen }: StationChoiceProps): JSX.Element {
  const { t } = useTranslation();
  const nameOf = useStationName();
  const connected = stations.filter(({ connected: isConnected }) => isConnected);
  const isAll = connected.length > 0 && connected.every(({ id }) => chosen.has(id));
  return (
    <fieldset className={classes.stations}>
      <legend>{t('configuration.templates.stations')}</legend>
      {stations.map(({ id, model, version, connected: isConnected }) => (
        <Checkbox
          key={id}
          label={[
            nameOf(id),
            isCableId(id) ? undefined : model,
            version,
            isConnected ? '' : t('stations.disconnected'),
          ]
            .filter(Boolean)
            .join(' · ')}
          checked={chosen.has(id)}
          onChange={({ currentTarget }) => {
            const next = new Set(chosen);
            if (currentTarget.checked) next.add(id);
            else next.delete(id);
            chooseStations(next);
          }}
        />
      ))}
      {connected.length > 1 && (
        <Button
          size="compact-xs"
          onClick={() => chooseStations(new Set(isAll ? [] : connected.map(({ id }) => id)))}
        >
          {t(isAll ? 'configuration.templates.noneOfThem' : 'configuration.templates.allOfThem')}
        </Button>
      )}
    </fieldset>
  );
}
