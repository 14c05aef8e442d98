import type { JSX } from 'react';
import { SelectionBar } from '../selection/SelectionBar.tsx';
import type { Inspector } from './useInspector.ts';

/** What can be done with the records that are chosen; nothing while there are none. */
export function ChosenBar({ inspector }: { inspector: Inspector }): JSX.Element | undefined {
  const { chosen, tools, work, exports } = inspector;
  if (chosen.count === 0) return undefined;
  return (
    <SelectionBar
      count={chosen.count}
      isBusy={tools.isBusy}
      onCompare={() => work.compare(chosen.rows)}
      onSequence={() => work.sequence(chosen.rows)}
      onMark={inspector.mark}
      onCopy={() => tools.copy(chosen.rows, chosen.count)}
      onExport={() => tools.withRanges(chosen.rows, exports.open)}
      onClear={inspector.clearChosen}
    />
  );
}
