import type { Anchor, CharacterSet, PatternNode } from './patternNode.ts';
import { PatternFault } from './patternReader.ts';

/** One step of a pattern's program. `split` tries `first`, then `second`; `save` notes the place in a slot. */
export type Step =
  | { kind: 'set'; set: CharacterSet }
  | { kind: 'anchor'; anchor: Anchor }
  | { kind: 'split'; first: number; second: number }
  | { kind: 'jump'; to: number }
  | { kind: 'save'; slot: number }
  | { kind: 'match' };

export interface PatternProgram {
  steps: readonly Step[];
  /** Names of groups; group `i` has the slots `2i` (start) and `2i + 1` (end). */
  names: readonly string[];
}

/** `a{500}` is written out 500 times; time and memory of a run grow with this. */
const MOST_STEPS = 1000;

export function patternProgram(root: PatternNode): PatternProgram {
  const writer = new ProgramWriter();
  writer.write(root);
  writer.add({ kind: 'match' });
  return { steps: writer.steps, names: writer.names };
}

class ProgramWriter {
  readonly steps: Step[] = [];
  readonly names: string[] = [];

  add(step: Step): number {
    if (this.steps.length >= MOST_STEPS) {
      throw new PatternFault('its repetitions, written out, are too long');
    }
    return this.steps.push(step) - 1;
  }

  write(node: PatternNode): void {
    switch (node.kind) {
      case 'set':
      case 'anchor':
        this.add(node);
        return;
      case 'sequence':
        for (const part of node.nodes) this.write(part);
        return;
      case 'choice':
        this.#writeChoice(node.nodes);
        return;
      case 'group':
        this.#writeGroup(node.name, node.node);
        return;
      case 'repeat':
        this.#writeRepeat(node);
        return;
    }
  }

  #writeChoice(nodes: readonly PatternNode[]): void {
    const ends: number[] = [];
    for (const [index, node] of nodes.entries()) {
      if (index === nodes.length - 1) {
        this.write(node);
        break;
      }
      const split = this.add({ kind: 'split', first: this.steps.length + 1, second: 0 });
      this.write(node);
      ends.push(this.add({ kind: 'jump', to: 0 }));
      this.steps[split] = { kind: 'split', first: split + 1, second: this.steps.length };
    }
    for (const end of ends) this.steps[end] = { kind: 'jump', to: this.steps.length };
  }

  #writeGroup(name: string | undefined, node: PatternNode): void {
    if (name === undefined) {
      this.write(node);
      return;
    }
    // A group in a repetition is written out more than once; its last round counts.
    const known = this.names.indexOf(name);
    const group = known === -1 ? this.names.push(name) - 1 : known;
    this.add({ kind: 'save', slot: group * 2 });
    this.write(node);
    this.add({ kind: 'save', slot: group * 2 + 1 });
  }

  #writeRepeat({ node, min, max, isLazy }: Extract<PatternNode, { kind: 'repeat' }>): void {
    for (let round = 0; round < min; round++) this.write(node);
    if (max === Infinity) {
      const split = this.add({ kind: 'split', first: 0, second: 0 });
      this.write(node);
      this.add({ kind: 'jump', to: split });
      this.#aim(split, isLazy, this.steps.length);
      return;
    }
    const splits: number[] = [];
    for (let round = min; round < max; round++) {
      splits.push(this.add({ kind: 'split', first: 0, second: 0 }));
      this.write(node);
    }
    for (const split of splits) this.#aim(split, isLazy, this.steps.length);
  }

  #aim(split: number, isLazy: boolean, past: number): void {
    const into = split + 1;
    this.steps[split] = isLazy
      ? { kind: 'split', first: past, second: into }
      : { kind: 'split', first: into, second: past };
  }
}
