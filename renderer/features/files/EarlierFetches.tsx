import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiagnosticsFetch } from '../../../shared/files/diagnosticsFetch.ts';
import { nameOf } from '../../../shared/files/protocolChoice.ts';
import type { Station } from '../../../shared/station/station.ts';
import { Dot } from '../../ui/Dot.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import { FetchPanel } from './FetchPanel.tsx';
import { fetchTone } from './fetchTone.ts';
import classes from './FetchView.module.css';

/** Beyond these they are shown on demand: each has a story of its own. */
const SHOWN = 20;

interface EarlierFetchesProps {
  /** The newest first. */
  fetches: readonly DiagnosticsFetch[];
  station: Station | undefined;
  title?: string;
}

/** Fetches before the latest one, a line each; the whole story on demand. */
export function EarlierFetches({ fetches, station, title }: EarlierFetchesProps): JSX.Element {
  const { t } = useTranslation();
  const [openId, setOpenId] = useState<string>();
  const [isAll, setAll] = useState(false);
  const shown = isAll ? fetches : fetches.slice(0, SHOWN);
  return (
    <section className={classes.earlier} aria-labelledby="fetch-earlier">
      <h2 id="fetch-earlier">{title ?? t('files.earlier.title', { count: fetches.length })}</h2>
      <ul>
        {shown.map((fetch) => {
          const isOpen = fetch.id === openId;
          return (
            <li key={fetch.id}>
              <button
                type="button"
                className={classes.earlierRow}
                aria-expanded={isOpen}
                onClick={() => setOpenId(isOpen ? undefined : fetch.id)}
              >
                <Icon name="chevron" size={12} />
                <EarlierWords fetch={fetch} hasStation={station === undefined} />
              </button>
              {isOpen && <FetchPanel fetch={fetch} station={station} />}
            </li>
          );
        })}
      </ul>
      {shown.length < fetches.length && (
        <button type="button" className={classes.more} onClick={() => setAll(true)}>
          {t('files.earlier.all', { count: fetches.length })}
        </button>
      )}
    </section>
  );
}

function EarlierWords({ fetch, hasStation }: { fetch: DiagnosticsFetch; hasStation: boolean }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const times = useTimeFormats();
  const { state, startedAt, kind, protocol, file, stationId } = fetch;
  return (
    <>
      <span className="mono dim">{times.shortClock(startedAt)}</span>
      <span className={classes.earlierState}>
        <Dot tone={fetchTone(state)} />
        {t(`files.state.${state}`)}
      </span>
      <span className={classes.earlierWhat}>
        {[
          ...(hasStation ? [stationId] : []),
          t(`files.kind.${kind}`),
          nameOf(protocol),
          ...(file === undefined ? [] : [file.name, formats.amount(file.sizeBytes)]),
        ].join(' · ')}
      </span>
    </>
  );
}
