import type { SvgNode } from './svgNode.ts';

/** What a drawing says in words of its own; `time` is a time of day. */
export interface SequenceWords {
  kerbside: string;
  unknownStation: string;
  time(at: number): string;
  gap(durationMs: number): string;
  latency(latencyMs: number): string;
  moreIssues(count: number): string;
}

export interface Lifeline {
  /** Absent for Kerbside's. */
  stationId?: string;
  label: string;
  x: number;
}

/** Where a step is drawn. */
export interface Place {
  y: number;
  /** Kerbside's is the last. */
  lifelines: readonly Lifeline[];
  words: SequenceWords;
}

export interface DrawnRow {
  node: SvgNode;
  height: number;
}

/** Of a station, or of Kerbside. */
export function lifelineX(lifelines: readonly Lifeline[], stationId: string | undefined): number {
  return lifelines.find((line) => line.stationId === stationId)?.x ?? lifelines.at(-1)?.x ?? 0;
}

export function timeText(at: number, y: number, { words }: Place): SvgNode {
  return { tag: 'text', part: 'time', attributes: { x: 8, y }, children: [words.time(at)] };
}
