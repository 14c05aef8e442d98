import { assertNever } from '../../../assertNever.ts';
import { isInSet, isWordCode } from './characterSets.ts';
import type { Anchor } from './patternNode.ts';
import type { PatternProgram } from './patternProgram.ts';

/** Slots of the groups, -1 where a group took no part, and the place of the whole. */
export interface PatternRun {
  start: number;
  end: number;
  slots: Int32Array;
}

/**
 * Looks for the first place that fits, with the preferences of JavaScript. Each step is tried at each character at most once, also over
 * all beginnings: without references back, what failed there once fails there again. So the time grows with steps × characters, whatever
 * the pattern.
 */
export function runPattern(program: PatternProgram, text: string, from: number): PatternRun | undefined {
  const search = new Search(program, text);
  for (let start = from; start <= text.length; start++) {
    const end = search.matchAt(start);
    if (end !== undefined) return { start, end, slots: search.slots };
  }
  return undefined;
}

class Search {
  readonly slots: Int32Array;
  readonly #program: PatternProgram;
  readonly #text: string;
  readonly #width: number;
  readonly #isTried: Uint8Array;
  /** What is left to try: step and place; or, with a negative step, a slot that gets its old value back. */
  readonly #left: number[] = [];

  constructor(program: PatternProgram, text: string) {
    this.#program = program;
    this.#text = text;
    this.#width = text.length + 1;
    this.slots = new Int32Array(program.names.length * 2);
    this.#isTried = new Uint8Array(program.steps.length * this.#width);
  }

  matchAt(start: number): number | undefined {
    this.slots.fill(-1);
    const left = this.#left;
    left.length = 0;
    left.push(0, start);
    while (left.length > 0) {
      const at = left.pop() ?? 0;
      const step = left.pop() ?? 0;
      if (step < 0) {
        this.slots[-step - 1] = at;
        continue;
      }
      const end = this.#follow(step, at);
      if (end !== undefined) return end;
    }
    return undefined;
  }

  /** Goes on from a step until it fits or fails; the other ways of splits are kept for later. */
  #follow(from: number, startAt: number): number | undefined {
    let step = from;
    let at = startAt;
    for (;;) {
      const state = step * this.#width + at;
      if (this.#isTried[state] === 1) return undefined;
      this.#isTried[state] = 1;
      const current = this.#program.steps[step];
      if (current === undefined) return undefined;
      switch (current.kind) {
        case 'match':
          return at;
        case 'set':
          if (at >= this.#text.length || !isInSet(current.set, this.#text.charCodeAt(at))) return undefined;
          at += 1;
          step += 1;
          break;
        case 'anchor':
          if (!this.#holds(current.anchor, at)) return undefined;
          step += 1;
          break;
        case 'split':
          this.#left.push(current.second, at);
          step = current.first;
          break;
        case 'jump':
          step = current.to;
          break;
        case 'save':
          this.#left.push(-current.slot - 1, this.slots[current.slot] ?? -1);
          this.slots[current.slot] = at;
          step += 1;
          break;
      }
    }
  }

  #holds(anchor: Anchor, at: number): boolean {
    switch (anchor) {
      case 'start':
        return at === 0;
      case 'end':
        return at === this.#text.length;
      case 'boundary':
        return this.#isBoundary(at);
      case 'no-boundary':
        return !this.#isBoundary(at);
      default:
        return assertNever(anchor);
    }
  }

  #isBoundary(at: number): boolean {
    const isBefore = at > 0 && isWordCode(this.#text.charCodeAt(at - 1));
    const isAfter = at < this.#text.length && isWordCode(this.#text.charCodeAt(at));
    return isBefore !== isAfter;
  }
}
