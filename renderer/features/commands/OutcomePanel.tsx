import { useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { ASSUMED_VERSION } from '../../../shared/ocpp/version.ts';
import type { Station } from '../../../shared/station/station.ts';
import { meaningOfOutcome } from '../../../shared/ocpp/configuration/changeAnswer.ts';
import { formatRoute } from '../../state/route.ts';
import { useTopic } from '../../state/useAppState.ts';
import { useRecord } from '../../state/useRecord.ts';
import { Dot, type DotTone } from '../../ui/Dot.tsx';
import { framePayload } from '../../ui/framePayload.ts';
import { JsonView } from '../../ui/JsonView.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import type { CommandRun } from './commandRun.ts';
import classes from './Results.module.css';
import { NextTries } from './NextTries.tsx';
import { runWords } from './runWords.ts';

interface OutcomePanelProps {
  station: Station;
  run: CommandRun;
  onTry: (payload: string) => void;
}

/** How the last command ended: in words, with the answer as it was on the wire and the records that prove it. */
export function OutcomePanel({ station, run, onTry }: OutcomePanelProps): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const { tone, key, values } = runWords(run);
  const { outcome, failure } = run;
  const meaning = outcome === undefined ? undefined : meaningOfOutcome(outcome, run.payload);
  return (
    <section className={classes.outcome} aria-label={t('commands.outcome.label')} aria-live="polite">
      <h3>
        {run.action}
        <span className="mono dim">{times.clock(run.startedAt)}</span>
      </h3>
      <p className={classes.verdict} data-tone={tone}>
        <Dot tone={tone satisfies DotTone} />
        <b>{t(`commands.outcome.${key}`, values)}</b>
        {outcome?.latencyMs !== undefined && (
          <span className="dim">{t('commands.outcome.in', { span: times.span(outcome.latencyMs) })}</span>
        )}
      </p>
      <p className="dim">{failure === undefined ? t(`commands.outcome.means.${key}`) : failure.hint}</p>
      {(key === 'refused' || key === 'disconnected') && (
        <p className={classes.description}>{outcome?.description}</p>
      )}
      {outcome?.issues?.map((issue) => (
        <p key={issue.code + (issue.path ?? '') + issue.message} className={classes.answerIssue}>
          <span aria-hidden="true">⚠</span> {issue.message}
        </p>
      ))}
      {meaning !== undefined && <p className={classes.description}>{meaning.sentence}</p>}
      <RecordLinks stationId={station.id} run={run} />
      <ReportLink stationId={station.id} run={run} />
      <NextTries version={station.version ?? ASSUMED_VERSION} run={run} onTry={onTry} />
      {outcome?.responseSeq !== undefined && <Answer seq={outcome.responseSeq} />}
    </section>
  );
}

/** The report that the station sends after its answer, in as many messages as it likes. */
function ReportLink({ stationId, run }: { stationId: string; run: CommandRun }): JSX.Element | undefined {
  const { t } = useTranslation();
  const reports = useTopic('reports');
  const report = reports?.findLast(
    (one) => one.stationId === stationId && one.askedBy === run.action && one.startedAt >= run.startedAt,
  );
  if (report === undefined) return undefined;
  return (
    <p className={classes.links}>
      <a href={formatRoute({ screen: 'station', stationId, tab: 'reports' })}>
        {t('commands.outcome.report', {
          state: t(`reports.state.${report.state}`),
          entries: t('reports.entries', { count: report.items }),
        })}
      </a>
    </p>
  );
}

function RecordLinks({ stationId, run }: { stationId: string; run: CommandRun }): JSX.Element | undefined {
  const { t } = useTranslation();
  const formats = useFormats();
  const { requestSeq = run.sentSeq, responseSeq } = run.outcome ?? {};
  if (requestSeq === undefined) return undefined;
  const href = (seq: number): string => formatRoute({ screen: 'station', stationId, tab: 'messages', seq });
  return (
    <p className={classes.links}>
      <a href={href(requestSeq)}>
        {t(run.sentSeq === undefined ? 'commands.outcome.request' : 'commands.outcome.frame', {
          record: formats.count(requestSeq),
        })}
      </a>
      {responseSeq !== undefined && (
        <a href={href(responseSeq)}>
          {t('commands.outcome.response', { record: formats.count(responseSeq) })}
        </a>
      )}
    </p>
  );
}

/** The answer out of its record: the outcome's own copy went through `JSON.parse`, which loses digits. */
function Answer({ seq }: { seq: number }): JSX.Element | undefined {
  const { t } = useTranslation();
  const { record } = useRecord(seq);
  const text = record?.payload ?? (record?.rawEncoding === 'text' ? record.raw : undefined);
  const payload = useMemo(
    () => (text === undefined || record === undefined ? undefined : framePayload(text, record.kind)),
    [record, text],
  );
  if (text === undefined || record === undefined || payload === undefined) return undefined;
  return (
    <div className={classes.answer}>
      <JsonView
        key={record.seq}
        text={text}
        root={payload.root}
        issues={record.issues}
        at={record.at}
        label={t('commands.outcome.payload')}
      />
    </div>
  );
}
