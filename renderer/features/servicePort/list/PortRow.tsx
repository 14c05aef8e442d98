import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortInfo } from '../../../../shared/service-port/portInfo.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { portTone } from '../../../state/portTone.ts';
import { formatRoute } from '../../../state/route.ts';
import { Dot } from '../../../ui/Dot.tsx';
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
  const { path, name, chip, vid, pid, serialNumber, isGone, busyWith } = port;
  const isOpen = state !== undefined && state.phase !== 'closed';
  const hasFailed = state?.failure !== undefined && !isOpen;
  const adapter = [
    ...(chip === undefined ? [] : [chip]),
    ...(vid === undefined || pid === undefined ? [] : [`${vid}:${pid}`]),
    ...(serialNumber === undefined ? [] : [t('port.list.serial', { serial: serialNumber })]),
  ];
  const mark = isGone
    ? t('port.list.gone')
    : busyWith !== undefined && !isOpen
      ? t('port.list.busy', { program: busyWith })
      : isOpen
        ? t(`port.phase.${state.phase}`)
        : hasFailed
          ? t('port.list.failed')
          : t('port.list.free');
  const tone =
    isGone || hasFailed
      ? 'bad'
      : busyWith !== undefined && !isOpen
        ? 'warn'
        : portTone(state?.phase ?? 'closed');
  return (
    <a
      className={classes.port}
      href={formatRoute(isOpen ? { screen: 'port', path, tab: 'console' } : { screen: 'ports', path })}
      aria-current={isChosen ? 'true' : undefined}
    >
      <b>{name}</b>
      <span className={`mono ${classes.path}`}>{path}</span>
      <span className={classes.adapter}>{adapter.join(' · ')}</span>
      <span className={classes.mark}>
        <Dot tone={tone} />
        {mark}
      </span>
    </a>
  );
}
