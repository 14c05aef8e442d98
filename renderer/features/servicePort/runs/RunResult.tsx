import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { PORT_RUN_STAGES, type PortRun } from '../../../../shared/service-port/portRun.ts';
import { runTone } from '../../../state/portRunState.ts';
import { Dot } from '../../../ui/Dot.tsx';
import classes from '../../../ui/transfer/Push.module.css';

/** What came of it, big and plain, and what to do. */
export function RunResult({ run }: { run: PortRun }): JSX.Element {
  const { t } = useTranslation();
  const { kind, state, stage, sentence, remedy, versionBefore, versionAfter, file } = run;
  const verdict =
    state === 'failed' && kind === 'firmware'
      ? t('port.run.failedAt', {
          number: PORT_RUN_STAGES.indexOf(stage) + 1,
          stage: t(`port.run.stage.${stage}`, { number: '' }).trim(),
        })
      : t(`port.run.state.${state}`);
  return (
    <div className={classes.result} data-state={state === 'received' ? 'verified' : state} role="status">
      <p className={classes.verdict}>
        <Dot tone={runTone(state)} />
        {verdict}
        {versionAfter !== undefined && (
          <span className={classes.versions}>
            {versionBefore ?? '?'} <span aria-hidden="true">→</span> {versionAfter}
          </span>
        )}
      </p>
      <p>{sentence}</p>
      {remedy !== undefined && <p className={classes.remedy}>{remedy}</p>}
      {file?.path !== undefined && !sentence.includes(file.path) && <code>{file.path}</code>}
    </div>
  );
}
