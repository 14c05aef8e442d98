import { useCallback, type JSX } from 'react';
import { useShownTrace } from '../../../state/traceScope.tsx';
import { ExportPanel } from '../export/ExportPanel.tsx';
import { exportScopes } from '../export/exportScopes.ts';
import classes from '../MessagesScreen.module.css';
import { NoteStrip } from '../notes/NoteStrip.tsx';
import { PlayerBar } from '../replay/PlayerBar.tsx';
import { StatusLine } from '../StatusLine.tsx';
import { filterForTime, timeOfFilter } from '../timeline/timeFilter.ts';
import { TimelineStrip } from '../timeline/TimelineStrip.tsx';
import { ChosenBar } from './ChosenBar.tsx';
import type { Inspector } from './useInspector.ts';

/** Between the filter and the list: time, the replay, what just happened, and what is asked of the technician. */
export function InspectorStrips({ inspector }: { inspector: Inspector }): JSX.Element {
  const { station, isPhone, filter, shown, selection, noteField, walk, message, say } = inspector;
  const trace = useShownTrace();
  const forget = useCallback(() => say(''), [say]);
  return (
    <div className={classes.strips}>
      <TimelineStrip
        trace={trace?.id}
        stationId={station?.id}
        view={shown.view}
        filtered={timeOfFilter(filter.text)}
        onChoose={(range) => filter.set(filterForTime(filter.text, range))}
        onJump={walk.toTime}
      />
      {shown.replay !== undefined && (
        <PlayerBar replay={shown.replay} counts={shown.counts} onClose={shown.endReplay} />
      )}
      <StatusLine
        message={message}
        hiddenSeq={selection.isHidden ? selection.seq : undefined}
        onMessageShown={forget}
        onClear={filter.isFiltering ? filter.clear : undefined}
      />
      {noteField.target !== undefined && <NoteStrip target={noteField.target} onEnd={noteField.end} />}
      {!isPhone && <ChosenBar inspector={inspector} />}
      <Exports inspector={inspector} />
    </div>
  );
}

function Exports({ inspector }: { inspector: Inspector }): JSX.Element | undefined {
  const { station, filter, exports } = inspector;
  if (exports.shown === undefined) return undefined;
  const { selected } = exports.shown;
  const shown = { filter: filter.asked, isFiltered: filter.isFiltering, stationId: station?.id };
  return (
    <ExportPanel
      key={selected === undefined ? 'shown' : selected.join()}
      scopes={exportScopes(shown, selected)}
      onClose={exports.close}
    />
  );
}
