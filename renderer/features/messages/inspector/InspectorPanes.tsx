import type { JSX } from 'react';
import { ComparePane } from '../compare/ComparePane.tsx';
import { DetailPane } from '../detail/DetailPane.tsx';
import { SequencePane } from '../sequence/SequencePane.tsx';
import type { Inspector } from './useInspector.ts';

/** Beside the list the detail of the chosen record; in its place what is made of a selection. */
export function InspectorPanes({ inspector }: { inspector: Inspector }): JSX.Element {
  const { isPhone, selection, times, detail, work, walk } = inspector;
  const hasDetail = detail.isOpen && selection.seq !== undefined && work.shown === undefined;
  return (
    <>
      {hasDetail && (
        <DetailPane
          seq={selection.seq ?? 0}
          pairSeq={selection.row?.pairSeq}
          isPhone={isPhone}
          onClose={detail.close}
          onPair={walk.toPair}
          onGo={selection.selectSeq}
          zeroSeq={times.zeroSeq}
          onZero={times.setZero}
        />
      )}
      {work.shown?.type === 'compare' && (
        <ComparePane seqs={work.shown.seqs} isPhone={isPhone} onClose={work.leave} />
      )}
      {work.shown?.type === 'sequence' && (
        <SequencePane
          view={work.shown.view}
          rows={work.shown.rows}
          onRecord={(seq) => {
            work.end();
            selection.selectSeq(seq);
            detail.open();
          }}
          onClose={work.leave}
        />
      )}
    </>
  );
}
