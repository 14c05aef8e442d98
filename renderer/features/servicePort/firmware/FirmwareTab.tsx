import { Button, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortPushPlan } from '../../../../shared/service-port/portRun.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { isRunGoingOn } from '../../../state/portRunState.ts';
import { useAction } from '../../../state/useAction.ts';
import { useAddFirmware } from '../../../state/useAddFirmware.ts';
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
import { PlanReview } from './PlanReview.tsx';

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
  const isRunning = latest !== undefined && isRunGoingOn(latest);
  return (
    <div className={page.page}>
      {!isRunning && <PushForm port={port} />}
      {latest !== undefined && <RunPanel key={latest.id} run={latest} />}
      <EarlierRuns runs={earlier} />
    </div>
  );
}

function PushForm({ port }: { port: PortState }): JSX.Element {
  const { t } = useTranslation();
  const { path } = port.port;
  const isReady = port.phase === 'ready';
  const [libraryId, setLibraryId] = useState<string>();
  const [version, setVersion] = useState('');
  const [plan, setPlan] = useState<PortPushPlan>();
  const { isBusy, isPossible, failure, run } = useAction();
  const choose = (id: string | undefined): void => {
    setLibraryId(id);
    setPlan(undefined);
  };
  const adding = useAddFirmware();
  const isOver = useFileDrop((files) => adding.add(files.slice(0, 1), ({ id }) => choose(id)));
  const wish = {
    path,
    ...(libraryId === undefined ? {} : { libraryId }),
    ...(version.trim() === '' ? {} : { version: version.trim() }),
  };
  const added = adding.files.at(-1);
  return (
    <section className={page.form} aria-labelledby="port-push">
      <h2 id="port-push">{t('port.push.title')}</h2>
      <p className="dim">{t('port.push.text')}</p>
      <div className={runs.drop} data-over={isOver || undefined}>
        <FirmwareChoice chosenId={libraryId} onChoose={choose} />
        <p className="dim">{t(isOver ? 'firmwareFiles.dropNow' : 'port.push.drop')}</p>
        {added?.failure !== undefined && <FailureText failure={added.failure} />}
      </div>
      <TextInput
        className={runs.narrow ?? ''}
        label={t('firmware.options.version')}
        description={t('firmware.options.versionWhy')}
        value={version}
        onChange={(event) => {
          setVersion(event.currentTarget.value);
          setPlan(undefined);
        }}
      />
      {!isReady && <p className={page.hindrance}>{t('port.logs.notReady')}</p>}
      {plan === undefined ? (
        <ToolRow>
          <Button
            variant="filled"
            loading={isBusy}
            disabled={!isPossible || !isReady || libraryId === undefined}
            onClick={() =>
              void run(async (client) => setPlan(await client.call('port.planPush', wish, { timeoutMs: 0 })))
            }
          >
            {t('firmware.push.check')}
          </Button>
        </ToolRow>
      ) : (
        <PlanReview
          plan={plan}
          name={port.port.name}
          isBusy={isBusy}
          onCancel={() => setPlan(undefined)}
          onPush={(confirm) =>
            void run(async (client) => {
              await client.call('port.push', { ...wish, confirm }, { timeoutMs: 0 });
              setPlan(undefined);
            })
          }
        />
      )}
      <FailureText failure={failure} />
    </section>
  );
}
