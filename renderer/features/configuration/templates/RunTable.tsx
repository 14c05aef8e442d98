import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeRun } from '../../../../shared/configuration/change.ts';
import { formatRoute } from '../../../state/route.ts';
import { RunPanel } from '../runs/RunPanel.tsx';
import classes from './Templates.module.css';

/** How far each charger is, with the way to the steps of each. */
export function RunTable({ runs }: { runs: readonly ChangeRun[] }): JSX.Element {
  const { t } = useTranslation();
  const [openId, setOpenId] = useState<string>();
  const open = runs.find(({ id }) => id === openId);
  return (
    <section className={classes.runs} aria-label={t('configuration.templates.progress')}>
      <h3>{t('configuration.templates.progress')}</h3>
      <table className={classes.table}>
        <tbody>
          {runs.map((run) => {
            const { id, stationId, state, steps, sentence } = run;
            const done = steps.filter((step) => step.state !== 'waiting' && step.state !== 'sending').length;
            return (
              <tr key={id}>
                <th scope="row">
                  <a href={formatRoute({ screen: 'station', stationId, tab: 'configuration' })}>
                    {stationId}
                  </a>
                </th>
                <td>
                  <progress
                    value={done}
                    max={steps.length}
                    aria-label={t('configuration.templates.progressOf', { id: stationId })}
                  />
                </td>
                <td>{t(`configuration.run.state.${state}`, { done, count: steps.length })}</td>
                <td>{sentence}</td>
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
      {open !== undefined && <RunPanel run={open} onClose={() => setOpenId(undefined)} />}
    </section>
  );
}
