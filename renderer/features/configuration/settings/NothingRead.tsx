import { useSyncExternalStore, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isOcpp1 } from '../../../../shared/ocpp/version.ts';
import { isCableId } from '../../../../shared/service-port/cableStation.ts';
import type { Station } from '../../../../shared/station/station.ts';
import { configurationReadingsOf } from '../../../state/configurationReadings.ts';
import { useConfigurationState } from '../../../state/latestConfiguration.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { RecordLinks } from '../RecordLinks.tsx';
import { Progress } from './ReadBar.tsx';
import { ReadButton } from './ReadButton.tsx';
import classes from './SettingsView.module.css';

/** Before the first reading: one button, and what it will send. */
export function NothingRead({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const progress = useConfigurationState(station.id)?.reading;
  const readings = configurationReadingsOf(station.id);
  const { failure, result, part } = useSyncExternalStore(readings.subscribe, readings.get);
  // A part that holds nothing is an answer, too.
  const told = part ?? (result?.how === 'not-read' ? result : undefined);
  const isTree = station.version !== undefined && !isOcpp1(station.version);
  const way = isCableId(station.id) ? 'port' : isTree ? 'tree' : 'keys';
  return (
    <section className={classes.nothing} aria-labelledby="configuration-nothing">
      <h2 id="configuration-nothing">{t('configuration.nothing.title')}</h2>
      <p>{t(`configuration.nothing.${way}`)}</p>
      <ReadButton station={station} isFirst />
      {progress !== undefined && <Progress progress={progress} />}
      {!station.connected && <p className={classes.away}>{t('configuration.nothing.away')}</p>}
      {told !== undefined && progress === undefined && (
        <p className={told.how === 'not-read' ? classes.away : undefined} role="status">
          {told.sentence} <RecordLinks stationId={station.id} seqs={told.proof} />
        </p>
      )}
      <FailureText failure={failure} />
    </section>
  );
}
