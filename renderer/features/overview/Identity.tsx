import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../shared/station/station.ts';
import { useFormats } from '../../ui/useFormats.ts';
import { Fact } from './Fact.tsx';
import classes from './OverviewScreen.module.css';

export function Identity({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const { connectedAt, version, transport = 'json' } = station;
  return (
    <section aria-labelledby="overview-identity">
      <h2 id="overview-identity">{t('overview.identity.title')}</h2>
      <dl className={classes.facts}>
        <Fact name={t('overview.identity.vendor')} value={station.vendor} />
        <Fact name={t('overview.identity.model')} value={station.model} />
        <Fact name={t('overview.identity.serial')} value={station.serialNumber} />
        <Fact name={t('overview.identity.firmware')} value={station.firmwareVersion} />
        <Fact
          name={t('overview.identity.version')}
          value={version === undefined ? undefined : t(`stations.version.${transport}`, { version })}
        />
        <Fact
          name={t('overview.identity.remoteAddress')}
          value={<span className="mono">{station.remoteAddress}</span>}
        />
        {station.connected && (
          <Fact
            name={t('overview.identity.connectedAt')}
            value={connectedAt === undefined ? undefined : formats.time(connectedAt)}
          />
        )}
      </dl>
    </section>
  );
}
