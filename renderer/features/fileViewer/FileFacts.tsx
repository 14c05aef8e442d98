import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContentEncoding, ContentView } from '../../../shared/files/contents/contentKind.ts';
import type { ContentState } from '../../../shared/files/contents/contentState.ts';
import { useAction } from '../../state/useAction.ts';
import { useHost } from '../../state/useAppState.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { ToolRow } from '../../ui/ToolRow.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { EncodingSelect } from './EncodingSelect.tsx';
import { ExtractPanel } from './ExtractPanel.tsx';
import classes from './FileScreen.module.css';
import { FramesNotice } from './FramesNotice.tsx';

interface FactsProps {
  state: ContentState;
  view: ContentView | undefined;
  /** Where an archive is extracted to unless somebody names another folder. */
  usualFolder: string;
  onView: (view: ContentView) => void;
  onEncoding: (encoding: ContentEncoding) => void;
}

/** What a file is, what is to be known about it, and what can be done with it as a whole. */
export function FileFacts({ state, view, usualFolder, onView, onEncoding }: FactsProps): JSX.Element {
  const { t } = useTranslation();
  const host = useHost();
  const { run, failure, isPossible, isBusy } = useAction();
  const [isExtracting, setIsExtracting] = useState(false);
  const { content, notes, text, views, entries } = state;
  const canExtract = entries !== undefined && entries > 0 && host.isHere;
  return (
    <>
      <FactLine state={state} />
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
          {t('fileViewer.saveFile')}
        </Button>
        {canExtract && (
          <Button aria-expanded={isExtracting} onClick={() => setIsExtracting(!isExtracting)}>
            {t('fileViewer.extract.all')}
          </Button>
        )}
      </ToolRow>
      <FailureText failure={failure} />
      {canExtract && isExtracting && <ExtractPanel content={content} usual={usualFolder} />}
    </>
  );
}

function FactLine({ state }: { state: ContentState }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const { kind, kindName, sizeBytes, text, entries } = state;
  const facts = [kindName, formats.amount(sizeBytes)];
  if (entries !== undefined)
    facts.push(t('fileViewer.entries', { count: entries, shown: formats.count(entries) }));
  // Lines of bytes that are no text say nothing.
  if (text !== undefined && entries === undefined && kind !== 'binary') {
    const lines = formats.count(text.lines);
    const counting = { lines, percent: formats.percent(text.share * 100) };
    facts.push(
      text.isCounted
        ? t('fileViewer.lines', { count: text.lines, lines })
        : t('fileViewer.counting', counting),
    );
  }
  return <p className={classes.facts}>{facts.join(' · ')}</p>;
}
