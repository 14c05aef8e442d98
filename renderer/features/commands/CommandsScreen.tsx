import { Button } from '@mantine/core';
import { useId, useMemo, useRef, useState, useSyncExternalStore, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { commandsOf, findAction, type CommandGroup } from '../../../shared/ocpp/catalog.ts';
import { ASSUMED_VERSION, type OcppVersion } from '../../../shared/ocpp/version.ts';
import type { Station } from '../../../shared/station/station.ts';
import type { Issue } from '../../../shared/trace/issue.ts';
import { useClient } from '../../state/useAppState.ts';
import { JsonEditor } from '../../ui/JsonEditor.tsx';
import { prettyJson } from '../../ui/jsonLines.ts';
import { ActionList } from './ActionList.tsx';
import { ActionSelect } from './ActionSelect.tsx';
import { commandRunsOf, isRunning } from './commandRuns.ts';
import classes from './CommandsScreen.module.css';
import { IssueList } from './IssueList.tsx';
import { OutcomePanel } from './OutcomePanel.tsx';
import { isListed, withActionIssue, withOwnActions } from './ownAction.ts';
import { RunHistory } from './RunHistory.tsx';
import { SendBar } from './SendBar.tsx';
import { useCommandDraft, type CommandDraft } from './useCommandDraft.ts';
import { usePayloadCheck } from './usePayloadCheck.ts';

/** The action that a technician needs first: it asks, and changes nothing. */
const FIRST_ACTION = {
  '1.5': 'GetConfiguration',
  '1.6': 'GetConfiguration',
  '2.0.1': 'GetBaseReport',
  '2.1': 'GetBaseReport',
} as const;
const DEFAULT_TIMEOUT_S = 30;

interface HeadProps {
  groups: readonly CommandGroup[];
  description: string | undefined;
  draft: CommandDraft;
  onChoose: (action: string) => void;
}

function Head({ groups, description, draft, onChoose }: HeadProps): JSX.Element {
  const { t } = useTranslation();
  const { action, payload, isEdited } = draft;
  const laidOut = payload === undefined ? undefined : prettyJson(payload);
  return (
    <div className={classes.head}>
      <h2>{action}</h2>
      <ActionSelect groups={groups} action={action} onChoose={onChoose} />
      <p className="dim">{description}</p>
      <span className={classes.tools}>
        <Button
          disabled={laidOut === undefined || laidOut === payload}
          onClick={() => draft.edit(laidOut ?? payload ?? '')}
        >
          {t('commands.layOut')}
        </Button>
        <Button disabled={!isEdited} onClick={draft.reset}>
          {t('commands.example')}
        </Button>
      </span>
    </div>
  );
}

/** The actions to choose from, with the chosen one where it is none of the specification's; and what is wrong with it. */
function useActions(
  version: OcppVersion,
  action: string,
): { groups: readonly CommandGroup[]; issue: Issue | undefined } {
  const { t } = useTranslation();
  return useMemo(() => {
    const listed = commandsOf(version);
    const words = { title: t('commands.own.title'), description: t('commands.own.hint') };
    const groups = withOwnActions(listed, [action], words);
    if (isListed(listed, action)) return { groups, issue: undefined };
    const key = findAction(version, action) === undefined ? 'unknown' : 'stations';
    const message = t(`commands.own.issue.${key}`, { action, version });
    return { groups, issue: { severity: 'warning', code: `action-${key}`, message } };
  }, [t, version, action]);
}

/** Any action of the station's version, or of a maker's own: choose, edit, send, and see what becomes of it. */
export function CommandsScreen({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const client = useClient();
  const version = station.version ?? ASSUMED_VERSION;
  const draft = useCommandDraft(station, version, FIRST_ACTION[version]);
  const { action, payload } = draft;
  const { groups, issue } = useActions(version, action);
  const payloadCheck = usePayloadCheck(version, action, payload);
  const check = withActionIssue(payloadCheck, issue);
  const commandRuns = commandRunsOf(station.id);
  const runs = useSyncExternalStore(commandRuns.subscribe, commandRuns.get);
  const [timeoutS, setTimeoutS] = useState(DEFAULT_TIMEOUT_S);
  const [isArmed, setArmed] = useState(false);
  const sendButton = useRef<HTMLButtonElement>(null);
  const checkId = useId();
  const latest = runs[0];
  const info = findAction(version, action);

  const send = (): void => {
    if (client === undefined || payload === undefined) return;
    setArmed(false);
    const sendAnyway = check.state === 'invalid';
    void commandRuns.start(client, { action, payload, timeoutMs: timeoutS * 1000, sendAnyway });
  };
  const submit = (): void => {
    const isBusy = latest !== undefined && isRunning(latest);
    if (client === undefined || payload === undefined || !station.connected || isBusy) return;
    if (info?.danger !== undefined) setArmed(true);
    // What is not valid leaves by the button that says so.
    else if (check.state === 'invalid') sendButton.current?.focus();
    else send();
  };
  const choose = (next: string): void => {
    setArmed(false);
    draft.choose(next);
  };

  return (
    <section className={classes.screen} aria-label={t('commands.title')}>
      <ActionList groups={groups} action={action} onChoose={choose} />
      <div className={classes.work}>
        <Head
          groups={groups}
          description={info?.description ?? t('commands.own.description', { version })}
          draft={draft}
          onChoose={choose}
        />
        <div className={classes.editor}>
          {/* An editor that is filled while somebody types into it would mix both. */}
          {payload !== undefined && (
            <JsonEditor
              key={action}
              value={payload}
              onChange={(text) => {
                setArmed(false);
                draft.edit(text);
              }}
              onSubmit={submit}
              issues={payloadCheck.issues}
              label={t('commands.payload', { action })}
              describedBy={checkId}
            />
          )}
        </div>
        <IssueList check={check} id={checkId} />
        <SendBar
          station={station}
          info={info}
          action={action}
          payload={payload}
          check={check}
          isLinked={client !== undefined}
          latest={latest}
          timeoutS={timeoutS}
          onTimeoutS={setTimeoutS}
          isArmed={isArmed}
          onArm={setArmed}
          onSend={send}
          onCancel={commandRuns.cancel}
          sendRef={sendButton}
        />
      </div>
      <div className={classes.results}>
        {latest === undefined ? (
          <p className={classes.none}>{t('commands.outcome.none')}</p>
        ) : (
          <OutcomePanel stationId={station.id} run={latest} />
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
