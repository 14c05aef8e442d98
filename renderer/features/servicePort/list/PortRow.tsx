import type { TFunction } from 'i18next';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortInfo } from '../../../../shared/service-port/portInfo.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { ownPortName, portDevice } from '../../../state/portNames.ts';
import { usePortProfile } from '../../../state/portTopics.ts';
import { isPortOpen, portStanding } from '../../../state/portTone.ts';
import { formatRoute } from '../../../state/route.ts';
import { Dot, type DotTone } from '../../../ui/Dot.tsx';
import classes from './PortsScreen.module.css';

interface PortRowProps {
  port: PortInfo;
  /** Where it was opened in this visit. */
  state: PortState | undefined;
  isChosen: boolean;
}

/** A port: what it is called, where it is, the adapter behind it, and how it stands. */
export function PortRow({ port, state, isChosen }: PortRowProps): JSX.Element {
  const { t } = useTranslation();
  const { path, name, chip, vid, pid, serialNumber } = port;
  const isOpen = state !== undefined && state.phase !== 'closed';
  const profile = usePortProfile(state?.profileId);
  const device = state === undefined ? undefined : portDevice(state, profile);
  const title = ownPortName(port) ?? device ?? name;
  const adapter = [
    ...(device === undefined || title === device ? [] : [device]),
    ...(chip === undefined ? [] : [chip]),
    ...(vid === undefined || pid === undefined ? [] : [`${vid}:${pid}`]),
    ...(serialNumber === undefined ? [] : [t('port.list.serial', { serial: serialNumber })]),
  ];
  const { mark, tone } = standingOf(t, port, state);
  return (
    <a
      className={classes.port}
      href={formatRoute(isOpen ? { screen: 'port', path, tab: 'console' } : { screen: 'ports', path })}
      aria-current={isChosen ? 'true' : undefined}
    >
      <b>{title}</b>
      <span className={`mono ${classes.path}`}>{path}</span>
      <span className={classes.adapter}>{adapter.join(' · ')}</span>
      <span className={classes.mark}>
        <Dot tone={tone} />
        {mark}
      </span>
    </a>
  );
}

/** How a port stands. A connection over the network is lost, not unplugged. */
function standingOf(
  t: TFunction,
  { path, isGone, busyWith }: PortInfo,
  state: PortState | undefined,
): { mark: string; tone: DotTone } {
  if (isGone && !path.includes('://')) return { mark: t('port.list.gone'), tone: 'bad' };
  const isOurs = state !== undefined && (isPortOpen(state.phase) || state.phase === 'opening');
  if (busyWith !== undefined && !isOurs)
    return { mark: t('port.list.busy', { program: busyWith }), tone: 'warn' };
  if (state === undefined || (state.phase === 'closed' && state.failure === undefined))
    return { mark: t('port.list.free'), tone: 'off' };
  const { word, tone } = portStanding(state);
  return { mark: t(`port.phase.${word}`), tone };
}
