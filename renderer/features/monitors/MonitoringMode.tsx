import { Button, NativeSelect } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractClient } from '../../../shared/contract/client.ts';
import { SEVERITY_WORDS } from '../../../shared/ocpp/monitorSeverity.ts';
import { MONITORING_BASES, type MonitorEnd, type MonitorState } from '../../../shared/station/monitor.ts';
import type { Station } from '../../../shared/station/station.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import classes from './MonitorsScreen.module.css';
import { MonitorEnds } from './MonitorEnds.tsx';

interface MonitoringModeProps {
  station: Station;
  state: MonitorState | undefined;
}

/** Which monitors are active, and up to which severity events are told. No message tells what holds at present. */
export function MonitoringMode({ station, state }: MonitoringModeProps): JSX.Element {
  const { t } = useTranslation();
  const [base, setBase] = useState('');
  const [level, setLevel] = useState('');
  const [end, setEnd] = useState<MonitorEnd>();
  const { isBusy, isPossible, failure, run } = useAction();
  const { id: stationId, connected } = station;
  const send = (work: (client: ContractClient) => Promise<MonitorEnd>): void => {
    void run(async (client) => setEnd(await work(client)));
  };
  const shownBase = MONITORING_BASES.find((known) => known === base) ?? state?.base ?? 'All';
  const shownLevel = level === '' ? (state?.level ?? SEVERITY_WORDS.length - 1) : Number(level);
  const canSend = connected && isPossible && !isBusy;
  return (
    <section aria-labelledby="monitors-mode">
      <h2 id="monitors-mode">{t('monitors.mode.title')}</h2>
      <div className={classes.mode}>
        <NativeSelect
          label={t('monitors.mode.base')}
          description={t(state?.base === undefined ? 'monitors.mode.notKnown' : 'monitors.mode.setHere')}
          value={shownBase}
          data={MONITORING_BASES.map((value) => ({ value, label: t(`monitors.base.${value}`) }))}
          onChange={(event) => setBase(event.currentTarget.value)}
        />
        <Button
          disabled={!canSend}
          onClick={() => send((client) => client.call('monitors.setBase', { stationId, base: shownBase }))}
        >
          {t('monitors.mode.send')}
        </Button>
        <NativeSelect
          label={t('monitors.mode.level')}
          description={t(state?.level === undefined ? 'monitors.mode.notKnown' : 'monitors.mode.setHere')}
          value={String(shownLevel)}
          data={SEVERITY_WORDS.map((_, value) => ({
            value: String(value),
            label: t('monitors.mode.upTo', { level: value, word: t(`monitors.severity.${value}`) }),
          }))}
          onChange={(event) => setLevel(event.currentTarget.value)}
        />
        <Button
          disabled={!canSend}
          onClick={() =>
            send((client) => client.call('monitors.setLevel', { stationId, severity: shownLevel }))
          }
        >
          {t('monitors.mode.send')}
        </Button>
      </div>
      {shownBase !== 'All' && <p className={classes.verdict}>{t('monitors.mode.removes')}</p>}
      <FailureText failure={failure} />
      <MonitorEnds stationId={stationId} ends={end === undefined ? [] : [end]} />
    </section>
  );
}
