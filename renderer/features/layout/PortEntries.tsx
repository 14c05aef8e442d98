import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortState } from '../../../shared/service-port/portState.ts';
import { portTitle } from '../../state/portNames.ts';
import { usePortProfile } from '../../state/portTopics.ts';
import { portStanding } from '../../state/portTone.ts';
import { formatRoute } from '../../state/route.ts';
import { useRoute } from '../../state/useRoute.ts';
import { Dot } from '../../ui/Dot.tsx';
import { Icon } from '../../ui/Icon.tsx';
import classes from './Sidebar.module.css';

/** A charger on a cable; below its station where it is on the network, too. */
export function PortEntry({ port, isBelow = false }: { port: PortState; isBelow?: boolean }): JSX.Element {
  const { t } = useTranslation();
  const route = useRoute();
  const { path } = port.port;
  const { word, tone } = portStanding(port);
  const title = portTitle(port, usePortProfile(port.profileId));
  const isCurrent = route.screen === 'port' && route.path === path;
  const tab = route.screen === 'port' ? route.tab : 'console';
  return (
    <a
      className={`${classes.entry} ${isBelow ? classes.below : ''}`}
      href={formatRoute({ screen: 'port', path, tab })}
      aria-current={isCurrent ? 'page' : undefined}
      title={path}
    >
      <Dot tone={tone} label={t(`port.phase.${word}`)} />
      <b>{isBelow ? t('port.entry.cable') : title}</b>
      <small>{[path, t(`port.phase.${word}`)].join(' · ')}</small>
    </a>
  );
}

/** Ports of this visit that belong to no station on the network, and the way to open one. */
export function PortEntries({ ports }: { ports: readonly PortState[] }): JSX.Element {
  const { t } = useTranslation();
  const route = useRoute();
  return (
    <ul>
      {ports.map((port) => (
        <li key={port.port.path}>
          <PortEntry port={port} />
        </li>
      ))}
      <li>
        <a
          className={classes.entry}
          href={formatRoute({ screen: 'ports' })}
          aria-current={route.screen === 'ports' ? 'page' : undefined}
        >
          <span className={classes.sign}>
            <Icon name="cable" size={14} />
          </span>
          {t('port.entry.open')}
        </a>
      </li>
    </ul>
  );
}
