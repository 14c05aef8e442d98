import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useRef, useState, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { usePortProfile } from '../../../state/portTopics.ts';
import { isPortOpen } from '../../../state/portTone.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { FailureText } from '../../../ui/FailureText.tsx';
import { RecordLink } from '../../../ui/RecordLink.tsx';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import { useFormats } from '../../../ui/useFormats.ts';
import classes from './Console.module.css';
import { FindTools, FormChoice, MaskSwitch, PauseButton } from './ConsoleTools.tsx';
import type { ConsoleShown } from './consoleStore.ts';
import { LinesView } from './LinesView.tsx';
import { RowDetail } from './RowDetail.tsx';
import { SaveConsole } from './SaveConsole.tsx';
import type { Console } from './useConsole.ts';
import { useConsoleView } from './useConsoleView.ts';
import { MOST_NOTED, useLineMarks } from './useLineMarks.ts';
import { useRowChoice } from './useRowChoice.ts';
import { useTextColumns } from './useTextColumns.ts';

interface LinesPaneProps {
  port: PortState;
  console: Console;
  views: ReactNode;
}

/** What crosses the port in lines, with everything that is done with them. */
export function LinesPane({ port, console, views }: LinesPaneProps): JSX.Element {
  const { t } = useTranslation();
  const { store, shown } = console;
  const isNarrow = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  const [isMore, setMore] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [shownRow, setShownRow] = useState<{ index: number }>();
  const [foundId, setFoundId] = useState<number>();
  const choice = useRowChoice(store, (index) => setShownRow({ index }));
  const marks = useLineMarks(port);
  const driver = usePortProfile(port.profileId)?.driver;
  // Of a plain console there is little to explain.
  const isTwoLines = isNarrow && driver !== undefined && driver !== 'console';
  const { cell, columns } = useTextColumns();
  const view = useConsoleView(store, port.profileId, { isNarrow, columns, isTwoLines });
  const chosen = choice.count === 1 ? choice.row() : undefined;
  const { found } = store.rows;
  const foundAt = foundId === undefined ? -1 : store.rows.foundIndexOfId(foundId);
  const step = (by: 1 | -1): void => {
    // The last one is what the eye is on.
    const from = foundAt === -1 ? (by === 1 ? -1 : found.length) : foundAt;
    const row = found.at((from + by + found.length) % Math.max(1, found.length));
    if (row === undefined) return;
    setFoundId(row.id);
    choice.choose(row.id, false);
    setShownRow({ index: store.rows.indexOfId(row.id) });
  };
  const mark = (): void => {
    const row = choice.row();
    if (row !== undefined) marks.mark(row.line, store.rows.textFrom(row, MOST_NOTED));
  };
  const pause = (): void => store.setPaused(!shown.isPaused);
  const onKey = (key: string): boolean => {
    if (key === 'm') mark();
    else if (key === '/') field.current?.focus();
    else if (key === 'n' || key === 'N') step(key === 'n' ? 1 : -1);
    else if (key === ' ') pause();
    else if (key === 'Escape') choice.clear();
    else return false;
    return true;
  };
  return (
    <>
      <div className={classes.tools}>
        <ToolRow>
          {views}
          {!isNarrow && <FormChoice view={view} />}
          <PauseButton shown={shown} onPause={pause} />
          {isNarrow && (
            <Button aria-expanded={isMore} onClick={() => setMore(!isMore)}>
              {t('port.console.more')}
            </Button>
          )}
        </ToolRow>
        {(isMore || !isNarrow) && (
          <ToolRow>
            {isNarrow && <FormChoice view={view} />}
            <FindTools
              view={view}
              shown={shown}
              field={field}
              foundAt={foundAt === -1 ? undefined : foundAt}
              onStep={step}
            />
            <MaskSwitch view={view} />
            <Button
              disabled={choice.isEmpty}
              loading={marks.isBusy}
              onClick={mark}
              title={t('port.console.markTitle')}
            >
              {t('port.console.mark')}
            </Button>
            <CopyButton
              text={() => (choice.isEmpty ? '' : choice.text())}
              what={t('port.console.chosen', { count: choice.count })}
            />
            <SaveConsole port={port} store={store} choice={view.choice} />
            <Button onClick={() => store.clear()} title={t('port.console.clearTitle')}>
              {t('port.console.clear')}
            </Button>
          </ToolRow>
        )}
        <FailureText failure={marks.failure} />
        <Said shown={shown} port={port} markSeq={marks.lastSeq} />
      </div>
      <div className={classes.body}>
        <div className={classes.frame}>
          <LinesView
            port={console}
            choice={choice}
            box={box}
            shownRow={shownRow}
            query={view.query.trim()}
            isTwoLines={isTwoLines}
            isWrapped={isNarrow && view.form === 'text'}
            cell={cell}
            marked={marks.lines}
            onKey={onKey}
          />
          {shown.count === 0 && !shown.isPending && (
            <Empty isNarrowed={view.filter !== '' && shown.keptBytes > 0} port={port} />
          )}
        </div>
        <RowDetail row={chosen} text={chosen === undefined ? '' : store.rows.textFrom(chosen)} />
      </div>
    </>
  );
}

/** What is not on the screen, and where it is. */
function Said(props: {
  shown: ConsoleShown;
  port: PortState;
  markSeq: number | undefined;
}): JSX.Element | undefined {
  const { shown, port, markSeq } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const { skippedBytes, droppedBytes } = shown;
  if (skippedBytes === 0 && droppedBytes === 0 && markSeq === undefined) return undefined;
  return (
    <div className={classes.said} role="status">
      {skippedBytes > 0 && (
        <span data-tone="warn">{t('port.console.skipped', { size: formats.amount(skippedBytes) })}</span>
      )}
      {droppedBytes > 0 && <span>{t('port.console.dropped', { size: formats.amount(droppedBytes) })}</span>}
      {markSeq !== undefined && (
        <span>
          {t('port.console.marked')} <RecordLink stationId={port.stationId} seq={markSeq} />
        </span>
      )}
    </div>
  );
}

function Empty({ isNarrowed, port }: { isNarrowed: boolean; port: PortState }): JSX.Element {
  const { t } = useTranslation();
  const isOpen = isPortOpen(port.phase);
  const words = isNarrowed ? 'filtered' : isOpen ? 'silent' : 'closed';
  return (
    <div className={classes.empty} role="status">
      <h2>{t(`port.console.empty.${words}`)}</h2>
      <p className="dim">{t(`port.console.empty.${words}Hint`)}</p>
    </div>
  );
}
