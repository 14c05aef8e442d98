import { Button } from '@mantine/core';
import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../shared/assertNever.ts';
import type { ContentEncoding, ContentView } from '../../../shared/files/contents/contentKind.ts';
import type { ContentState } from '../../../shared/files/contents/contentState.ts';
import { formatRoute } from '../../state/route.ts';
import { useHost } from '../../state/useAppState.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { ToolRow } from '../../ui/ToolRow.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { Breadcrumb } from './Breadcrumb.tsx';
import { EntriesView } from './EntriesView.tsx';
import { EncodingSelect } from './EncodingSelect.tsx';
import classes from './FileScreen.module.css';
import { FramesNotice } from './FramesNotice.tsx';
import { HexView } from './HexView.tsx';
import { TableView } from './TableView.tsx';
import { TextView } from './TextView.tsx';
import { useContent } from './useContent.ts';

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
  const chosen = view ?? state?.views[0];
  useOnlyEntry(fetchId, state);
  return (
    <section className={classes.screen} aria-label={t('fileViewer.title')}>
      <div className={classes.head}>
        <Breadcrumb fetchId={fetchId} inside={state?.inside ?? inside} fileName={state?.fileName} />
        <FailureText failure={failure ?? state?.failure} />
        {state?.state === 'opening' && (
          <ProgressBar done={state.share} total={1} label={t('fileViewer.opening')} />
        )}
        {state?.state === 'ready' && (
          <Facts state={state} view={chosen} onView={setView} onEncoding={setEncoding} />
        )}
      </div>
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

interface FactsProps {
  state: ContentState;
  view: ContentView | undefined;
  onView: (view: ContentView) => void;
  onEncoding: (encoding: ContentEncoding) => void;
}

function Facts({ state, view, onView, onEncoding }: FactsProps): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const host = useHost();
  const { run, failure, isPossible, isBusy } = useAction();
  const { content, kindName, sizeBytes, notes, text, views, entries } = state;
  const facts = [kindName, formats.amount(sizeBytes)];
  if (entries !== undefined)
    facts.push(t('fileViewer.entries', { count: entries, shown: formats.count(entries) }));
  if (text !== undefined && entries === undefined) {
    const lines = formats.count(text.lines);
    const counting = { lines, percent: formats.percent(text.share * 100) };
    facts.push(
      text.isCounted
        ? t('fileViewer.lines', { count: text.lines, lines })
        : t('fileViewer.counting', counting),
    );
  }
  return (
    <>
      <p className={classes.facts}>{facts.join(' · ')}</p>
      {notes.length > 0 && (
        <ul className={classes.notes}>
          {notes.map(({ code, level, sentence, remedy }) => (
            <li key={code} data-level={level}>
              {level === 'warning' ? '⚠ ' : ''}
              {sentence} {remedy}
            </li>
          ))}
        </ul>
      )}
      <FramesNotice state={state} />
      <ToolRow label={t('fileViewer.views')}>
        {views.map((one) => (
          <Button
            key={one}
            variant={one === view ? 'filled' : 'default'}
            aria-pressed={one === view}
            onClick={() => onView(one)}
          >
            {t(`fileViewer.view.${one}`)}
          </Button>
        ))}
        {text !== undefined && view !== 'hex' && <EncodingSelect text={text} onChange={onEncoding} />}
        <Button
          disabled={!isPossible || isBusy}
          onClick={() =>
            void run(async (client) => {
              const { ticket, fileName } = await client.call('content.save', { content });
              await host.saveDownload(ticket, fileName);
            })
          }
        >
          {t('fileViewer.save')}
        </Button>
      </ToolRow>
      <FailureText failure={failure} />
    </>
  );
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
