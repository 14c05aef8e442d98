import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortFirmwareWay, PortRun } from '../../../../shared/service-port/portRun.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { isRunGoingOn } from '../../../state/portRunState.ts';
import { useAction, type Action } from '../../../state/useAction.ts';
import { useAddFirmware } from '../../../state/useAddFirmware.ts';
import { useTopic } from '../../../state/useAppState.ts';
import { useFileDrop } from '../../../state/useFileDrop.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { FirmwareChoice } from '../../../ui/transfer/FirmwareChoice.tsx';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import page from '../../../ui/transfer/TransferPage.module.css';
import { EarlierRuns } from '../runs/EarlierRuns.tsx';
import { RunPanel } from '../runs/RunPanel.tsx';
import runs from '../runs/Runs.module.css';
import { usePortRuns } from '../runs/usePortRuns.ts';
import { WithCapability } from '../WithCapability.tsx';
import { ParameterFields } from './ParameterFields.tsx';
import { PlanReview } from './PlanReview.tsx';
import { StartAgain } from './StartAgain.tsx';
import { draftOfRun, pushWishOf, usePushDraft, type PushDraft } from './usePushDraft.ts';

/** Firmware over the cable: a file, what speaks against it, the yes, and how it goes. */
export function FirmwareTab({ port }: { port: PortState }): JSX.Element {
  return (
    <WithCapability port={port} capability="firmware">
      <Firmware port={port} />
    </WithCapability>
  );
}

function Firmware({ port }: { port: PortState }): JSX.Element {
  const { path } = port.port;
  const [latest, ...earlier] = usePortRuns(path, 'firmware');
  const push = usePushDraft();
  const action = useAction();
  const files = useTopic('firmwareFiles')?.files ?? [];
  const isRunning = latest !== undefined && isRunGoingOn(latest);
  const again = latest === undefined ? undefined : draftOfRun(latest, files);
  const check = (draft: PushDraft): void =>
    void action.run(async (client) =>
      push.setPlan(await client.call('port.planPush', pushWishOf(path, draft), { timeoutMs: 0 })),
    );
  return (
    <div className={page.page}>
      {!isRunning && <PushForm port={port} push={push} action={action} onCheck={check} />}
      {latest !== undefined && (
        <RunPanel key={latest.id} run={latest}>
          {push.plan === undefined && isCut(latest) && again !== undefined && (
            <StartAgain
              port={port}
              onAgain={() => {
                push.change(again);
                check(again);
              }}
            />
          )}
        </RunPanel>
      )}
      <EarlierRuns runs={earlier} />
    </div>
  );
}

function isCut({ state }: PortRun): boolean {
  return state === 'failed' || state === 'cancelled';
}

interface PushFormProps {
  port: PortState;
  push: ReturnType<typeof usePushDraft>;
  action: Action;
  onCheck: (draft: PushDraft) => void;
}

function PushForm({ port, push, action, onCheck }: PushFormProps): JSX.Element {
  const { t } = useTranslation();
  const { path } = port.port;
  const isReady = port.phase === 'ready';
  const { draft, plan, setPlan, change } = push;
  const { isBusy, isPossible, failure, run } = action;
  const choose = (libraryId: string | undefined): void => change({ libraryId });
  const adding = useAddFirmware();
  const isOver = useFileDrop((files) => adding.add(files.slice(0, 1), ({ id }) => choose(id)));
  const way = useFirmwareWay(path, isReady);
  const checkButton = useRef<HTMLButtonElement>(null);
  return (
    <section className={page.form} aria-labelledby="port-push">
      <h2 id="port-push">{t('port.push.title')}</h2>
      <p className="dim">{t('port.push.text')}</p>
      <div className={runs.drop} data-over={isOver || undefined}>
        <FirmwareChoice
          chosenId={draft.libraryId}
          needsVersion={draft.version.trim() === ''}
          adding={adding}
          onChoose={choose}
        />
        <p className="dim">{t(isOver ? 'firmwareFiles.dropNow' : 'port.push.drop')}</p>
        {way !== undefined && way.accepts.length > 0 && (
          <p className="dim">
            {t('port.push.takes', { endings: way.accepts.join(', '), method: way.method })}
          </p>
        )}
      </div>
      <TextInput
        className={runs.narrow ?? ''}
        label={t('firmware.options.version')}
        description={t('firmware.options.versionWhy')}
        value={draft.version}
        onChange={(event) => change({ version: event.currentTarget.value })}
      />
      <ParameterFields
        parameters={way?.parameters ?? []}
        values={draft.parameters}
        onChange={(parameters) => change({ parameters })}
      />
      {!isReady && <p className={page.hindrance}>{t('port.logs.notReady')}</p>}
      {/* It stays while the plan is shown: who works by keyboard goes on from it, and comes back to it. */}
      <ToolRow>
        <Button
          ref={checkButton}
          variant={plan === undefined ? 'filled' : 'default'}
          loading={isBusy}
          disabled={!isPossible || !isReady || draft.libraryId === undefined}
          onClick={() => onCheck(draft)}
        >
          {t('firmware.push.check')}
        </Button>
      </ToolRow>
      {plan !== undefined && (
        <PlanReview
          plan={plan}
          name={port.port.name}
          isBusy={isBusy}
          onCancel={() => {
            setPlan(undefined);
            checkButton.current?.focus();
          }}
          onPush={(confirm) =>
            void run(async (client) => {
              await client.call('port.push', { ...pushWishOf(path, draft), confirm }, { timeoutMs: 0 });
              setPlan(undefined);
            })
          }
        />
      )}
      <FailureText failure={failure} />
    </section>
  );
}

/** What the profile says of firmware; a port that is not open says nothing. */
function useFirmwareWay(path: string, isReady: boolean): PortFirmwareWay | undefined {
  const [way, setWay] = useState<PortFirmwareWay>();
  const { run } = useAction();
  useEffect(() => {
    if (isReady) void run(async (client) => setWay(await client.call('port.firmwareWay', { path })));
  }, [run, path, isReady]);
  return way;
}
