import { Button } from '@mantine/core';
import { useState, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../../../shared/contract/methods.ts';
import type { Station } from '../../../../shared/station/station.ts';
import { configurationEditsOf } from '../../../state/configurationEdits.ts';
import { useConfigurationState } from '../../../state/latestConfiguration.ts';
import { useAction } from '../../../state/useAction.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { Progress } from '../settings/ReadBar.tsx';
import { PlainValue } from '../settings/ValueText.tsx';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import classes from './Snapshots.module.css';

type Plan = Result<'snapshot.undoPlan'>;

interface UndoPlanProps {
  station: Station;
  snapshotId: string;
  /** Of the snapshot. */
  title: string;
  /** Further buttons in the same line. */
  children: ReactNode;
}

/** The way back to a snapshot: what would be sent, and what cannot be brought back and why. Nothing is sent from here. */
export function UndoPlan({ station, snapshotId, title, children }: UndoPlanProps): JSX.Element {
  const { t } = useTranslation();
  const { isBusy, isPossible, failure, run } = useAction();
  const progress = useConfigurationState(station.id)?.reading;
  const [plan, setPlan] = useState<Plan>();
  const make = (): void =>
    void run(async (client) =>
      setPlan(await client.call('snapshot.undoPlan', { id: snapshotId }, { timeoutMs: 0 })),
    );
  return (
    <div className={classes.plan}>
      <ToolRow>
        <Button disabled={!isPossible || isBusy || !station.connected} onClick={make}>
          {t(plan === undefined ? 'configuration.undo.plan' : 'configuration.undo.planAgain')}
        </Button>
        {children}
        {!station.connected && <span className="dim">{t('configuration.changes.away')}</span>}
        {isBusy && progress !== undefined && <Progress progress={progress} />}
      </ToolRow>
      <FailureText failure={failure} />
      {plan !== undefined && <PlanList plan={plan} />}
      {plan !== undefined && plan.changes.length > 0 && (
        <Button
          variant="filled"
          onClick={() => {
            configurationEditsOf(station.id).collect(plan.changes, { origin: 'undo', name: title });
            setPlan(undefined);
          }}
        >
          {t('configuration.undo.collect', { count: plan.changes.length })}
        </Button>
      )}
    </div>
  );
}

/** What goes back, and what cannot and why. */
export function PlanList({ plan }: { plan: Plan }): JSX.Element {
  const { t } = useTranslation();
  const { changes, cannot } = plan;
  return (
    <>
      {changes.length === 0 && cannot.length === 0 && <p role="status">{t('configuration.undo.nothing')}</p>}
      {changes.length > 0 && (
        <>
          <p role="status">{t('configuration.undo.goes', { count: changes.length })}</p>
          <ul className={classes.planList}>
            {changes.map(({ address, value }) => (
              <li key={address}>
                <span className="mono">{address}</span> <span aria-hidden="true">→</span>{' '}
                <PlainValue value={value} isSecret={false} />
              </li>
            ))}
          </ul>
        </>
      )}
      {cannot.length > 0 && (
        <>
          <p>{t('configuration.undo.cannot', { count: cannot.length })}</p>
          <ul className={classes.planList}>
            {cannot.map(({ address, sentence }) => (
              <li key={address}>
                <span className="mono">{address}</span>: {sentence}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
