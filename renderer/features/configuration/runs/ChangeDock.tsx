import { Button } from '@mantine/core';
import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeRun } from '../../../../shared/configuration/change.ts';
import { isUnfinished } from '../../../../shared/configuration/openSteps.ts';
import { isCableId } from '../../../../shared/service-port/cableStation.ts';
import type { Station } from '../../../../shared/station/station.ts';
import {
  configurationEditsOf,
  sourceOfEdits,
  useConfigurationEdits,
} from '../../../state/configurationEdits.ts';
import { isStartedHere, noteStartedRun } from '../../../state/startedRuns.ts';
import { useAction } from '../../../state/useAction.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import type { Setting } from '../settings/setting.ts';
import { ChangeReview } from './ChangeReview.tsx';
import classes from './Changes.module.css';
import { RestartStrip } from './RestartStrip.tsx';
import { RunPanel } from './RunPanel.tsx';
import { UnfinishedRuns } from './UnfinishedRuns.tsx';

interface ChangeDockProps {
  station: Station;
  /** Of this station, oldest first. */
  runs: readonly ChangeRun[];
  /** The view above: on the way to another one, a run that has ended makes room. */
  view: string;
  settingOf: (address: string) => Setting;
}

/** At the foot of all views: the collected changes, the run that is under way, and what waits for a restart. */
export function ChangeDock({ station, runs, view, settingOf }: ChangeDockProps): JSX.Element {
  const { t } = useTranslation();
  const edits = useConfigurationEdits(station.id);
  const [isOpen, setOpen] = useState(false);
  const [closedRun, setClosedRun] = useState<string>();
  const { isBusy, isPossible, failure, run: act } = useAction();
  const [chosenRun, setChosenRun] = useState<string>();
  const run = shownRun(runs, closedRun, chosenRun);
  const ended = run?.state === 'finished' ? run.id : undefined;
  const [shownIn, setShownIn] = useState(view);
  if (shownIn !== view) {
    setShownIn(view);
    if (ended !== undefined) setClosedRun(ended);
  }
  const isGoing = run !== undefined && (run.state === 'running' || run.state === 'waiting-for-station');
  const isSendable = isPossible && !isBusy && station.connected && !isGoing && edits.size > 0;

  const send = (isConfirmed = false): void =>
    void act(async (client) => {
      const sent = [...edits];
      const changes = sent.map(([address, { value }]) => ({ address, value }));
      const begun = await client.call('configuration.change', {
        stationId: station.id,
        changes,
        ...sourceOfEdits(edits),
        ...(isConfirmed ? { isConfirmed } : {}),
      });
      configurationEditsOf(station.id).drop(sent.map(([address]) => address));
      noteStartedRun(begun.id);
      setClosedRun(undefined);
      setChosenRun(undefined);
      setOpen(false);
    });
  useSendKey(edits.size > 0, () => {
    if (!isOpen) setOpen(true);
    else if (isSendable) send();
  });

  const isListed = run !== undefined && (edits.size === 0 || isGoing || !isOpen);
  return (
    <div className={classes.dock} data-dock={isListed || (edits.size > 0 && isOpen) ? 'list' : 'bar'}>
      {isListed && <RunPanel key={run.id} run={run} onClose={() => setClosedRun(run.id)} />}
      <UnfinishedRuns
        runs={runs.filter((one) => one.id !== run?.id && isUnfinished(one))}
        onShow={(id) => {
          setChosenRun(id);
          setClosedRun(undefined);
        }}
      />
      <RestartStrip station={station} />
      {edits.size > 0 && (
        <section aria-label={t('configuration.changes.label')}>
          {isOpen && <ChangeReview station={station} edits={edits} settingOf={settingOf} />}
          <div className={classes.bar}>
            <b role="status">{t('configuration.changes.count', { count: edits.size })}</b>
            <Button onClick={() => setOpen(!isOpen)} aria-expanded={isOpen} aria-keyshortcuts="Control+Enter">
              {t(isOpen ? 'configuration.changes.hide' : 'configuration.changes.look')}
            </Button>
            <Button onClick={() => configurationEditsOf(station.id).clear()}>
              {t('configuration.changes.discard')}
            </Button>
            <span className={classes.space} />
            {!station.connected && <span className={classes.reason}>{t('configuration.changes.away')}</span>}
            {isOpen && (
              <Button
                variant="filled"
                disabled={!isSendable}
                onClick={() => send()}
                aria-keyshortcuts="Control+Enter"
              >
                {t('configuration.changes.send', { count: edits.size })}
              </Button>
            )}
          </div>
          {failure !== undefined && (
            <div className={classes.refused}>
              <FailureText failure={failure} />
              {failure.code === 'conflict' && isCableId(station.id) && isOpen && (
                <Button variant="outline" color="red" disabled={!isSendable} onClick={() => send(true)}>
                  {t('configuration.changes.sendAnyway')}
                </Button>
              )}
            </div>
          )}
        </section>
      )}
    </div>
  );
}

function shownRun(
  runs: readonly ChangeRun[],
  closed: string | undefined,
  chosen: string | undefined,
): ChangeRun | undefined {
  const wanted = runs.find(({ id }) => id === chosen && id !== closed);
  if (wanted !== undefined) return wanted;
  const newest = runs.at(-1);
  if (newest === undefined || newest.id === closed) return undefined;
  return newest.state === 'finished' && !isStartedHere(newest.id) ? undefined : newest;
}

/** Ctrl+Enter, wherever the focus is: first the list, then away with it. */
function useSendKey(isOn: boolean, onSend: () => void): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      event.preventDefault();
      onSend();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}
