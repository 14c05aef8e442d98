import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import {
  MONITORING_CRITERIA,
  type ClearedMonitor,
  type Monitor,
  type MonitorState,
} from '../../../shared/station/monitor.ts';
import type { Station } from '../../../shared/station/station.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import classes from './MonitorsScreen.module.css';
import { MonitorEnds } from './MonitorEnds.tsx';
import { monitorValue } from './monitorValue.ts';
import { SeverityWord } from './SeverityWord.tsx';

interface MonitorListProps {
  station: Station;
  state: MonitorState | undefined;
}

/** A hard-wired monitor is part of the charger. */
function isHardWired({ made }: Monitor): boolean {
  return made === 'HardWiredMonitor' || made === 'HardWiredNotification';
}

/** The monitors as they are known: read, and cleared. */
export function MonitorList({ station, state }: MonitorListProps): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const reading = useAction();
  const clearing = useAction();
  const [criterion, setCriterion] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [cleared, setCleared] = useState<readonly ClearedMonitor[]>([]);
  const { id: stationId, connected } = station;
  const monitors = state?.monitors ?? [];
  const ids = monitors.flatMap(({ id }) => (chosen.has(id) ? id : []));
  const isBusy = reading.isBusy || state?.isReading === true;
  const criteria = MONITORING_CRITERIA.filter((known) => known === criterion);

  const read = (): void => {
    const params = criteria.length === 0 ? { stationId } : { stationId, criteria };
    void reading.run((client) => client.call('monitors.read', params, { timeoutMs: 0 }));
  };
  const clear = (): void => {
    void clearing.run(async (client) => {
      setCleared(await client.call('monitors.clear', { stationId, ids }, { timeoutMs: 0 }));
      setChosen(new Set());
    });
  };
  const toggle = (id: number): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <section aria-labelledby="monitors-list">
      <header className={classes.head}>
        <h2 id="monitors-list">{t('monitors.list.title')}</h2>
        <NativeSelect
          size="xs"
          aria-label={t('monitors.list.which')}
          value={criterion}
          data={[
            { value: '', label: t('monitors.list.all') },
            ...MONITORING_CRITERIA.map((value) => ({ value, label: t(`monitors.criterion.${value}`) })),
          ]}
          onChange={(event) => setCriterion(event.currentTarget.value)}
        />
        <Button loading={isBusy} disabled={!connected || !reading.isPossible} onClick={read}>
          {t('monitors.list.read')}
        </Button>
      </header>
      <p
        className={classes.verdict}
        data-tone={state?.isWhole === false && state.readAt !== undefined ? 'warn' : undefined}
        role="status"
      >
        {state?.readAt !== undefined && `${times.shortClock(state.readAt)}  `}
        {state?.sentence}
      </p>
      <FailureText failure={reading.failure} />
      {monitors.length > 0 && (
        <ul className={classes.monitorList} aria-label={t('monitors.list.label')}>
          {monitors.map((monitor) => (
            <MonitorRow
              key={monitor.id}
              monitor={monitor}
              isChosen={chosen.has(monitor.id)}
              onToggle={() => toggle(monitor.id)}
            />
          ))}
        </ul>
      )}
      {ids.length > 0 && (
        <Button loading={clearing.isBusy} disabled={!connected || !clearing.isPossible} onClick={clear}>
          {t('monitors.list.clear', { count: ids.length })}
        </Button>
      )}
      <FailureText failure={clearing.failure} />
      <MonitorEnds stationId={stationId} ends={cleared} />
    </section>
  );
}

interface MonitorRowProps {
  monitor: Monitor;
  isChosen: boolean;
  onToggle: () => void;
}

function MonitorRow({ monitor, isChosen, onToggle }: MonitorRowProps): JSX.Element {
  const { t } = useTranslation();
  const { id, address, severity, isTransaction, made } = monitor;
  const isFixed = isHardWired(monitor);
  return (
    <li className={classes.monitor}>
      <Checkbox
        size="xs"
        checked={isChosen}
        disabled={isFixed}
        onChange={onToggle}
        aria-label={t('monitors.list.choose', { id })}
        {...(isFixed ? { title: t('monitors.list.fixed') } : {})}
      />
      <div>
        <p className={classes.what}>
          <b>{id}</b> <span className="mono">{address}</span>
        </p>
        <p className={classes.facts}>
          <span>{monitorValue(monitor, t)}</span>
          <SeverityWord severity={severity} />
          {isTransaction && <span>{t('monitors.list.transaction')}</span>}
          {made !== undefined && <span>{t(`monitors.made.${made}`)}</span>}
        </p>
      </div>
    </li>
  );
}
