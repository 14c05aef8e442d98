import { Button } from '@mantine/core';
import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContentKind } from '../../../shared/files/contents/contentKind.ts';
import type { ContentState } from '../../../shared/files/contents/contentState.ts';
import type { ImportReport } from '../../../shared/trace/import/importReport.ts';
import { openTrace } from '../../state/openTrace.ts';
import { useAction } from '../../state/useAction.ts';
import { useClient, useTopic } from '../../state/useAppState.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { ToolRow } from '../../ui/ToolRow.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import classes from './FileScreen.module.css';

const MAY_HOLD: ReadonlySet<ContentKind> = new Set(['text', 'json', 'json-lines', 'csv', 'xml', 'capture']);

/** The OCPP frames in a file, and the way to them as a trace. */
export function FramesNotice({ state }: { state: ContentState }): JSX.Element | undefined {
  const { t } = useTranslation();
  const formats = useFormats();
  const report = useReport(state);
  const { run, failure, isBusy, isPossible } = useAction();
  const [job, setJob] = useState<number>();
  const running = useOpenWhenDone(job);
  if (report === undefined || report.frames === 0) return undefined;
  const { content } = state;
  const facts = {
    count: report.frames,
    frames: formats.count(report.frames),
    format: report.format.name,
    stations: report.stations.map(({ id }) => id).join(', '),
  };
  return (
    <div className={classes.frames}>
      <p>
        {t(report.isPartial ? 'fileViewer.framesFirst' : 'fileViewer.frames', facts)}{' '}
        {state.alignment?.sentence}
      </p>
      <ToolRow>
        <Button
          disabled={!isPossible || isBusy || running !== undefined}
          onClick={() =>
            void run(async (client) => setJob((await client.call('content.openAsTrace', { content })).id))
          }
        >
          {running === undefined
            ? t('fileViewer.openAsTrace')
            : t('fileViewer.importing', { percent: formats.percent(running * 100) })}
        </Button>
        <Button
          disabled={!isPossible || isBusy}
          loading={isBusy}
          onClick={() =>
            void run((client) => client.call('content.alignment', { content }, { timeoutMs: 0 }))
          }
        >
          {t('fileViewer.compareClocks')}
        </Button>
      </ToolRow>
      <FailureText failure={failure} />
    </div>
  );
}

/** What an import would find; it is looked for on a thread of its own, and nothing waits for it. */
function useReport({ content, kind, state }: ContentState): ImportReport | undefined {
  const client = useClient();
  const [found, setFound] = useState<{ content: number; report: ImportReport }>();
  const isAsked = state === 'ready' && MAY_HOLD.has(kind);
  useEffect(() => {
    if (client === undefined || !isAsked) return undefined;
    const abort = new AbortController();
    client.call('content.frames', { content }, { timeoutMs: 0, signal: abort.signal }).then(
      (report) => setFound({ content, report }),
      // Nothing that could hold frames: then there is nothing to say.
      () => undefined,
    );
    return () => abort.abort();
  }, [client, content, isAsked]);
  return found?.content === content ? found.report : undefined;
}

/** Goes to the trace as soon as it is there; until then how far it is. */
function useOpenWhenDone(job: number | undefined): number | undefined {
  const client = useClient();
  const imports = useTopic('imports');
  const found = imports?.find(({ id }) => id === job);
  const path = found?.state === 'done' ? found.path : undefined;
  useEffect(() => {
    if (client === undefined || path === undefined) return;
    // Where it cannot be opened, the list of sessions says why.
    openTrace(client, path).catch(() => undefined);
  }, [client, path]);
  return found?.state === 'running' ? found.share : undefined;
}
