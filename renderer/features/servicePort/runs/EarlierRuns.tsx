import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortRun } from '../../../../shared/service-port/portRun.ts';
import { runTone } from '../../../state/portRunState.ts';
import { EarlierTransfers } from '../../../ui/transfer/EarlierTransfers.tsx';
import { RunPanel } from './RunPanel.tsx';

/** Runs before the latest one, a line each. */
export function EarlierRuns({ runs }: { runs: readonly PortRun[] }): JSX.Element | undefined {
  const { t } = useTranslation();
  if (runs.length === 0) return undefined;
  return (
    <EarlierTransfers
      title={t('port.run.earlier', { count: runs.length })}
      transfers={runs.map((run) => ({
        id: run.id,
        at: run.startedAt,
        tone: runTone(run.state),
        state: t(`port.run.state.${run.state}`),
        what: [run.file?.name, run.method].filter(Boolean).join(' · '),
        run,
      }))}
    >
      {({ run }) => <RunPanel run={run} />}
    </EarlierTransfers>
  );
}
