import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeRun, ChangeStep, WantedChange } from '../../../../shared/configuration/change.ts';
import { doneCount, openSteps } from '../../../../shared/configuration/openSteps.ts';
import { isCableId } from '../../../../shared/service-port/cableStation.ts';
import { noteStartedRun } from '../../../state/startedRuns.ts';
import { useAction } from '../../../state/useAction.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import { keyed } from '../keyed.ts';
import { RecordLinks } from '../RecordLinks.tsx';
import { PlainValue } from '../settings/ValueText.tsx';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import classes from './Changes.module.css';
import { SecretForm } from './SecretForm.tsx';
import { stepTone, STEP_SIGNS } from './stepTone.ts';

/** A run of changes, step by step, as it goes; and what can be done about it. */
export function RunPanel({ run, onClose }: { run: ChangeRun; onClose: () => void }): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const { steps, state, sentence, startedAt, origin, name } = run;
  const done = doneCount(run);
  return (
    <section className={classes.run} aria-label={t('configuration.run.label')} data-state={state}>
      <header>
        <h3>
          {t(`configuration.run.state.${state}`, { done, count: steps.length })}
          <span className="dim">
            {' · '}
            {t(`configuration.run.origin.${origin}`, { name: name ?? '' })} · {times.shortClock(startedAt)}
          </span>
        </h3>
        <RunTools run={run} onClose={onClose} />
      </header>
      {/* While it runs, the steps say all there is to say. */}
      <p role="status">{state !== 'running' && sentence}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('configuration.columns.name')}</th>
            <th scope="col">{t('configuration.visit.before')}</th>
            <th scope="col">{t('configuration.changes.wanted')}</th>
            <th scope="col">{t('configuration.run.outcome')}</th>
            <th scope="col">{t('configuration.run.readBack')}</th>
          </tr>
        </thead>
        <tbody>
          {keyed(steps, ({ address }) => address).map(({ key, value }) => (
            <StepRow key={key} stationId={run.stationId} step={value} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function StepRow({ stationId, step }: { stationId: string; step: ChangeStep }): JSX.Element {
  const { t } = useTranslation();
  const { address, isSecret, before, wanted, after, state, status, readBack, sentence } = step;
  const tone = stepTone(step);
  return (
    <tr data-tone={tone}>
      <th scope="row" className="mono">
        {address}
      </th>
      <td>
        <PlainValue value={isSecret ? '' : before} isSecret={isSecret} />
      </td>
      <td>
        <span className={classes.arrow}>
          <span aria-hidden="true">→</span>
          <PlainValue value={isSecret ? '' : wanted} isSecret={isSecret} />
        </span>
      </td>
      <td>
        <p className={classes.state}>
          <span aria-hidden="true">{STEP_SIGNS[tone]} </span>
          {t(`configuration.run.step.${state}`)}
          {status !== undefined && status !== 'Accepted' && <span className="mono"> ({status})</span>}
        </p>
        {sentence !== undefined && <p className={classes.sentence}>{sentence}</p>}
        <RecordLinks stationId={stationId} seqs={[step.requestSeq, step.responseSeq]} />
      </td>
      <td>
        {readBack !== undefined && (
          <>
            {t(`configuration.run.verdict.${readBack}`)}
            {(readBack === 'different' || readBack === 'same-meaning') && !isSecret && (
              <>
                {': '}
                <PlainValue value={after} isSecret={false} />
              </>
            )}
          </>
        )}
      </td>
    </tr>
  );
}

/** Stop while it runs, go on where it broke off; secrets that are still to be sent are asked for. */
function RunTools({ run, onClose }: { run: ChangeRun; onClose: () => void }): JSX.Element {
  const { t } = useTranslation();
  const { id, stationId, state } = run;
  const { isBusy, isPossible, failure, run: act } = useAction();
  /** Secrets are asked for; `confirmed`: after what may disturb a charging car was confirmed. */
  const [asking, setAsking] = useState<'plain' | 'confirmed'>();
  const [isStopping, setStopping] = useState(false);
  const isGoing = state === 'running' || state === 'waiting-for-station';
  const open = openSteps(run);
  const secrets = open.filter(({ isSecret }) => isSecret).map(({ address }) => address);
  const send = (values: readonly WantedChange[], isConfirmed: boolean): void =>
    void act(async (client) => {
      setAsking(undefined);
      noteStartedRun(id);
      await client.call('changeRun.continue', {
        id,
        ...(values.length === 0 ? {} : { secrets: [...values] }),
        ...(isConfirmed ? { isConfirmed } : {}),
      });
      setStopping(false);
    });
  const goOn = (isConfirmed: boolean): void => {
    if (secrets.length > 0) setAsking(isConfirmed ? 'confirmed' : 'plain');
    else send([], isConfirmed);
  };
  return (
    <>
      <ToolRow>
        {isGoing && (
          <>
            {isStopping && <span role="status">{t('configuration.run.stopping')}</span>}
            <Button
              disabled={!isPossible || isBusy || isStopping}
              onClick={() =>
                void act(async (client) => {
                  await client.call('changeRun.stop', { id });
                  setStopping(true);
                })
              }
            >
              {t('configuration.run.stop')}
            </Button>
          </>
        )}
        {state === 'broken-off' && open.length > 0 && (
          <Button variant="filled" disabled={!isPossible || isBusy} onClick={() => goOn(false)}>
            {t('configuration.run.continue', { count: open.length })}
          </Button>
        )}
        {!isGoing && <Button onClick={onClose}>{t('configuration.run.close')}</Button>}
      </ToolRow>
      {asking !== undefined && (
        <SecretForm
          addresses={secrets}
          onDone={(values) => send(values, asking === 'confirmed')}
          onCancel={() => setAsking(undefined)}
        />
      )}
      <FailureText failure={failure} />
      {failure?.code === 'conflict' && isCableId(stationId) && state === 'broken-off' && (
        <Button variant="outline" color="red" disabled={!isPossible || isBusy} onClick={() => goOn(true)}>
          {t('configuration.changes.sendAnyway')}
        </Button>
      )}
    </>
  );
}
