import type { Timeline } from '../../../../shared/trace/timeline/timeline.ts';
import type { Palette } from '../../../theme/palette.ts';
import { columnsOf, heightOf, layOutSpans, ticksOf, xOf, type TimeRange } from './timelineScale.ts';

/** What is drawn over the counts. */
export interface TimelineMarks {
  /** What the list below shows. */
  seen: TimeRange | undefined;
  /** What is being chosen, or is chosen. */
  chosen: TimeRange | undefined;
  cursor: number | undefined;
}

export interface TimelineDrawing {
  timeline: Timeline;
  range: TimeRange;
  marks: TimelineMarks;
  palette: Palette;
  widthPx: number;
  heightPx: number;
  /** A round time in words; `stepMs` is between two of them. */
  timeWords: (at: number, stepMs: number) => string;
}

const LANES = 2;
const LANE_PX = 4;
const TOP_PX = 2;
const AXIS_PX = 14;
const EVENT_PX = 6;
const COLUMN_PX = 3;
const TICK_PX = 90;

/** Draws the strip: transactions above, counts with their issues, ends of connections, and times below. */
export function drawTimeline(canvas: HTMLCanvasElement, drawing: TimelineDrawing): void {
  const { widthPx, heightPx, palette } = drawing;
  const context = canvas.getContext('2d');
  if (context === null || widthPx <= 0) return;
  const scale = window.devicePixelRatio;
  canvas.width = Math.round(widthPx * scale);
  canvas.height = Math.round(heightPx * scale);
  context.scale(scale, scale);
  context.font = `10px ${getComputedStyle(canvas).fontFamily}`;
  drawRanges(context, drawing, palette);
  drawSpans(context, drawing, palette);
  drawCounts(context, drawing, palette);
  drawTimes(context, drawing, palette);
  drawCursor(context, drawing, palette);
}

function drawRanges(
  context: CanvasRenderingContext2D,
  { marks: { seen, chosen }, range, widthPx, heightPx }: TimelineDrawing,
  palette: Palette,
): void {
  const fill = ({ from, to }: TimeRange, colour: string, alpha: number): [number, number] => {
    const left = Math.max(0, xOf(from, range, widthPx));
    const width = Math.max(2, Math.min(widthPx, xOf(to, range, widthPx)) - left);
    context.globalAlpha = alpha;
    context.fillStyle = colour;
    context.fillRect(left, 0, width, heightPx - AXIS_PX);
    context.globalAlpha = 1;
    return [left, width];
  };
  if (seen !== undefined) fill(seen, palette.dim, 0.22);
  if (chosen === undefined) return;
  const [left, width] = fill(chosen, palette.brand, 0.18);
  context.strokeStyle = palette.brand;
  context.strokeRect(left + 0.5, 0.5, Math.max(1, width - 1), heightPx - AXIS_PX - 1);
}

function drawSpans(context: CanvasRenderingContext2D, drawing: TimelineDrawing, palette: Palette): void {
  const { timeline, range, widthPx } = drawing;
  context.fillStyle = palette.ok;
  for (const { span, lane } of layOutSpans(timeline.transactions, range, LANES)) {
    const left = xOf(span.startAt, range, widthPx);
    const right = xOf(span.endAt ?? range.to, range, widthPx);
    const top = TOP_PX + lane * (LANE_PX + 1);
    context.fillRect(left, top, Math.max(2, right - left), LANE_PX - 1);
    // One that is still under way has an open end.
    if (span.endAt === undefined) context.clearRect(widthPx - 3, top, 1, LANE_PX - 1);
  }
}

function drawCounts(context: CanvasRenderingContext2D, drawing: TimelineDrawing, palette: Palette): void {
  const { timeline, range, widthPx, heightPx } = drawing;
  const columns = columnsOf(timeline, range, Math.max(1, Math.floor(widthPx / COLUMN_PX)));
  const most = Math.max(...columns.map(({ records }) => records));
  const bottom = heightPx - AXIS_PX - EVENT_PX;
  const room = bottom - TOP_PX - LANES * (LANE_PX + 1) - 2;
  columns.forEach((column, place) => {
    const x = place * COLUMN_PX;
    const bar = (records: number, colour: string): void => {
      const height = records === 0 ? 0 : Math.max(2, heightOf(records, most) * room);
      context.fillStyle = colour;
      context.fillRect(x, bottom - height, COLUMN_PX - 1, height);
    };
    bar(column.records, palette.faint);
    bar(column.warnings + column.errors, palette.warn);
    bar(column.errors, palette.bad);
    // Their shape tells errors from warnings as well as their colour: a wedge stands on top of an error.
    if (column.errors > 0) wedge(context, x, bottom - room - 2, palette.bad, 1);
    if (column.connects > 0) wedge(context, x, bottom + 1, palette.ok, -1);
    if (column.disconnects > 0) wedge(context, x, bottom + 1, palette.dim, 1);
  });
}

/** A small triangle: `way` 1 points down, -1 points up. */
function wedge(context: CanvasRenderingContext2D, x: number, y: number, colour: string, way: 1 | -1): void {
  const [base, tip] = way === 1 ? [y, y + 4] : [y + 4, y];
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(x - 2, base);
  context.lineTo(x + 4, base);
  context.lineTo(x + 1, tip);
  context.fill();
}

function drawTimes(context: CanvasRenderingContext2D, drawing: TimelineDrawing, palette: Palette): void {
  const { range, widthPx, heightPx, timeWords } = drawing;
  const top = heightPx - AXIS_PX;
  context.fillStyle = palette.line;
  context.fillRect(0, top, widthPx, 1);
  context.textBaseline = 'top';
  const { stepMs, ticks } = ticksOf(range, Math.max(1, Math.floor(widthPx / TICK_PX)));
  for (const at of ticks) {
    const x = Math.round(xOf(at, range, widthPx));
    const words = timeWords(at, stepMs);
    context.fillStyle = palette.line;
    context.fillRect(x, top, 1, 4);
    context.fillStyle = palette.dim;
    if (x + 4 + context.measureText(words).width < widthPx) context.fillText(words, x + 4, top + 3);
  }
}

function drawCursor(context: CanvasRenderingContext2D, drawing: TimelineDrawing, palette: Palette): void {
  const { marks, range, widthPx, heightPx } = drawing;
  if (marks.cursor === undefined) return;
  context.fillStyle = palette.brand;
  context.fillRect(Math.round(xOf(marks.cursor, range, widthPx)), 0, 1, heightPx - AXIS_PX);
}
