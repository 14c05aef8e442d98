import { Button } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemReading } from '../../../../shared/service-port/driverItem.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { usePortProfile, usePortValues } from '../../../state/portTopics.ts';
import { useAction } from '../../../state/useAction.ts';
import { useNow } from '../../../state/useNow.ts';
import { Dot } from '../../../ui/Dot.tsx';
import { FailureText } from '../../../ui/FailureText.tsx';
import page from '../../../ui/SectionPage.module.css';
import { WithCapability } from '../WithCapability.tsx';
import { usePortItems } from './usePortItems.ts';
import { UnitScan } from './UnitScan.tsx';
import { ValueGroup } from './ValueGroup.tsx';
import { groupValues, isStateKey, sharedTrouble } from './valueGroups.ts';
import classes from './Values.module.css';

/** What the device measures and how it stands, read again and again. */
export function ValuesTab({ port }: { port: PortState }): JSX.Element {
  const profile = usePortProfile(port.profileId);
  return (
    <WithCapability port={port} capability="live">
      <div className={page.page}>
        <LiveValues port={port} />
        {profile?.unit !== undefined && <UnitScan port={port} unit={profile.unit} />}
      </div>
    </WithCapability>
  );
}

function LiveValues({ port }: { port: PortState }): JSX.Element {
  const { t } = useTranslation();
  const now = useNow();
  const { path } = port.port;
  const isReady = port.phase === 'ready' || port.phase === 'transfer';
  const { state: readings, failure: ended } = usePortValues(isReady ? path : undefined);
  const items = usePortItems(port);
  const last = useLast(readings);
  const { isBusy, isPossible, failure, run } = useAction();
  const groups = groupValues(items, last);
  const states = groups.flatMap((group) => group.values).filter(({ item }) => isStateKey(item.key));
  const others = groups
    .map((group) => ({ ...group, values: group.values.filter(({ item }) => !isStateKey(item.key)) }))
    .filter(({ values }) => values.length > 0);
  const shared = sharedTrouble(last);
  return (
    <section className={classes.live} aria-labelledby="live-values">
      <header className={page.head}>
        <h2 id="live-values">{t('port.values.title')}</h2>
        <Button
          loading={isBusy}
          disabled={!isPossible || !isReady}
          onClick={() => void run((client) => client.call('port.read', { path }, { timeoutMs: 0 }))}
        >
          {t('port.values.read')}
        </Button>
      </header>
      <FailureText failure={failure ?? ended} />
      {!isReady && <p className="dim">{t(last.length > 0 ? 'port.values.stale' : 'port.values.closed')}</p>}
      {isReady && groups.length === 0 && <p className="dim">{t('port.values.none')}</p>}
      {states.length > 0 && (
        <div className={classes.states}>
          {states.map(({ item, reading }) => (
            <div key={item.key} className={classes.state} data-failure={reading?.failure}>
              <span>{item.title}</span>
              <b>{stateWords(t, reading)}</b>
              {shared === undefined && reading?.value === undefined && reading?.trouble !== undefined && (
                <small>{reading.trouble}</small>
              )}
              {item.meaning !== undefined && <small>{item.meaning}</small>}
            </div>
          ))}
        </div>
      )}
      {shared !== undefined && (
        <p className={classes.shared} role="status">
          <Dot tone="bad" /> {shared}
        </p>
      )}
      <div className={classes.groups}>
        {others.map((group) => (
          <ValueGroup key={group.name} group={group} now={now} isToldAbove={shared !== undefined} />
        ))}
      </div>
    </section>
  );
}

/** A state in a word or two; why there is none is said below it. */
function stateWords(t: TFunction, reading: ItemReading | undefined): string {
  if (reading === undefined) return t('port.values.notYet');
  const { value, failure } = reading;
  return value ?? (failure === undefined ? '–' : t(`port.values.failure.${failure}`));
}

/** What was read last stays while the port is away. */
function useLast(readings: readonly ItemReading[] | undefined): readonly ItemReading[] {
  const [last, setLast] = useState<readonly ItemReading[]>([]);
  if (readings !== undefined && readings !== last) setLast(readings);
  return readings ?? last;
}
