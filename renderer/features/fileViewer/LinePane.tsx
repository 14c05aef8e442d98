import { Button } from '@mantine/core';
import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContentAlignment } from '../../../shared/files/contents/contentAlignment.ts';
import type { ContentLine } from '../../../shared/files/contents/contentLine.ts';
import { useClient } from '../../state/useAppState.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { ToolRow } from '../../ui/ToolRow.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import classes from './FileScreen.module.css';
import { MarkedText } from './MarkedText.tsx';
import { ToMessages } from './ToMessages.tsx';
import type { LineTools } from './useLineTools.ts';
import { useMarksOf } from './useMarks.ts';

interface LinePaneProps {
  content: number;
  from: number;
  to: number;
  tools: LineTools;
  alignment: ContentAlignment | undefined;
  search: number | undefined;
  /** The next line that is pressed ends the choice: what Shift does where there are keys. */
  isExtending: boolean;
  onExtend: () => void;
}

/** The chosen lines: one as a whole, wrapped, with the way to the messages of its moment; several to take away. */
export function LinePane(props: LinePaneProps): JSX.Element {
  const { content, from, to, tools, isExtending, onExtend } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const isOne = from === to;
  const lines = { from: formats.count(from), to: formats.count(to), shown: formats.count(to - from + 1) };
  const name = isOne ? t('fileViewer.line', { line: lines.from }) : t('fileViewer.lineRange', lines);
  return (
    <aside className={classes.pane} aria-label={name}>
      <ToolRow>
        <b>{name}</b>
        <Button
          disabled={!tools.isPossible}
          onClick={tools.copy}
          leftSection={<Icon name="copy" size={14} />}
          title={t('fileViewer.copyTitle')}
        >
          {t('fileViewer.copy')}
        </Button>
        <Button disabled={!tools.isPossible} onClick={tools.save}>
          {t('fileViewer.saveLines', { count: to - from + 1 })}
        </Button>
        <Button aria-pressed={isExtending} onClick={onExtend} title={t('fileViewer.extendTitle')}>
          {t('fileViewer.extend')}
        </Button>
        {isOne && <ToMessages content={content} line={from} />}
        <span role="status">{tools.said}</span>
      </ToolRow>
      <FailureText failure={tools.failure} />
      {isOne && <WholeLine {...props} line={from} />}
    </aside>
  );
}

function WholeLine({
  content,
  line,
  alignment,
  search,
}: Pick<LinePaneProps, 'content' | 'alignment' | 'search'> & { line: number }): JSX.Element | undefined {
  const { t } = useTranslation();
  const formats = useFormats();
  const times = useTimeFormats();
  const shown = useLine(content, line);
  const places = useMarksOf(search, line);
  if (shown === undefined) return undefined;
  const { text, rest, at } = shown;
  const offsetMs = alignment?.offsetMs;
  return (
    <>
      {at !== undefined && (
        <p className={classes.moment}>
          {t('fileViewer.timeByLog', { time: times.local(at) })}
          {offsetMs !== undefined &&
            ` · ${t('fileViewer.timeByLaptop', { time: times.local(at + offsetMs) })}`}
        </p>
      )}
      <p className={`mono ${classes.whole}`}>
        <MarkedText text={text} places={places} />
      </p>
      {rest !== undefined && (
        <Button onClick={rest.more}>{t('fileViewer.more', { size: formats.amount(rest.bytes) })}</Button>
      )}
    </>
  );
}

interface Whole {
  text: string;
  at: number | undefined;
  rest: { bytes: number; more: () => void } | undefined;
}

function useLine(content: number, line: number): Whole | undefined {
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
  const { text, at, restBytes, restOffset } = shown;
  if (restBytes === undefined || restOffset === undefined) return { text, at, rest: undefined };
  const more = (): void => {
    client.call('content.lineRest', { content, offset: restOffset }).then(
      (next) => {
        const { restBytes: _bytes, restOffset: _offset, ...before } = shown;
        setShown({ ...before, ...next, text: before.text + next.text });
      },
      () => undefined,
    );
  };
  return { text, at, rest: { bytes: restBytes, more } };
}
