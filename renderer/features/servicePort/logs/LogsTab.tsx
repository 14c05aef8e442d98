import { Button } from '@mantine/core';
import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../../../shared/contract/methods.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { isRunGoingOn } from '../../../state/portRunState.ts';
import { useAction } from '../../../state/useAction.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import page from '../../../ui/transfer/TransferPage.module.css';
import { EarlierRuns } from '../runs/EarlierRuns.tsx';
import { RunPanel } from '../runs/RunPanel.tsx';
import runs from '../runs/Runs.module.css';
import { usePortRuns } from '../runs/usePortRuns.ts';
import { WithCapability } from '../WithCapability.tsx';

type Choices = Result<'port.diagnosticsChoices'>;

/** Logs that can be pulled over the cable, and what came. */
export function LogsTab({ port }: { port: PortState }): JSX.Element {
  return (
    <WithCapability port={port} capability="diagnostics">
      <Logs port={port} />
    </WithCapability>
  );
}

function Logs({ port }: { port: PortState }): JSX.Element {
  const { t } = useTranslation();
  const { path } = port.port;
  const isReady = port.phase === 'ready';
  const [latest, ...earlier] = usePortRuns(path, 'diagnostics');
  const [choices, setChoices] = useState<Choices>();
  const { failure: unknown, run: ask } = useAction();
  const { isBusy, isPossible, failure, run } = useAction();
  useEffect(() => {
    if (isReady)
      void ask(async (client) => setChoices(await client.call('port.diagnosticsChoices', { path })));
  }, [ask, path, isReady]);
  const isRunning = latest !== undefined && isRunGoingOn(latest);
  return (
    <div className={page.page}>
      <section className={page.form} aria-labelledby="port-logs">
        <h2 id="port-logs">{t('port.logs.title')}</h2>
        <p className="dim">{t('port.logs.text')}</p>
        {!isReady && !isRunning && <p className={page.hindrance}>{t('port.logs.notReady')}</p>}
        {choices?.length === 0 && <p>{t('port.logs.none')}</p>}
        <ul className={runs.choices}>
          {choices?.map(({ what, title, method }) => (
            <li key={what}>
              <span>{title}</span>
              <span className="dim">{method}</span>
              <Button
                disabled={!isPossible || !isReady || isBusy || isRunning}
                onClick={() =>
                  void run((client) => client.call('port.diagnostics', { path, what }, { timeoutMs: 0 }))
                }
                aria-label={t('port.logs.pullThis', { title })}
              >
                {t('port.logs.pull')}
              </Button>
            </li>
          ))}
        </ul>
        <FailureText failure={failure ?? unknown} />
      </section>
      {latest !== undefined && <RunPanel key={latest.id} run={latest} />}
      <EarlierRuns runs={earlier} />
    </div>
  );
}
