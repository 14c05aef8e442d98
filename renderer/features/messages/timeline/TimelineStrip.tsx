import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useRef, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Timeline } from '../../../../shared/trace/timeline/timeline.ts';
import { useThemeName } from '../../../state/useThemeName.ts';
import { PALETTES } from '../../../theme/palette.ts';
import { useFormats } from '../../../ui/useFormats.ts';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import type { TraceView } from '../list/traceView.ts';
import { drawTimeline } from './drawTimeline.ts';
import { columnsOf, rangeOf, xOf, type TimelineColumn, type TimeRange } from './timelineScale.ts';
import classes from './TimelineStrip.module.css';
import { useBrush } from './useBrush.ts';
import { useSeenTimes } from './useSeenTimes.ts';
import { useTimeline } from './useTimeline.ts';

export interface TimelineStripProps {
  trace: string | undefined;
  stationId: string | undefined;
  /** What the list below shows is marked. */
  view: TraceView | undefined;
  /** The stretch to which the filter restricts the list. */
  filtered: TimeRange | undefined;
  onChoose: (range: TimeRange) => void;
  onJump: (at: number) => void;
}

/** How close to the pointer the words count, so that a single record is easily hit. */
const POINT_PX = 6;
/** From here on a step between two times on the axis is a day, not a time of day. */
const DAY_MS = 86_400_000;

/** Above the list: how much there was when, what was wrong, who came and went, and transactions. */
export function TimelineStrip(props: TimelineStripProps): JSX.Element | undefined {
  const timeline = useTimeline(props.trace, props.stationId);
  const range = useMemo(() => (timeline === undefined ? undefined : rangeOf(timeline)), [timeline]);
  if (timeline === undefined || range === undefined) return undefined;
  return <Strip {...props} timeline={timeline} range={range} />;
}

function Strip(props: TimelineStripProps & { timeline: Timeline; range: TimeRange }): JSX.Element {
  const { timeline, range, view, filtered, onChoose, onJump } = props;
  const seen = useSeenTimes(view);
  const { t, i18n } = useTranslation();
  const formats = useTimeFormats();
  const theme = useThemeName();
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const brush = useBrush({ range, widthPx: width, onChoose, onJump });
  const { cursor, chosen } = brush;
  useEffect(() => {
    if (canvas.current === null) return;
    const day = new Intl.DateTimeFormat(i18n.language, { day: 'numeric', month: 'short' });
    drawTimeline(canvas.current, {
      timeline,
      range,
      palette: PALETTES[theme],
      marks: { seen, chosen: chosen ?? filtered, cursor },
      widthPx: width,
      heightPx: height,
      timeWords: (at, stepMs) => (stepMs >= DAY_MS ? day.format(at) : formats.shortClock(at)),
    });
  }, [timeline, range, seen, chosen, filtered, cursor, width, height, formats, i18n.language, theme]);

  const words = useWords(props, chosen, cursor, width);
  return (
    <div
      ref={ref}
      className={classes.strip}
      role="slider"
      tabIndex={0}
      aria-label={t('timeline.label')}
      aria-description={t('timeline.how')}
      aria-valuemin={range.from}
      aria-valuemax={range.to}
      aria-valuenow={cursor ?? range.to}
      aria-valuetext={
        words ??
        t(
          'timeline.whole',
          spanWords(range, (at) => formats.local(at)),
        )
      }
      title={words === undefined ? t('timeline.how') : undefined}
      {...brush.handlers}
    >
      <canvas ref={canvas} className={classes.canvas} aria-hidden="true" />
      {words !== undefined && cursor !== undefined && (
        <span
          className={classes.words}
          style={wordsPlace(xOf(cursor, range, width), width)}
          aria-hidden="true"
        >
          {words}
        </span>
      )}
      {timeline.scanned < timeline.total && (
        <span className={classes.progress} role="status">
          {t('timeline.counting', { percent: Math.floor((timeline.scanned / timeline.total) * 100) })}
        </span>
      )}
    </div>
  );
}

function spanWords({ from, to }: TimeRange, words: (at: number) => string): { from: string; to: string } {
  return { from: words(from), to: words(to) };
}

/** Beside the pointer, on the side where there is room. */
function wordsPlace(x: number, widthPx: number): { left?: number; right?: number } {
  return x < widthPx / 2 ? { left: x + 10 } : { right: widthPx - x + 10 };
}

/** What is under the pointer, or what is being chosen. */
function useWords(
  { timeline, range }: { timeline: Timeline; range: TimeRange },
  chosen: TimeRange | undefined,
  cursor: number | undefined,
  widthPx: number,
): string | undefined {
  const { t } = useTranslation();
  const formats = useTimeFormats();
  const quantities = useFormats();
  if (cursor === undefined || widthPx <= 0) return undefined;
  const say = (column: Omit<TimelineColumn, 'from' | 'to'>): string[] =>
    (['records', 'errors', 'warnings', 'connects', 'disconnects'] as const)
      .filter((name) => name === 'records' || column[name] > 0)
      .map((name) => t(`timeline.${name}`, { count: column[name], shown: quantities.count(column[name]) }));
  if (chosen !== undefined) {
    const columns = columnsOf(inside(timeline, chosen), chosen, 1);
    return [
      t('timeline.chosen', {
        ...spanWords(chosen, (at) => formats.shortClock(at)),
        span: formats.span(chosen.to - chosen.from),
      }),
      ...columns.flatMap(say),
    ].join(' · ');
  }
  const places = Math.max(1, Math.floor(widthPx / POINT_PX));
  const place = Math.min(places - 1, Math.floor((xOf(cursor, range, widthPx) / widthPx) * places));
  const column = columnsOf(timeline, range, places)[place];
  return [formats.shortClock(cursor), ...(column === undefined ? [] : say(column))].join(' · ');
}

function inside(timeline: Timeline, { from, to }: TimeRange): Timeline {
  const { bucketMs } = timeline;
  return {
    ...timeline,
    buckets: timeline.buckets.filter(({ index }) => index * bucketMs >= from && index * bucketMs < to),
  };
}
