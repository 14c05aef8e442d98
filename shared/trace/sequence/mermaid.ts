import { assertNever } from '../../assertNever.ts';
import type { MessageStep, SequenceStep } from './sequenceStep.ts';

export interface MermaidOptions {
  title?: string;
  /** Stations in the order of their lifelines; others are added where they first speak. */
  stationIds?: readonly string[];
}

/** Id of Kerbside's lifeline; those of stations are `S1`, `S2` and so on. */
const KERBSIDE = 'K';
const ARROWS: Readonly<Record<MessageStep['form'], string>> = {
  call: '->>',
  answer: '-->>',
  refusal: '--x',
  send: '-)',
  damaged: '-x',
  serial: '->>',
};
const ISSUE_SIGNS = { error: '✕', warning: '⚠', info: 'ℹ' } as const;

/**
 * A Mermaid sequence diagram, line by line: `head()` once, then `line()` for each step. Nothing has to be known in
 * advance, so it suits an export of any length. All text of chargers and technicians is escaped.
 */
export class MermaidWriter {
  readonly #title: string | undefined;
  readonly #stationIds: readonly string[];
  readonly #lifelines = new Map<string, string>();
  #isKerbsideDeclared = false;
  #hasTime = false;

  constructor({ title, stationIds = [] }: MermaidOptions = {}) {
    this.#title = title;
    this.#stationIds = stationIds;
  }

  head(): string {
    const title = this.#title === undefined ? '' : `    title ${mermaidText(this.#title)}\n`;
    const stations = this.#stationIds.map((stationId) => this.#declare(stationId)).join('');
    // With a station known, Kerbside stands at its right hand; else the first station comes before it.
    return `sequenceDiagram\n${title}${stations}${stations === '' ? '' : this.#declareKerbside()}`;
  }

  /** One or more whole lines. */
  line(step: SequenceStep): string {
    if (step.type === 'gap') return this.#over('', gapWords(step.durationMs));
    const declared = step.stationId === '' ? '' : this.#declare(step.stationId);
    return `${declared}${this.#declareKerbside()}${this.#startTime(step.at)}${this.#body(step)}`;
  }

  #body(step: Exclude<SequenceStep, { type: 'gap' }>): string {
    switch (step.type) {
      case 'message':
        return this.#arrow(step);
      case 'life':
        return this.#over(step.stationId, `${step.isUp ? '▲' : '▼'} ${step.words}`);
      case 'note':
        return this.#over(step.stationId, `✎ ${step.words}`);
      case 'transfer':
        return this.#over(step.stationId, step.words);
      default:
        return assertNever(step);
    }
  }

  #arrow(step: MessageStep): string {
    const station = this.#lifelines.get(step.stationId) ?? KERBSIDE;
    const [from, to] = step.direction === 'in' ? [station, KERBSIDE] : [KERBSIDE, station];
    return `    ${from}${ARROWS[step.form]}${to}: ${mermaidText(messageWords(step))}\n`;
  }

  /** Over the lines of one station, or of none: then at Kerbside's. */
  #over(stationId: string, words: string): string {
    const station = this.#lifelines.get(stationId);
    const lines = station === undefined ? KERBSIDE : `${station},${KERBSIDE}`;
    return `    Note over ${lines}: ${mermaidText(words)}\n`;
  }

  #startTime(at: number): string {
    if (this.#hasTime) return '';
    this.#hasTime = true;
    return this.#over('', isoTime(at));
  }

  #declare(stationId: string): string {
    if (this.#lifelines.has(stationId)) return '';
    const id = `S${this.#lifelines.size + 1}`;
    this.#lifelines.set(stationId, id);
    return `    participant ${id} as ${mermaidText(stationId)}\n`;
  }

  #declareKerbside(): string {
    if (this.#isKerbsideDeclared) return '';
    this.#isKerbsideDeclared = true;
    return `    participant ${KERBSIDE} as Kerbside (CSMS)\n`;
  }
}

/** The whole diagram of some steps. */
export function mermaidOf(steps: Iterable<SequenceStep>, options: MermaidOptions = {}): string {
  const writer = new MermaidWriter(options);
  let text = writer.head();
  for (const step of steps) text += writer.line(step);
  return text;
}

/** `★ BootNotification: Wallbox 22, fw 1.8.3 (8 ms) ✕ schema-required` */
export function messageWords({ title, words, latencyMs, issue, isMarked }: MessageStep): string {
  const about = title !== '' && words !== '' ? `${title}: ${words}` : title + words;
  const latency = latencyMs === undefined ? '' : `(${durationText(latencyMs)})`;
  const more = issue !== undefined && issue.count > 1 ? ` +${issue.count - 1}` : '';
  const sign = issue === undefined ? '' : `${ISSUE_SIGNS[issue.issue.severity]} ${issue.issue.code}${more}`;
  return [isMarked ? '★' : '', about, latency, sign].filter((part) => part !== '').join(' ');
}

/**
 * Text as Mermaid takes it anywhere: a semicolon ends a statement, `#` begins an entity, `%%` a comment or directive,
 * `<` a tag, and `wrap:` at the start is an instruction. Control characters are shown as a space, line breaks as such.
 */
export function mermaidText(text: string): string {
  const escaped = text
    .replaceAll(/[#;<>]|%(?=[%{])|(?<=^\s*(?:no)?wrap):/giu, (char) => `#${char.charCodeAt(0)};`)
    .trim()
    .replaceAll(/\r\n|\r|\n/g, '<br/>')
    .replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ');
  return escaped === '' ? '–' : escaped;
}

function gapWords(durationMs: number): string {
  const span = durationText(Math.abs(durationMs));
  return durationMs < 0 ? `⋯ the time jumps back by ${span} ⋯` : `⋯ ${span} later ⋯`;
}

/** 8 ms, 1.2 s, 34 s, 2 min 5 s, 1 h 2 min */
export function durationText(durationMs: number): string {
  const ms = Math.round(durationMs);
  if (ms < 1000) return `${ms} ms`;
  if (ms < 10_000) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A file may hold times that are none. */
function isoTime(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? 'at an unknown time' : date.toISOString();
}
