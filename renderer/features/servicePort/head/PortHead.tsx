import { Button } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useRef, useState, type JSX, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortIdentity } from '../../../../shared/service-port/portIdentity.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { usePortProfile } from '../../../state/portTopics.ts';
import { hasNoLine, ownPortName } from '../../../state/portNames.ts';
import { isPortOpen, portStanding } from '../../../state/portTone.ts';
import { formatRoute } from '../../../state/route.ts';
import { useAction } from '../../../state/useAction.ts';
import { navigate } from '../../../state/useRoute.ts';
import { Dot } from '../../../ui/Dot.tsx';
import { FailureText } from '../../../ui/FailureText.tsx';
import { IdentityHead } from '../../../ui/IdentityHead.tsx';
import { Pill, PillButton } from '../../../ui/Pill.tsx';
import layout from '../../../ui/TabbedScreen.module.css';
import { OpenForm } from '../list/OpenForm.tsx';
import { EvidenceMark } from '../list/EvidenceMark.tsx';
import { PortBanners } from './PortBanners.tsx';
import classes from './PortHead.module.css';

/** Who is on the cable, how the line stands, and what has to be known of it. */
export function PortHead({ port }: { port: PortState }): JSX.Element {
  const { t } = useTranslation();
  const [isSettings, setSettings] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const leave = (event: KeyboardEvent): void => {
    // A list of choices that is open takes the key.
    const isOfList =
      event.target instanceof Element &&
      event.target.matches('[aria-haspopup="listbox"][aria-expanded="true"]');
    if (event.key !== 'Escape' || isOfList) return;
    event.stopPropagation();
    setSettings(false);
    opener.current?.focus();
  };
  const { identity, profileId, busyWith } = port;
  const { path } = port.port;
  const name = ownPortName(port.port);
  const profile = usePortProfile(profileId);
  const words = identityWords(t, identity);
  // Where it told nothing of itself, why that is so; a banner says it better.
  const isNobody =
    identity !== undefined && words === '' && port.banners.length === 0 && isPortOpen(port.phase);
  return (
    <div className={layout.head}>
      <IdentityHead
        name={name ?? path}
        title={path}
        what={
          <>
            {name !== undefined && <span className="mono">{path}</span>}
            {name !== undefined && words !== '' && ' · '}
            {words}
          </>
        }
        whatTitle={identity?.sentence}
        actions={<HeadActions port={port} />}
      >
        <StandingPills port={port} />
        <PillButton ref={opener} isOpen={isSettings} onClick={() => setSettings(!isSettings)}>
          {[
            profile?.name ?? t('port.profile.none'),
            ...(hasNoLine(path) ? [] : [`${port.line.baud} ${port.line.format}`]),
          ].join(' · ')}
        </PillButton>
        {profile !== undefined && <EvidenceMark level={profile.evidence.level} />}
      </IdentityHead>
      {isNobody && (
        <p className="dim" role="status">
          {identity.sentence}
        </p>
      )}
      {busyWith !== undefined && (
        <p className="dim" role="status">
          {busyWith}
        </p>
      )}
      {isSettings && (
        <div className={classes.settings} onKeyDown={leave}>
          <OpenForm port={port.port} onOpened={() => setSettings(false)} />
        </div>
      )}
      <PortBanners port={port} />
    </div>
  );
}

/** Maker, model, serial number and firmware, as far as the device told them. */
function identityWords(t: TFunction, identity: PortIdentity | undefined): string {
  if (identity === undefined) return '';
  const { vendor, model, serialNumber, firmwareVersion } = identity;
  // Some makers have one name for both.
  const make = [...new Set([vendor, model])].filter(Boolean).join(' ');
  return [
    make,
    serialNumber === undefined ? '' : t('port.list.serial', { serial: serialNumber }),
    firmwareVersion === undefined ? '' : t('stations.firmware', { version: firmwareVersion }),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** How the port stands, which station it belongs to, and that a car is charging. */
function StandingPills({ port }: { port: PortState }): JSX.Element {
  const { t } = useTranslation();
  const { isLinked, stationId, isCharging } = port;
  const { word, tone } = portStanding(port);
  return (
    <>
      <Pill tone={tone} isStatus>
        <Dot tone={tone} />
        {t(`port.phase.${word}`)}
      </Pill>
      {isLinked && (
        <Pill href={formatRoute({ screen: 'station', stationId, tab: 'overview' })}>
          {t('port.head.station', { station: stationId })}
        </Pill>
      )}
      {isCharging === true && <Pill tone="warn">{t('port.head.charging')}</Pill>}
    </>
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
    <>
      {isOpen && profileId !== undefined && (
        <Button
          disabled={!isPossible || isBusy || phase !== 'ready'}
          onClick={() => void run((client) => client.call('port.identify', { path }, { timeoutMs: 0 }))}
        >
          {t('port.head.identify')}
        </Button>
      )}
      {(phase === 'lost' || phase === 'closed') && (
        <Button
          variant="filled"
          loading={isBusy}
          disabled={!isPossible}
          onClick={() => void run((client) => client.call('port.open', reopen, { timeoutMs: 0 }))}
        >
          {t('port.head.reopen')}
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
      )}
      <FailureText failure={failure} />
    </>
  );
}
