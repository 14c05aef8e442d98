import { Button } from '@mantine/core';
import { useEffect, useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../../shared/station/station.ts';
import {
  checkAfterRun,
  checkStation,
  chooseStations,
  useTemplateWork,
  type TemplateStation,
} from '../../../state/templateWork.ts';
import { useClient, useTopic } from '../../../state/useAppState.ts';
import { useConfigurableStations } from '../../../state/useConfigurableStations.ts';
import { useStationName } from '../../../state/useStationName.ts';
import { ApplyPanel } from './ApplyPanel.tsx';
import { CheckTable } from './CheckTable.tsx';
import { RunTable } from './RunTable.tsx';
import { StationChoice } from './StationChoice.tsx';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import classes from './Templates.module.css';
import { TemplateSource } from './TemplateSource.tsx';

/** A template, the chargers, what holds and what does not, and the way to make it hold. */
export function TemplatesPanel({ station }: { station: Station | undefined }): JSX.Element {
  const { t } = useTranslation();
  const client = useClient();
  const stations = useConfigurableStations();
  const runs = useTopic('changeRuns');
  const { template, chosen, stations: known } = useTemplateWork();
  const checked = useMemo(() => [...chosen].sort().flatMap((id) => known.get(id) ?? []), [chosen, known]);
  const [isApplying, setApplying] = useState(false);
  const stationId = station?.id;
  // Who comes from a charger means that one, until others are chosen.
  useEffect(() => {
    if (stationId !== undefined && chosen.size === 0) chooseStations(new Set([stationId]));
  }, [stationId, chosen]);
  const own = useMemo(
    () => (runs ?? []).filter(({ id }) => checked.some(({ applied }) => applied?.run?.id === id)),
    [runs, checked],
  );
  // The table says what holds now: each charger is read again when its run has ended.
  const ended = useMemo(() => own.filter(({ state }) => state === 'finished'), [own]);
  useEffect(() => {
    if (client === undefined) return;
    for (const run of ended) void checkAfterRun(client, run.stationId, run.id);
  }, [client, ended]);
  const ready = stations.filter(({ id, connected }) => connected && chosen.has(id));
  const isReading = checked.some((one) => one.isReading);
  const isOff = checked.some((one) => one.check?.results.some(({ state }) => state !== 'holds') === true);
  const check = (): void => {
    if (client === undefined) return;
    setApplying(false);
    for (const { id } of ready) void checkStation(client, id);
  };
  return (
    <div className={classes.screen}>
      <TemplateSource station={station} />
      {template !== undefined && (
        <>
          <StationChoice stations={stations} chosen={chosen} />
          <ToolRow>
            <Button
              variant={checked.length === 0 ? 'filled' : 'default'}
              disabled={client === undefined || ready.length === 0 || isReading}
              onClick={check}
            >
              {t('configuration.templates.check', { count: ready.length })}
            </Button>
            {isOff && !isApplying && (
              <Button variant="filled" disabled={isReading} onClick={() => setApplying(true)}>
                {t('configuration.templates.apply')}
              </Button>
            )}
          </ToolRow>
          {isApplying && (
            <ApplyPanel template={template} stations={checked} onDone={() => setApplying(false)} />
          )}
          {!isApplying && <NotBegun stations={checked} />}
          {own.length > 0 && <RunTable runs={own} />}
          {checked.length > 0 && <CheckTable template={template} stations={checked} />}
        </>
      )}
    </div>
  );
}

/** Chargers to which nothing was sent, and why. */
function NotBegun({ stations }: { stations: readonly TemplateStation[] }): JSX.Element | undefined {
  const nameOf = useStationName();
  const idle = stations.filter(({ applied }) => applied !== undefined && applied.run === undefined);
  if (idle.length === 0) return undefined;
  return (
    <ul role="status">
      {idle.map(({ stationId, applied }) => (
        <li key={stationId}>
          {nameOf(stationId)}: {applied?.sentence ?? applied?.failure?.message}
        </li>
      ))}
    </ul>
  );
}
