import { Button } from '@mantine/core';
import type { JSX, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useShownTrace } from '../../../state/traceScope.tsx';
import { useClient } from '../../../state/useAppState.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { CountLine } from '../CountLine.tsx';
import { FilterBar } from '../filter/FilterBar.tsx';
import { TimeModeSelect } from '../list/TimeModeSelect.tsx';
import type { Inspector } from './useInspector.ts';

interface InspectorBarProps {
  inspector: Inspector;
  inputRef: Ref<HTMLInputElement>;
  isAtEnd: boolean;
}

/** The filter, how much it lets through, and what can be done with all of it. */
export function InspectorBar({ inspector, inputRef, isAtEnd }: InspectorBarProps): JSX.Element {
  const { station, list, filter, shown, times } = inspector;
  return (
    <FilterBar
      inputRef={inputRef}
      stationId={station?.id}
      filter={filter.text}
      onFilter={filter.set}
      onSearchAgain={shown.searchAgain}
      isAtEnd={isAtEnd}
      onLive={() => list.current?.goToEnd()}
      onLeave={() => list.current?.focus()}
    >
      <>
        <CountLine counts={shown.counts} limit={shown.limit} isFiltered={filter.isFiltering} />
        <Buttons inspector={inspector} />
        <TimeModeSelect mode={times.mode} onMode={times.setMode} />
      </>
    </FilterBar>
  );
}

function Buttons({ inspector }: { inspector: Inspector }): JSX.Element {
  const { list, shown, exports, noteField } = inspector;
  const { t } = useTranslation();
  const client = useClient();
  const isRunning = useShownTrace() === undefined;
  return (
    <>
      {isRunning && (
        <Button title={t('notes.buttonTitle')} onClick={() => noteField.open(undefined)}>
          {t('notes.button')}
        </Button>
      )}
      {!isRunning && !shown.isReplayed && (
        <Button
          disabled={shown.standing.isEmpty}
          onClick={() => {
            shown.beginReplay();
            list.current?.goToEnd();
          }}
          leftSection={<Icon name="play" size={12} />}
        >
          {t('traces.replay.button')}
        </Button>
      )}
      <Button
        disabled={client === undefined}
        aria-expanded={exports.shown !== undefined}
        onClick={exports.toggle}
      >
        {t('export.button')}
      </Button>
    </>
  );
}
