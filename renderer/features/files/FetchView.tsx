import { useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../shared/station/station.ts';
import { useTopic } from '../../state/useAppState.ts';
import { EarlierFetches } from './EarlierFetches.tsx';
import { FetchForm } from './FetchForm.tsx';
import { FetchPanel } from './FetchPanel.tsx';
import classes from '../../ui/transfer/TransferPage.module.css';

/** Logs of a station: asked for, seen to come, kept. The latest stands open, the ones before it below. */
export function FetchView({ station }: { station: Station }): JSX.Element | undefined {
  const { t } = useTranslation();
  const all = useTopic('diagnostics');
  const fetches = useMemo(
    () => (all ?? []).filter(({ stationId }) => stationId === station.id).toReversed(),
    [all, station.id],
  );
  if (all === undefined) return undefined;
  const [latest, ...earlier] = fetches;
  return (
    <div className={classes.page}>
      <FetchForm station={station} latest={latest} />
      {latest === undefined ? (
        <section className={classes.empty} aria-label={t('files.fetch.none.title')}>
          <h3>{t('files.fetch.none.title')}</h3>
          <p className="dim">{t('files.fetch.none.text')}</p>
        </section>
      ) : (
        <FetchPanel key={latest.id} fetch={latest} station={station} />
      )}
      {earlier.length > 0 && (
        <EarlierFetches
          fetches={earlier}
          station={station}
          title={t('files.earlier', { count: earlier.length })}
        />
      )}
    </div>
  );
}
