import { Button } from '@mantine/core';
import { useState, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortRun } from '../../../../shared/service-port/portRun.ts';
import { isRunGoingOn, runTone } from '../../../state/portRunState.ts';
import { formatRoute } from '../../../state/route.ts';
import { useAction } from '../../../state/useAction.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { StageRow } from '../../../ui/transfer/StageRow.tsx';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import { TransferHead } from '../../../ui/transfer/TransferHead.tsx';
import page from '../../../ui/transfer/TransferPage.module.css';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import { RunProgress } from './RunProgress.tsx';
import { RunResult } from './RunResult.tsx';
import { runStages } from './runStages.ts';
import { RunSteps } from './RunSteps.tsx';

/** Firmware on its way to the device, or a log from it: its stages, the blocks, the result, and its story. */
export function RunPanel({ run, children }: { run: PortRun; children?: ReactNode }): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const { id, kind, state, method, file, startedAt, isExperimental, stationId, steps } = run;
  const isGoingOn = isRunGoingOn(run);
  const facts = [
    t('files.panel.asked', { time: times.shortClock(startedAt) }),
    method,
    ...(isExperimental ? [t('port.run.experimental')] : []),
  ];
  return (
    <section className={page.panel} aria-labelledby={`run-${id}`} data-state={state}>
      <TransferHead
        id={`run-${id}`}
        title={file?.name ?? t(`port.run.unnamed.${kind}`)}
        facts={facts}
        tone={runTone(state)}
        state={t(`port.run.state.${state}`)}
      />
      {kind === 'firmware' && (
        <StageRow
          label={t('port.run.stages')}
          stages={runStages(run).map(({ stage, number, mark }) => ({
            mark,
            words: t(`port.run.stage.${stage}`, { number }),
          }))}
        />
      )}
      {isGoingOn ? <RunProgress run={run} /> : <RunResult run={run} />}
      {isGoingOn && <CancelRun run={run} />}
      {children}
      {file?.fetchId !== undefined && (
        <ToolRow>
          <Button
            component="a"
            variant="filled"
            href={formatRoute({ screen: 'file', fetchId: file.fetchId, inside: [] })}
          >
            {t('port.run.look')}
          </Button>
        </ToolRow>
      )}
      <RunSteps steps={steps} stationId={stationId} />
    </section>
  );
}

/** A push that is cut leaves a charger without firmware, maybe: what that means is said before. */
function CancelRun({ run }: { run: PortRun }): JSX.Element {
  const { t } = useTranslation();
  const [isAsked, setAsked] = useState(false);
  const { isBusy, isPossible, failure, run: act } = useAction();
  const isPush = run.kind === 'firmware';
  const cancel = (): void =>
    void act((client) => client.call('portRun.cancel', { id: run.id }, { timeoutMs: 0 }));
  return (
    <>
      {isAsked && <p className={page.verdict}>{t('port.run.cancelLeaves')}</p>}
      <ToolRow>
        {isAsked && (
          // Where the other button was: who hits it twice by mistake goes on.
          <Button key="go-on" autoFocus onClick={() => setAsked(false)}>
            {t('port.run.goOn')}
          </Button>
        )}
        {isPush && !isAsked ? (
          <Button key="ask" disabled={!isPossible} onClick={() => setAsked(true)}>
            {t('port.run.cancel')}
          </Button>
        ) : (
          <Button
            key="cancel"
            loading={isBusy}
            disabled={!isPossible}
            {...(isPush ? { color: 'red', variant: 'outline' } : {})}
            onClick={cancel}
          >
            {t(isPush ? 'port.run.cancelNow' : 'port.run.stop')}
          </Button>
        )}
      </ToolRow>
      <FailureText failure={failure} />
    </>
  );
}
