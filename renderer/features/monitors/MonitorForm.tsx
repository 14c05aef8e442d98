import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { SEVERITY_WORDS } from '../../../shared/ocpp/monitorSeverity.ts';
import {
  MONITOR_TYPES,
  MONITOR_TYPES_OF_21,
  type Monitor,
  type SetMonitor,
  type WantedMonitor,
} from '../../../shared/station/monitor.ts';
import type { Station } from '../../../shared/station/station.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { ToolRow } from '../../ui/ToolRow.tsx';
import classes from './MonitorsScreen.module.css';
import { MonitorEnds } from './MonitorEnds.tsx';
import { FIRST_DRAFT, readDraft, type MonitorDraft } from './monitorDraft.ts';
import { useMonitored } from './useMonitored.ts';

interface MonitorFormProps {
  station: Station;
  monitors: readonly Monitor[];
}

/** Monitors to be set: one, or several collected and sent together. */
export function MonitorForm({ station, monitors }: MonitorFormProps): JSX.Element {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(FIRST_DRAFT);
  const [collected, setCollected] = useState<readonly WantedMonitor[]>([]);
  const [isTried, setIsTried] = useState(false);
  const [results, setResults] = useState<readonly SetMonitor[]>([]);
  const setting = useAction();
  const { id: stationId, connected } = station;
  const read = readDraft(draft);
  const wrong = isTried && 'wrong' in read ? read.wrong : [];

  const take = (): WantedMonitor | undefined => {
    setIsTried('wrong' in read);
    return 'monitor' in read ? read.monitor : undefined;
  };
  const collect = (): void => {
    const monitor = take();
    if (monitor === undefined) return;
    const others = collected.filter((one) => JSON.stringify(one) !== JSON.stringify(monitor));
    setCollected([...others, monitor]);
    setDraft({ ...draft, address: '', id: '' });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const own = draft.address.trim() === '' && collected.length > 0 ? undefined : take();
    const all = own === undefined ? collected : [...collected, own];
    if (all.length === 0 || (own === undefined && draft.address.trim() !== '')) return;
    void setting.run(async (client) => {
      const ends = await client.call('monitors.set', { stationId, monitors: [...all] }, { timeoutMs: 0 });
      setResults(ends);
      setCollected(ends.flatMap(({ isDone, wanted }) => (isDone ? [] : wanted)));
      if (ends.every(({ isDone }) => isDone)) setDraft({ ...draft, address: '', id: '' });
    });
  };
  return (
    <section aria-labelledby="monitors-set">
      <h2 id="monitors-set">{t('monitors.set.title')}</h2>
      <form className={classes.form} onSubmit={submit} noValidate>
        <Fields
          {...{ station, monitors, draft, wrong }}
          onChange={(change) => setDraft({ ...draft, ...change })}
        />
        {collected.length > 0 && (
          <ul className={classes.collected} aria-label={t('monitors.set.collected')}>
            {collected.map((monitor, index) => (
              <li key={JSON.stringify(monitor)}>
                <span className="mono">{nameOf(monitor)}</span>
                <Button variant="subtle" onClick={() => setCollected(collected.toSpliced(index, 1))}>
                  {t('monitors.set.remove')}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <ToolRow>
          <Button
            type="submit"
            variant="filled"
            loading={setting.isBusy}
            disabled={!connected || !setting.isPossible}
          >
            {t('monitors.set.set')}
          </Button>
          <Button onClick={collect}>{t('monitors.set.another')}</Button>
        </ToolRow>
      </form>
      <FailureText failure={setting.failure} />
      <MonitorEnds
        stationId={stationId}
        ends={results.map((result) => ({ ...result, name: nameOf(result.wanted) }))}
      />
    </section>
  );
}

/** What tells one from the other: a variable may have several monitors. */
function nameOf({ address, type, value, severity }: WantedMonitor): string {
  return `${address} ${type} ${value} (${severity})`;
}

interface FieldsProps extends MonitorFormProps {
  draft: MonitorDraft;
  wrong: readonly (keyof MonitorDraft)[];
  onChange: (change: Partial<MonitorDraft>) => void;
}

function Fields({ station, monitors, draft, wrong, onChange }: FieldsProps): JSX.Element {
  const { t } = useTranslation();
  const variables = useMonitored(station.id, monitors);
  const types = MONITOR_TYPES.filter(
    (type) => station.version === '2.1' || !MONITOR_TYPES_OF_21.includes(type),
  );
  const own = monitors.filter(({ made }) => made !== 'HardWiredMonitor' && made !== 'HardWiredNotification');
  return (
    <>
      <TextInput
        className={classes.wide ?? ''}
        label={t('monitors.set.variable')}
        description={t('monitors.set.variableHint')}
        classNames={{ input: 'mono' }}
        value={draft.address}
        list="monitored-variables"
        spellCheck={false}
        autoComplete="off"
        error={wrong.includes('address') ? t('monitors.set.badVariable') : undefined}
        onChange={(event) => onChange({ address: event.currentTarget.value })}
      />
      <datalist id="monitored-variables">
        {variables.map((address) => (
          <option key={address} value={address} />
        ))}
      </datalist>
      <NativeSelect
        label={t('monitors.set.type')}
        value={draft.type}
        data={types.map((value) => ({ value, label: t(`monitors.type.${value}`) }))}
        onChange={({ currentTarget: { value } }) =>
          onChange({ type: MONITOR_TYPES.find((type) => type === value) ?? draft.type })
        }
      />
      <TextInput
        label={t(`monitors.set.value.${draft.type}`)}
        value={draft.value}
        inputMode="decimal"
        autoComplete="off"
        error={wrong.includes('value') ? t('monitors.set.badValue') : undefined}
        onChange={(event) => onChange({ value: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('monitors.set.severity')}
        value={draft.severity}
        data={SEVERITY_WORDS.map((_, value) => ({
          value: String(value),
          label: `${value} ${t(`monitors.severity.${value}`)}`,
        }))}
        onChange={(event) => onChange({ severity: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('monitors.set.place')}
        value={draft.id}
        data={[
          { value: '', label: t('monitors.set.new') },
          ...own.map(({ id, address }) => ({ value: String(id), label: `${id} ${address}` })),
        ]}
        onChange={(event) => onChange({ id: event.currentTarget.value })}
      />
      <Checkbox
        className={classes.wide ?? ''}
        size="xs"
        label={t('monitors.set.transaction')}
        checked={draft.isTransaction}
        onChange={(event) => onChange({ isTransaction: event.currentTarget.checked })}
      />
    </>
  );
}
