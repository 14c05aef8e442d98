import { useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isUpdateSettled } from '../../../shared/files/firmwareUpdate.ts';
import { isOcpp1 } from '../../../shared/ocpp/version.ts';
import type { Station } from '../../../shared/station/station.ts';
import { useTopic } from '../../state/useAppState.ts';
import classes from '../../ui/transfer/TransferPage.module.css';
import { EarlierUpdates } from './EarlierUpdates.tsx';
import { PublishForm } from './PublishForm.tsx';
import { PushForm } from './PushForm.tsx';
import { UpdatePanel } from './UpdatePanel.tsx';

/** Firmware for one station: chosen, checked, confirmed, and seen to be fetched, installed and proven. */
export function FirmwareView({ station }: { station: Station }): JSX.Element | undefined {
  const { t } = useTranslation();
  const all = useTopic('firmware');
  const updates = useMemo(
    () => (all ?? []).filter(({ stationId }) => stationId === station.id).toReversed(),
    [all, station.id],
  );
  if (all === undefined) return undefined;
  const [latest, ...earlier] = updates;
  const isRunning = latest !== undefined && !isUpdateSettled(latest);
  const canPublish = station.version !== undefined && !isOcpp1(station.version);
  const form = <PushForm station={station} isRunning={isRunning} />;
  return (
    <div className={classes.page}>
      {/* What runs is what matters: the form for another one waits below it. */}
      {!isRunning && form}
      {latest === undefined ? (
        <section className={classes.empty} aria-label={t('firmware.none.title')}>
          <h3>{t('firmware.none.title')}</h3>
          <p className="dim">{t('firmware.none.text')}</p>
        </section>
      ) : (
        <UpdatePanel key={latest.id} update={latest} station={station} />
      )}
      {earlier.length > 0 && (
        <EarlierUpdates
          updates={earlier}
          station={station}
          title={t('firmware.earlier', { count: earlier.length })}
        />
      )}
      {canPublish && <PublishForm station={station} updates={updates} />}
    </div>
  );
}
