import { Button } from '@mantine/core';
import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContentLine } from '../../../shared/files/contents/contentLine.ts';
import { navigate } from '../../state/useRoute.ts';
import { useAction } from '../../state/useAction.ts';
import { useClient } from '../../state/useAppState.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { FailureText } from '../../ui/FailureText.tsx';
import { ToolRow } from '../../ui/ToolRow.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import classes from './FileScreen.module.css';

/** One line as a whole, wrapped, and the way from it to the messages of its moment. */
export function LinePane({ content, line }: { content: number; line: number }): JSX.Element | undefined {
  const { t } = useTranslation();
  const formats = useFormats();
  const shown = useLine(content, line);
  const { run, failure, isBusy, isPossible } = useAction();
  const [hasNoMoment, setHasNoMoment] = useState(false);
  if (shown === undefined) return undefined;
  const { text, rest } = shown;
  return (
    <aside className={classes.pane} aria-label={t('fileViewer.line', { line: formats.count(line) })}>
      <ToolRow>
        <b>{t('fileViewer.line', { line: formats.count(line) })}</b>
        <CopyButton text={text} what={t('fileViewer.line', { line: formats.count(line) })} />
        <Button
          disabled={!isPossible || isBusy}
          onClick={() =>
            void run(async (client) => {
              const { seq } = await client.call('content.moment', { content, line });
              setHasNoMoment(seq === undefined);
              if (seq !== undefined) navigate({ screen: 'messages', seq });
            })
          }
        >
          {t('fileViewer.showInMessages')}
        </Button>
        {rest !== undefined && (
          <Button onClick={rest.more}>{t('fileViewer.more', { size: formats.amount(rest.bytes) })}</Button>
        )}
        {hasNoMoment && <span role="status">{t('fileViewer.noMoment')}</span>}
      </ToolRow>
      <FailureText failure={failure} />
      <p className={`mono ${classes.whole}`}>{text}</p>
    </aside>
  );
}

interface WholeLine {
  text: string;
  rest: { bytes: number; more: () => void } | undefined;
}

function useLine(content: number, line: number): WholeLine | undefined {
  const client = useClient();
  const [shown, setShown] = useState<ContentLine>();
  useEffect(() => {
    if (client === undefined) return undefined;
    let isOver = false;
    client.call('content.lines', { content, from: line, count: 1 }).then(
      ({ lines: [first] }) => {
        if (!isOver) setShown(first);
      },
      // The file is closed: the screen above says why.
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [client, content, line]);
  if (shown?.line !== line || client === undefined) return undefined;
  const { text, restBytes, restOffset } = shown;
  if (restBytes === undefined || restOffset === undefined) return { text, rest: undefined };
  const more = (): void => {
    client.call('content.lineRest', { content, offset: restOffset }).then(
      (next) => {
        const { restBytes: _bytes, restOffset: _offset, ...before } = shown;
        setShown({ ...before, ...next, text: before.text + next.text });
      },
      () => undefined,
    );
  };
  return { text, rest: { bytes: restBytes, more } };
}
