import { Button } from '@mantine/core';
import { useId, useRef, useState, type JSX, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { findAction } from '../../../shared/ocpp/catalog.ts';
import { ASSUMED_VERSION } from '../../../shared/ocpp/version.ts';
import type { Station } from '../../../shared/station/station.ts';
import { useClient } from '../../state/useAppState.ts';
import { JsonEditor } from '../../ui/JsonEditor.tsx';
import { prettyJson } from '../../ui/jsonLines.ts';
import { CommandHead, type EditorView } from './CommandHead.tsx';
import { isRunning, type CommandRun } from './commandRun.ts';
import type { CommandRuns } from './commandRuns.ts';
import classes from './CommandsScreen.module.css';
import { CommandForm } from './form/CommandForm.tsx';
import { IssueList } from './IssueList.tsx';
import { withActionIssue } from './ownAction.ts';
import { PresetBar } from './PresetBar.tsx';
import { SendBar } from './SendBar.tsx';
import { useActionSchema, type ActionSchema } from './useActionSchema.ts';
import type { Actions } from './useActions.ts';
import type { CommandDraft } from './useCommandDraft.ts';
import { usePayloadCheck, type PayloadCheck } from './usePayloadCheck.ts';
import { useStationContext } from './useStationContext.ts';

const DEFAULT_TIMEOUT_S = 30;

export interface CommandWorkProps {
  station: Station;
  actions: Actions;
  draft: CommandDraft;
  commandRuns: CommandRuns;
  runs: readonly CommandRun[];
  /** Whether the first of the two steps of a dangerous command was made. */
  isArmed: boolean;
  onArm: (isArmed: boolean) => void;
}

/** One action with its payload as a form and as JSON, checked while it is edited, and the button that sends it. */
export function CommandWork(props: CommandWorkProps): JSX.Element {
  const { station, actions, draft, commandRuns, runs, isArmed, onArm } = props;
  const { t } = useTranslation();
  const client = useClient();
  const version = station.version ?? ASSUMED_VERSION;
  const { action, edited } = draft;
  const context = useStationContext(station, runs);
  const known = useActionSchema(version, action, context);
  const payload = edited ?? known?.example;
  const payloadCheck = usePayloadCheck(version, action, payload);
  const check = withActionIssue(payloadCheck, actions.issue);
  const [timeoutS, setTimeoutS] = useState(DEFAULT_TIMEOUT_S);
  const [view, setView] = useState<EditorView>('form');
  const sendButton = useRef<HTMLButtonElement>(null);
  const checkId = useId();
  const latest = runs[0];
  const info = findAction(version, action);

  const edit = (text: string): void => {
    onArm(false);
    draft.edit(text);
  };
  const send = (): void => {
    if (client === undefined || payload === undefined) return;
    onArm(false);
    const sendAnyway = check.state === 'invalid';
    void commandRuns.start(client, { action, payload, timeoutMs: timeoutS * 1000, sendAnyway });
  };
  const submit = (): void => {
    const isBusy = latest !== undefined && isRunning(latest);
    if (client === undefined || payload === undefined || !station.connected || isBusy) return;
    if (info?.danger !== undefined) onArm(true);
    // What is not valid leaves by the button that says so.
    else if (check.state === 'invalid') sendButton.current?.focus();
    else send();
  };
  const choose = (next: string): void => {
    onArm(false);
    draft.choose(next);
  };

  return (
    <div
      className={classes.work}
      data-view={known !== undefined && known.schema === undefined ? 'json' : view}
    >
      <CommandHead
        groups={actions.groups}
        action={action}
        description={info?.description ?? t('commands.own.description', { version })}
        onChoose={choose}
        view={view}
        onView={setView}
      >
        <HeadTools payload={payload} example={known?.example} draft={draft} onEdit={edit} />
      </CommandHead>
      <FormPane
        {...{ version, action, known, payload, context }}
        check={payloadCheck}
        onEdit={edit}
        onSubmit={submit}
      />
      <div className={classes.editor}>
        {/* An editor that is filled while somebody types into it would mix both. */}
        {payload !== undefined && (
          <JsonEditor
            key={action}
            value={payload}
            onChange={edit}
            onSubmit={submit}
            issues={payloadCheck.issues}
            label={t('commands.payload', { action })}
            describedBy={checkId}
          />
        )}
      </div>
      <div className={classes.foot}>
        <IssueList check={check} id={checkId} />
        <SendBar
          {...{ station, info, action, payload, check, latest, timeoutS, isArmed, onArm }}
          isLinked={client !== undefined}
          onTimeoutS={setTimeoutS}
          onSend={send}
          onCancel={commandRuns.cancel}
          sendRef={sendButton satisfies RefObject<HTMLButtonElement | null>}
        />
      </div>
    </div>
  );
}

interface HeadToolsProps {
  payload: string | undefined;
  example: string | undefined;
  draft: CommandDraft;
  onEdit: (payload: string) => void;
}

function HeadTools({ payload, example, draft, onEdit }: HeadToolsProps): JSX.Element {
  const { t } = useTranslation();
  const laidOut = payload === undefined ? undefined : prettyJson(payload);
  return (
    <>
      <Button
        disabled={laidOut === undefined || laidOut === payload}
        onClick={() => onEdit(laidOut ?? payload ?? '')}
      >
        {t('commands.layOut')}
      </Button>
      <Button disabled={draft.edited === undefined || draft.edited === example} onClick={draft.reset}>
        {t('commands.example')}
      </Button>
    </>
  );
}

interface FormPaneProps {
  version: Parameters<typeof useActionSchema>[0];
  action: string;
  known: ActionSchema | undefined;
  payload: string | undefined;
  context: Parameters<typeof useActionSchema>[2];
  check: PayloadCheck;
  onEdit: (payload: string) => void;
  onSubmit: () => void;
}

function FormPane(props: FormPaneProps): JSX.Element {
  const { version, action, known, payload, context, check, onEdit, onSubmit } = props;
  const { t } = useTranslation();
  const schema = known?.schema;
  if (schema === undefined || payload === undefined) {
    return (
      <div className={classes.formPane}>
        {known !== undefined && <p className={classes.none}>{t('form.noSchema')}</p>}
      </div>
    );
  }
  return (
    <div className={classes.formPane}>
      <PresetBar {...{ version, action, schema, context }} onTake={onEdit} />
      <CommandForm
        key={action}
        {...{ version, action, schema, payload, context, onEdit, onSubmit }}
        issues={check.issues}
      />
    </div>
  );
}
