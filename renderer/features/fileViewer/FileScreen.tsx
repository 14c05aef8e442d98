import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../shared/assertNever.ts';
import type { ContentEncoding, ContentView } from '../../../shared/files/contents/contentKind.ts';
import type { ContentState } from '../../../shared/files/contents/contentState.ts';
import { formatRoute } from '../../state/route.ts';
import { rememberLog } from '../../state/lookedLogs.ts';
import { useTopic } from '../../state/useAppState.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Breadcrumb } from './Breadcrumb.tsx';
import { EntriesView } from './EntriesView.tsx';
import { FileFacts } from './FileFacts.tsx';
import classes from './FileScreen.module.css';
import { HexView } from './HexView.tsx';
import { TableView } from './TableView.tsx';
import { TextView } from './TextView.tsx';
import { useContent } from './useContent.ts';
import { usualFolder } from './usualFolder.ts';

interface FileScreenProps {
  fetchId: string;
  inside: readonly string[];
  line: number | undefined;
}

/** A file that a charger has sent, or what is inside of it. */
export function FileScreen({ fetchId, inside, line }: FileScreenProps): JSX.Element {
  const { t } = useTranslation();
  const [view, setView] = useState<ContentView>();
  const [encoding, setEncoding] = useState<ContentEncoding>();
  // The kind is known only once it is open; what is pretty by nature is opened once more then.
  const request = { source: { fetch: fetchId }, inside, ...(encoding === undefined ? {} : { encoding }) };
  const { state, failure } = useContent(JSON.stringify(request));
  const fetch = useTopic('diagnostics')?.find(({ id }) => id === fetchId);
  // A line is one of the text, whatever the best view.
  const usual = line !== undefined && state?.views.includes('text') === true ? 'text' : state?.views[0];
  const chosen = view ?? usual;
  useOnlyEntry(fetchId, state);
  useRemembered(fetchId, state);
  return (
    <section className={classes.screen} aria-label={t('fileViewer.title')}>
      <div className={classes.head}>
        <Breadcrumb
          stationId={fetch?.stationId}
          fetchId={fetchId}
          inside={state?.inside ?? inside}
          fileName={state?.fileName ?? fetch?.file?.name}
        />
        <FailureText failure={failure ?? state?.failure} />
        {state?.state === 'opening' && (
          <ProgressBar done={state.share} total={1} label={t('fileViewer.opening')} />
        )}
        {state?.state === 'ready' && (
          <FileFacts
            state={state}
            view={chosen}
            usualFolder={usualFolder(fetch?.file?.path ?? '', state.inside)}
            onView={setView}
            onEncoding={setEncoding}
          />
        )}
      </div>
      {state?.state === 'ready' && chosen === undefined && (
        <p className={classes.empty}>{t('fileViewer.nothing')}</p>
      )}
      {state?.state === 'ready' && chosen !== undefined && (
        <div className={classes.body}>
          <View
            key={`${state.content} ${chosen}`}
            state={state}
            view={chosen}
            request={request}
            fetchId={fetchId}
            line={line}
          />
        </div>
      )}
    </section>
  );
}

/** Records of the station lead to the lines of a text that was looked at. */
function useRemembered(fetchId: string, state: ContentState | undefined): void {
  const isText = state?.state === 'ready' && state.text !== undefined && state.kind !== 'binary';
  const way = JSON.stringify(state?.inside ?? []);
  const name = state?.name ?? '';
  useEffect(() => {
    if (isText) rememberLog({ fetchId, inside: JSON.parse(way) as string[], name });
  }, [isText, fetchId, way, name]);
}

/** Of a gzip file the one file inside is what somebody wants to see. */
function useOnlyEntry(fetchId: string, state: ContentState | undefined): void {
  const isOne = state?.kind === 'gzip' && state.state === 'ready';
  const content = state?.content;
  const inside = state?.inside.join('\n') ?? '';
  const { run } = useAction();
  useEffect(() => {
    if (!isOne || content === undefined) return;
    void run(async (client) => {
      const { entries } = await client.call('content.entries', { content, from: 0, count: 1 });
      const [only] = entries;
      if (only === undefined) return;
      const way = [...(inside === '' ? [] : inside.split('\n')), only.id];
      window.location.replace(formatRoute({ screen: 'file', fetchId, inside: way }));
    });
  }, [isOne, content, inside, fetchId, run]);
}

interface ViewProps {
  state: ContentState;
  view: ContentView;
  request: object;
  fetchId: string;
  line: number | undefined;
}

function View({ state, view, request, fetchId, line }: ViewProps): JSX.Element {
  switch (view) {
    case 'entries':
      return <EntriesView state={state} fetchId={fetchId} />;
    case 'text':
      return <TextView state={state} line={line} />;
    case 'pretty':
      return <PrettyView request={request} />;
    case 'table':
      return <TableView state={state} />;
    case 'hex':
      return <HexView state={state} />;
    default:
      return assertNever(view);
  }
}

/** JSON set out in lines is a text of its own. */
function PrettyView({ request }: { request: object }): JSX.Element {
  const { t } = useTranslation();
  const { state, failure } = useContent(JSON.stringify({ ...request, isPretty: true }));
  if (state?.state === 'ready') {
    return (
      <>
        {state.notes.map(({ code, sentence }) => (
          <p key={code} className={classes.bar} data-level="warning">
            {sentence}
          </p>
        ))}
        <TextView state={state} line={undefined} />
      </>
    );
  }
  return (
    <div className={classes.empty}>
      <FailureText failure={failure ?? state?.failure} />
      {state?.state === 'opening' && (
        <ProgressBar done={state.share} total={1} label={t('fileViewer.opening')} />
      )}
    </div>
  );
}
