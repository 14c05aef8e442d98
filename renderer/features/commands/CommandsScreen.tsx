import { useState, useSyncExternalStore, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { findAction } from '../../../shared/ocpp/catalog.ts';
import { ASSUMED_VERSION } from '../../../shared/ocpp/version.ts';
import type { Station } from '../../../shared/station/station.ts';
import { useClient, useTopic } from '../../state/useAppState.ts';
import { ActionList } from './ActionList.tsx';
import { RAW_FRAME, type CommandRun } from './commandRun.ts';
import { commandRunsOf } from './commandRuns.ts';
import classes from './CommandsScreen.module.css';
import { CommandWork } from './CommandWork.tsx';
import { OutcomePanel } from './OutcomePanel.tsx';
import { RawFrameWork } from './RawFrameWork.tsx';
import { RunHistory } from './RunHistory.tsx';
import { useActions } from './useActions.ts';
import { useCommandDraft } from './useCommandDraft.ts';

/** The action that a technician needs first: it asks, and changes nothing. */
const FIRST_ACTION = {
  '1.5': 'GetConfiguration',
  '1.6': 'GetConfiguration',
  '2.0.1': 'GetBaseReport',
  '2.1': 'GetBaseReport',
} as const;

/** Any action of the station's version, of a maker's own, or a whole frame: choose, edit, send, and see what becomes of it. */
export function CommandsScreen({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const client = useClient();
  const { version = ASSUMED_VERSION, transport = 'json' } = station;
  const draft = useCommandDraft(station.id, FIRST_ACTION[version]);
  const actions = useActions(version, transport, draft.action);
  const commandRuns = commandRunsOf(station.id, useTopic('session')?.path ?? '');
  const runs = useSyncExternalStore(commandRuns.subscribe, commandRuns.get);
  const [isArmed, setArmed] = useState(false);
  const latest = runs[0];

  const choose = (next: string): void => {
    setArmed(false);
    draft.choose(next);
  };
  const tryNext = ({ action, timeoutMs }: CommandRun, payload: string): void => {
    draft.reuse(action, payload);
    const isDangerous = findAction(version, action)?.danger !== undefined;
    setArmed(isDangerous);
    if (isDangerous || client === undefined || !station.connected) return;
    void commandRuns.start(client, { action, payload, timeoutMs, sendAnyway: false });
  };

  return (
    <section className={classes.screen} aria-label={t('commands.title')}>
      <ActionList groups={actions.groups} action={draft.action} onChoose={choose} />
      {draft.action === RAW_FRAME ? (
        <RawFrameWork {...{ station, actions, draft, commandRuns }} />
      ) : (
        <CommandWork {...{ station, actions, draft, commandRuns, runs, isArmed }} onArm={setArmed} />
      )}
      <div className={classes.results}>
        {latest === undefined ? (
          <p className={classes.none}>{t('commands.outcome.none')}</p>
        ) : (
          <OutcomePanel station={station} run={latest} onTry={(payload) => tryNext(latest, payload)} />
        )}
        <RunHistory
          runs={runs}
          onReuse={(run) => {
            setArmed(false);
            draft.reuse(run.action, run.payload);
          }}
        />
      </div>
    </section>
  );
}
