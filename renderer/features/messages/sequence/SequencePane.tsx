import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useMemo, useState, type JSX, type KeyboardEvent, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { mermaidOf } from '../../../../shared/trace/sequence/mermaid.ts';
import { drawSequence, HEAD_PX } from '../../../../shared/trace/sequence/drawSequence.ts';
import type { SequenceWords } from '../../../../shared/trace/sequence/drawingPlace.ts';
import { seqRuns } from '../../../../shared/trace/seqRanges.ts';
import { useAction } from '../../../state/useAction.ts';
import { useHost } from '../../../state/useAppState.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { FailureText } from '../../../ui/FailureText.tsx';
import { useFormats } from '../../../ui/useFormats.ts';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import type { TraceView } from '../list/traceView.ts';
import type { RowRanges } from '../selection/rowRanges.ts';
import { WorkPane } from '../WorkPane.tsx';
import classes from './SequencePane.module.css';
import { SvgTree } from './SvgTree.tsx';
import { useSequence, type Sequence } from './useSequence.ts';

interface SequencePaneProps {
  view: TraceView;
  rows: RowRanges;
  onRecord: (seq: number) => void;
  onClose: () => void;
}

const NARROW_PX = 560;

function useWords(isNarrow: boolean): SequenceWords {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const formats = useFormats();
  return useMemo(
    () => ({
      kerbside: t('sequence.kerbside'),
      unknownStation: t('sequence.unknownStation'),
      time: (at) => (isNarrow ? times.shortClock(at) : times.clock(at)),
      gap: (ms) => t(ms < 0 ? 'sequence.back' : 'sequence.gap', { duration: formats.duration(Math.abs(ms)) }),
      latency: (ms) => times.span(ms),
      moreIssues: (count) => t('sequence.moreIssues', { shown: formats.count(count) }),
    }),
    [t, times, formats, isNarrow],
  );
}

/** What was said between stations and Kerbside, from top to bottom. */
export function SequencePane({ view, rows, onRecord, onClose }: SequencePaneProps): JSX.Element {
  const { t } = useTranslation();
  const { sequence, failure } = useSequence(view, rows);
  return (
    <WorkPane
      title={t('sequence.title')}
      onClose={onClose}
      tools={sequence !== undefined && <Tools sequence={sequence} />}
    >
      {failure !== undefined && <FailureText failure={failure} />}
      {sequence !== undefined && <Diagram sequence={sequence} onRecord={onRecord} />}
    </WorkPane>
  );
}

function Tools({ sequence }: { sequence: Sequence }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const host = useHost();
  const { run, isBusy, failure } = useAction();
  const { steps, seqs, leftOut } = sequence;
  const save = (): void =>
    void run(async (client) => {
      const { ticket, fileName } = await client.call('sequence.prepare', { ranges: [...seqRuns(seqs)] });
      await host.saveDownload(ticket, fileName);
    });
  return (
    <>
      {leftOut > 0 && (
        <span className={classes.cut} role="status">
          {t('sequence.cut', { shown: formats.count(seqs.length), leftOut: formats.count(leftOut) })}
        </span>
      )}
      {failure !== undefined && <FailureText failure={failure} />}
      <CopyButton text={mermaidOf(steps)} what={t('sequence.mermaid')}>
        {t('sequence.copyMermaid')}
      </CopyButton>
      <Button onClick={save} loading={isBusy}>
        {t('sequence.save')}
      </Button>
    </>
  );
}

interface DiagramProps {
  sequence: Sequence;
  onRecord: (seq: number) => void;
}

function seqAt(target: EventTarget): number | undefined {
  const element = target instanceof Element ? target.closest('[data-record]') : null;
  return element === null ? undefined : Number(element.getAttribute('data-record'));
}

function Diagram({ sequence, onRecord }: DiagramProps): JSX.Element {
  const { t } = useTranslation();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const words = useWords(width < NARROW_PX);
  const drawing = useMemo(
    () => (width === 0 ? undefined : drawSequence(sequence.steps, { width: Math.floor(width), words })),
    [sequence, width, words],
  );
  const [current, setCurrent] = useState(sequence.seqs[0]);
  const choose = (target: EventTarget): void => {
    const seq = seqAt(target);
    if (seq !== undefined) onRecord(seq);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key === 'Enter' || event.key === ' ') choose(event.target);
    else if (!walk(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const tabSeq = sequence.steps.some((step) => step.type !== 'gap' && step.seq === current)
    ? current
    : firstSeq(sequence);
  return (
    <div
      ref={ref}
      className={classes.scroller}
      onClick={(event: MouseEvent) => choose(event.target)}
      onFocus={(event) => setCurrent(seqAt(event.target) ?? current)}
      onKeyDown={onKeyDown}
    >
      {drawing !== undefined && (
        <>
          <svg className={classes.heads} width={drawing.width} height={HEAD_PX} aria-hidden="true">
            <SvgTree node={{ tag: 'g', children: drawing.head }} tabSeq={undefined} />
          </svg>
          <svg
            className={classes.rows}
            width={drawing.width}
            height={drawing.height}
            role="group"
            aria-label={t('sequence.label')}
          >
            <SvgTree node={{ tag: 'g', children: drawing.rows }} tabSeq={tabSeq} />
          </svg>
        </>
      )}
    </div>
  );
}

function firstSeq({ steps }: Sequence): number | undefined {
  const first = steps.find((step) => step.type !== 'gap');
  return first?.seq;
}

/** Moves the focus from step to step; answers whether the key does that. */
function walk({ key, currentTarget, target }: KeyboardEvent<HTMLDivElement>): boolean {
  const steps = [...currentTarget.querySelectorAll<SVGElement>('[data-record]')];
  const at = steps.findIndex((step) => step === target);
  const places: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: Math.max(0, at - 1),
    Home: 0,
    End: steps.length - 1,
  };
  const to = Object.hasOwn(places, key) ? places[key] : undefined;
  if (to === undefined) return false;
  const step = steps[Math.min(to, steps.length - 1)];
  step?.focus();
  step?.scrollIntoView({ block: 'nearest' });
  return true;
}
