import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isOcpp1 } from '../../../shared/ocpp/version.ts';
import type { Station } from '../../../shared/station/station.ts';
import { useAction } from '../../state/useAction.ts';
import { useOwnUrls } from '../../state/useOwnUrls.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { DotLine } from '../../ui/DotLine.tsx';
import { FailureText } from '../../ui/FailureText.tsx';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import { BackendItems } from './BackendItems.tsx';
import classes from './BackendScreen.module.css';
import { BeforeNotice } from './BeforeNotice.tsx';
import { NetworkSteps } from './NetworkSteps.tsx';
import { SlotList } from './SlotList.tsx';
import { useBackend } from './useBackend.ts';

const TONES = { here: 'ok', elsewhere: 'warn', unknown: 'off' } as const;

/** Where a station is pointed to, and the ways to change that, each said before it is done. */
export function BackendScreen({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const { id: stationId, connected, version } = station;
  const { backend, failure, lookAgain } = useBackend(stationId);
  const reading = useAction();
  const is2 = version !== undefined && !isOcpp1(version);
  return (
    <div className={classes.screen}>
      <section aria-labelledby="backend-title">
        <header className={classes.head}>
          <h2 id="backend-title">{t('backend.title')}</h2>
          <Button
            loading={reading.isBusy}
            disabled={!connected || !reading.isPossible}
            onClick={() =>
              void reading.run((client) => client.call('backend.read', { stationId }, { timeoutMs: 0 }))
            }
          >
            {t(backend?.readAt === undefined ? 'backend.read' : 'backend.readAgain')}
          </Button>
        </header>
        {backend !== undefined && (
          <p className={classes.verdict} role="status">
            <DotLine tone={TONES[backend.leads]}>
              {backend.sentence}{' '}
              {backend.readAt !== undefined && (
                <span className="dim">{t('backend.readAt', { time: times.shortClock(backend.readAt) })}</span>
              )}
            </DotLine>
          </p>
        )}
        <FailureText failure={reading.failure ?? failure} />
        {backend !== undefined && <BeforeNotice station={station} backend={backend} />}
      </section>
      {backend !== undefined && backend.slots.length > 0 && <SlotList slots={backend.slots} />}
      {backend !== undefined && backend.items.length > 0 && (
        <BackendItems station={station} backend={backend} />
      )}
      {is2 && <NetworkSteps station={station} backend={backend} onFilled={lookAgain} />}
      <OwnAddresses />
    </div>
  );
}

function OwnAddresses(): JSX.Element | undefined {
  const { t } = useTranslation();
  const urls = useOwnUrls();
  if (urls.length === 0) return undefined;
  return (
    <section aria-labelledby="backend-own">
      <h2 id="backend-own">{t('backend.own')}</h2>
      <ul className={classes.own}>
        {urls.map((url) => (
          <li key={url}>
            <span className="mono">{url}</span>
            <CopyButton text={url} what={t('backend.copy', { url })} />
          </li>
        ))}
      </ul>
    </section>
  );
}
