import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connector, Station } from '../../../shared/station/station.ts';
import { connectorTone, type ConnectorTone } from '../../state/connectorTone.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import classes from './ConnectorCards.module.css';
import { useConnectorName } from './useConnectorName.ts';

const ICONS: Readonly<Record<ConnectorTone, IconName>> = {
  free: 'check',
  busy: 'plug',
  charging: 'bolt',
  suspended: 'pause',
  reserved: 'clock',
  out: 'ban',
  faulted: 'fault',
  unknown: 'unknown',
};

function Values({ connector }: { connector: Connector }): JSX.Element | undefined {
  const { t } = useTranslation();
  const formats = useFormats();
  const { powerW, energyWh, socPercent } = connector;
  const values = [
    { name: 'power', text: powerW === undefined ? undefined : formats.power(powerW) },
    { name: 'energy', text: energyWh === undefined ? undefined : formats.energy(energyWh) },
    { name: 'soc', text: socPercent === undefined ? undefined : formats.percent(socPercent) },
  ].filter(({ text }) => text !== undefined);
  if (values.length === 0) return undefined;
  return (
    <dl className={classes.values}>
      {values.map(({ name, text }) => (
        <div key={name}>
          <dt>{t(`overview.connectors.${name}`)}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function ConnectorCard({ connector }: { connector: Connector }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const nameOf = useConnectorName();
  const { status, statusAt, errorCode, transactionId } = connector;
  const tone = connectorTone(connector);
  return (
    <li className={classes.card} data-tone={tone}>
      <div className={classes.top}>
        <span>{nameOf(connector)}</span>
        <time dateTime={new Date(statusAt).toISOString()} title={t('overview.connectors.since')}>
          {formats.time(statusAt)}
        </time>
      </div>
      <p className={classes.status}>
        <Icon name={ICONS[tone]} />
        {status}
      </p>
      {errorCode !== undefined && errorCode !== 'NoError' && (
        <p className={classes.error}>{t('overview.connectors.error', { code: errorCode })}</p>
      )}
      <Values connector={connector} />
      {transactionId !== undefined && (
        <p className={classes.transaction}>
          {t('overview.connectors.transaction')} <span className="mono">{transactionId}</span>
        </p>
      )}
    </li>
  );
}

export function ConnectorCards({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="overview-connectors">
      <h2 id="overview-connectors">
        {t(station.connected ? 'overview.connectors.title' : 'overview.connectors.lastTold')}
      </h2>
      {station.connectors.length === 0 && <p className={classes.none}>{t('overview.connectors.none')}</p>}
      <ul className={classes.cards}>
        {station.connectors.map((connector) => (
          <ConnectorCard key={`${connector.evseId ?? ''}/${connector.connectorId}`} connector={connector} />
        ))}
      </ul>
    </section>
  );
}
