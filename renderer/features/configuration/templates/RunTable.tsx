import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeRun } from '../../../../shared/configuration/change.ts';
import { formatRoute } from '../../../state/route.ts';
import { useStationName } from '../../../state/useStationName.ts';
import { doneCount } from '../../../../shared/configuration/openSteps.ts';
import { RunPanel } from '../runs/RunPanel.tsx';
import { runTone, STEP_SIGNS } from '../runs/stepTone.ts';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import classes from './Templates.module.css';

/** How far each charger is, with the way to the steps of each. */
export function RunTable({ runs }: { runs: readonly ChangeRun[] }): JSX.Element {
  const { t } = useTranslation();
  const [openId, setOpenId] = useState<string>();
  const nameOf = useStationName();
  const open = runs.find(({ id }) => id === openId);
  return (
    <section className={classes.runs} aria-label={t('configuration.templates.progress')}>
      <h3>{t('configuration.templates.progress')}</h3>
      <table className={classes.table}>
        <tbody>
          {runs.map((run) => {
            const { id, stationId, state, steps, sentence } = run;
            const done = doneCount(run);
            const tone = runTone(run);
            return (
              <tr key={id}>
                <th scope="row">
                  <a href={formatRoute({ screen: 'station', stationId, tab: 'configuration' })}>
                    {nameOf(stationId)}
                  </a>
                </th>
                <td>
                  <ProgressBar
                    done={done}
                    total={steps.length}
                    label={t('configuration.templates.progressOf', { id: nameOf(stationId) })}
                  />
                </td>
                <td data-tone={tone}>
                  {tone !== undefined && <span aria-hidden="true">{STEP_SIGNS[tone]} </span>}
                  {t(`configuration.run.state.${state}`, { done, count: steps.length })}
                </td>
                <td>{state !== 'running' && sentence}</td>
                <td>
                  <Button
                    size="compact-xs"
                    aria-expanded={id === openId}
                    onClick={() => setOpenId(id === openId ? undefined : id)}
                  >
                    {t('configuration.templates.steps')}
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {open !== undefined && <RunPanel key={open.id} run={open} onClose={() => setOpenId(undefined)} />}
    </section>
  );
}
