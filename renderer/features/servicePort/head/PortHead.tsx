import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { usePortProfile } from '../../../state/portTopics.ts';
import { isPortOpen, portTone } from '../../../state/portTone.ts';
import { formatRoute } from '../../../state/route.ts';
import { useAction } from '../../../state/useAction.ts';
import { navigate } from '../../../state/useRoute.ts';
import { Dot } from '../../../ui/Dot.tsx';
import { FailureText } from '../../../ui/FailureText.tsx';
import { OpenForm } from '../list/OpenForm.tsx';
import { hasNoLine } from '../list/lineDraft.ts';
import { EvidenceMark } from '../list/EvidenceMark.tsx';
import { PortBanners } from './PortBanners.tsx';
import classes from './PortHead.module.css';

/** Who is on the cable, how the line stands, and what has to be known of it. */
export function PortHead({ port }: { port: PortState }): JSX.Element {
  const { t } = useTranslation();
  const [isSettings, setSettings] = useState(false);
  const { phase, identity, profileId, isLinked, stationId, busyWith } = port;
  const { path, name, origin } = port.port;
  const profile = usePortProfile(profileId);
  // Some makers have one name for both.
  const make = [...new Set([identity?.vendor, identity?.model])].filter(Boolean).join(' ');
  const what = [
    make,
    ...(identity?.serialNumber === undefined
      ? []
      : [t('port.list.serial', { serial: identity.serialNumber })]),
    ...(identity?.firmwareVersion === undefined
      ? []
      : [t('stations.firmware', { version: identity.firmwareVersion })]),
  ].filter((part) => part !== '');
  return (
    <div className={classes.head}>
      <div className={classes.identity}>
        <h1 title={path}>{name}</h1>
        <span className={classes.what} title={identity?.sentence}>
          <span className="mono">{path}</span>
          {what.length > 0 && ` · ${what.join(' · ')}`}
        </span>
        <span className={classes.pill} data-tone={portTone(phase)} role="status">
          <Dot tone={portTone(phase)} />
          {t(`port.phase.${phase}`)}
        </span>
        {isLinked && (
          <a className={classes.pill} href={formatRoute({ screen: 'station', stationId, tab: 'overview' })}>
            {t('port.head.station', { station: stationId })}
          </a>
        )}
        {port.isCharging === true && (
          <span className={classes.pill} data-tone="warn">
            {t('port.head.charging')}
          </span>
        )}
        <button
          type="button"
          className={classes.pill}
          aria-expanded={isSettings}
          onClick={() => setSettings(!isSettings)}
        >
          {[
            profile?.name ?? t('port.profile.none'),
            ...(hasNoLine(path) ? [] : [`${port.line.baud} ${port.line.format}`]),
          ].join(' · ')}
          {' ▾'}
        </button>
        {profile !== undefined && <EvidenceMark level={profile.evidence.level} />}
        <HeadActions port={port} />
      </div>
      {busyWith !== undefined && (
        <p className="dim" role="status">
          {busyWith}
        </p>
      )}
      {isSettings && (
        <div className={classes.settings}>
          <OpenForm path={path} isListed={origin === 'listed'} onOpened={() => setSettings(false)} />
        </div>
      )}
      <PortBanners port={port} />
    </div>
  );
}

function HeadActions({ port }: { port: PortState }): JSX.Element {
  const { t } = useTranslation();
  const { phase, profileId, line } = port;
  const { path, origin } = port.port;
  const { isBusy, isPossible, failure, run } = useAction();
  const isOpen = isPortOpen(phase);
  const isOpening = phase === 'opening' || phase === 'identifying';
  const reopen = { path, line, ...(profileId === undefined ? {} : { profileId }) };
  return (
    <div className={classes.actions}>
      {isOpen && profileId !== undefined && (
        <Button
          disabled={!isPossible || isBusy || phase !== 'ready'}
          onClick={() => void run((client) => client.call('port.identify', { path }, { timeoutMs: 0 }))}
        >
          {t('port.head.identify')}
        </Button>
      )}
      {isOpen || isOpening || phase === 'lost' ? (
        <Button
          disabled={!isPossible || isBusy || phase === 'transfer'}
          onClick={() => void run((client) => client.call('port.close', { path }))}
        >
          {t('port.head.close')}
        </Button>
      ) : (
        <>
          <Button
            variant="filled"
            loading={isBusy}
            disabled={!isPossible}
            onClick={() => void run((client) => client.call('port.open', reopen, { timeoutMs: 0 }))}
          >
            {t('port.head.reopen')}
          </Button>
          <Button
            disabled={!isPossible || isBusy}
            onClick={() =>
              void run(async (client) => {
                if (origin === 'practice') await client.call('practicePort.stop', { path });
                await client.call('port.forget', { path });
                navigate({ screen: 'ports' });
              })
            }
          >
            {t('port.head.forget')}
          </Button>
        </>
      )}
      <FailureText failure={failure} />
    </div>
  );
}
